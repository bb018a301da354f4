import { EventEmitter } from 'node:events';
import { cloned } from '../ports/message-port-main.ts';
import { strictClass } from '../strict.ts';
import type { CarriedMessage, FromUtility, ToUtility } from './messages.ts';

let send: (message: FromUtility) => void = () => undefined;
const ports = new Map<number, UtilityPort>();

type Received = { readonly data: unknown; readonly ports: UtilityPort[] };

/** Ports exist from the moment they arrive, even if their message is handed out later: messages for them may follow at once. */
export function received({ data, ports: numbers }: CarriedMessage): Received {
  return { data, ports: numbers.map((number) => new UtilityPort(number)) };
}

/** A MessagePortMain inside a utility process: its channel is routed by the main process. */
export class UtilityPort extends EventEmitter implements Pick<Electron.MessagePortMain, 'close' | 'postMessage' | 'start'> {
  readonly #number: number;
  #started = false;
  #gone: 'transferred' | 'closed' | undefined;
  #queue: Received[] = [];

  constructor(number: number) {
    super();
    this.#number = number;
    ports.set(number, this);
  }

  postMessage(message: unknown, transfer: readonly Electron.MessagePortMain[] = []): void {
    const data = cloned(message);
    const numbers = (transfer as readonly unknown[]).map((port, index) => {
      if (!(port instanceof UtilityPort) || port === this) throw new TypeError(`Port at index ${index} is not a valid port`);
      return port.#lift();
    });
    if (this.#gone === undefined) send({ kind: 'port', port: this.#number, data, ports: numbers });
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    for (const message of this.#queue.splice(0)) this.#emitMessage(message);
  }

  close(): void {
    if (this.#gone !== undefined) return;
    send({ kind: 'close', port: this.#number });
    this.#closed();
  }

  static handle(message: Exclude<ToUtility, { kind: 'message' }>): void {
    const port = ports.get(message.port);
    if (message.kind === 'port') {
      if (port) port.#receive(received(message));
    } else if (message.kind === 'closed') {
      if (port) port.#closed();
    } else {
      ports.delete(message.port);
      send({ kind: 'fenced', port: message.port });
    }
  }

  static sendThrough(channel: (message: FromUtility) => void): void {
    send = channel;
  }

  #lift(): number {
    if (this.#gone !== undefined) throw new Error('Port is already neutered or closed');
    this.#gone = 'transferred';
    const backlog = this.#queue.splice(0).map((message) => UtilityPort.#carried(message));
    send({ kind: 'lift', port: this.#number, backlog });
    return this.#number;
  }

  static #carried({ data, ports: inside }: Received): CarriedMessage {
    return { data, ports: inside.map((port) => port.#lift()) };
  }

  #receive(message: Received): void {
    if (this.#gone === 'transferred') send({ kind: 'bounced', port: this.#number, message: UtilityPort.#carried(message) });
    else if (!this.#started) this.#queue.push(message);
    else this.#emitMessage(message);
  }

  #emitMessage(event: Received): void {
    setImmediate(() => this.emit('message', event));
  }

  #closed(): void {
    if (this.#gone !== undefined) return;
    this.#gone = 'closed';
    ports.delete(this.#number);
    setImmediate(() => this.emit('close'));
  }
}

strictClass('MessagePortMain', UtilityPort);
