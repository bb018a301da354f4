import { EventEmitter } from 'node:events';
import { cloned } from '../ports/message-port-main.ts';
import { strictClass } from '../strict.ts';
import { received, UtilityPort } from './child-ports.ts';
import type { FromUtility, ToUtility } from './messages.ts';

type ParentEvents = { message: [event: { data: unknown; ports: UtilityPort[] }]; newListener: [name: string | symbol] };

/** `process.parentPort` of a utility process; messages wait until somebody listens. */
export class ParentPort extends EventEmitter<ParentEvents> {
  readonly #send: (message: FromUtility) => void;
  #waiting: ReturnType<typeof received>[] = [];

  constructor(send: (message: FromUtility) => void) {
    super();
    this.#send = send;
    this.on('newListener', (name) => {
      if (name === 'message')
        setImmediate(() => {
          const waiting = this.#waiting;
          this.#waiting = [];
          for (const event of waiting) this.emit('message', event);
        });
    });
  }

  postMessage(message: unknown): void {
    this.#send({ kind: 'message', data: cloned(message) });
  }

  handle(message: ToUtility): void {
    if (message.kind !== 'message') return UtilityPort.handle(message);
    const event = received(message);
    if (this.listenerCount('message') === 0 || this.#waiting.length > 0) this.#waiting.push(event);
    else this.emit('message', event);
  }
}

strictClass('ParentPort', ParentPort);
