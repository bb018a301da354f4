import { EventEmitter } from 'node:events';
import { strictClass } from '../strict.ts';
import { PortEnd, type PortMessage } from './port-end.ts';

/** Copies a message at once, as Electron does; what cannot be cloned throws. */
export function cloned(data: unknown): unknown {
  try {
    return structuredClone(data);
  } catch {
    throw new Error('An object could not be cloned.');
  }
}

export class MessagePortMain extends EventEmitter implements Pick<Electron.MessagePortMain, 'close' | 'postMessage' | 'start'> {
  #end: PortEnd | undefined;
  #started = false;
  #closed = false;
  #queue: PortMessage[] = [];

  constructor(end: PortEnd) {
    super();
    this.#end = end;
    end.settle({ receive: (message) => this.#receive(message), closed: () => this.#close() });
  }

  postMessage(message: unknown, transfer: readonly Electron.MessagePortMain[] = []): void {
    if ((transfer as readonly unknown[]).includes(this)) throw new TypeError('Port at index 0 contains the source port.');
    const data = cloned(message);
    const ports = detachAll(transfer);
    if (!this.#closed) this.#end?.peer?.deliver({ data, ports });
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    for (const message of this.#queue.splice(0)) this.#receive(message);
  }

  close(): void {
    this.#end?.close();
  }

  /** Gives the end away to another process; this object is of no use from then on. */
  detach(): PortEnd {
    const end = this.#end;
    if (!end || this.#closed) throw new Error('Port is already neutered or closed');
    this.#end = undefined;
    end.lift(this.#queue.splice(0));
    return end;
  }

  #receive(message: PortMessage): void {
    if (!this.#started) return void this.#queue.push(message);
    setImmediate(() => this.emit('message', { data: message.data, ports: message.ports.map((end) => new MessagePortMain(end)) }));
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    setImmediate(() => this.emit('close'));
  }
}

/** The ends of ports in a transfer list. */
export function detachAll(transfer: readonly unknown[]): PortEnd[] {
  transfer.forEach((port, index) => {
    if (!(port instanceof MessagePortMain)) throw new TypeError(`Port at index ${index} is not a valid port`);
  });
  return (transfer as readonly MessagePortMain[]).map((port) => port.detach());
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const [one, other] = PortEnd.pair();
    this.port1 = new MessagePortMain(one);
    this.port2 = new MessagePortMain(other);
  }
}

strictClass('MessagePortMain', MessagePortMain);
strictClass('MessageChannelMain', MessageChannelMain);
