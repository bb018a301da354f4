import { PortNote } from '../../electron/contract/desktop.ts';
import { createTaken, type Taken } from '../desktop/taken.ts';
import type { SocketLike } from './socket-channel.ts';

/** Closed without a word from the other end, in a WebSocket's numbers. */
const closedAbnormally = 1006;
const states = { connecting: 0, open: 1, closed: 3 } as const;
const utf8 = new TextEncoder();

/** A message port that behaves as the WebSocket would which it stands for. */
class PortSocket extends EventTarget {
  readyState: 0 | 1 | 3 = states.connecting;
  #port: MessagePort | null = null;
  #taken: Taken | null = null;

  constructor(ask: () => Promise<MessagePort>) {
    super();
    ask().then((port) => this.#use(port), () => this.#end(closedAbnormally));
  }

  send(text: string): void {
    this.#port?.postMessage(text);
  }

  close(): void {
    this.#end(1000);
  }

  #use(port: MessagePort): void {
    if (this.readyState !== states.connecting) {
      port.close();
      return;
    }
    this.#port = port;
    this.#taken = createTaken((note) => port.postMessage(note));
    this.readyState = states.open;
    port.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#hear(data));
    port.addEventListener('close', () => this.#end(closedAbnormally));
    this.dispatchEvent(new Event('open'));
    port.start();
  }

  #hear(data: unknown): void {
    if (this.readyState !== states.open) return;
    if (typeof data === 'string') {
      this.#taken?.took(utf8.encode(data).byteLength);
      this.dispatchEvent(new MessageEvent('message', { data }));
      return;
    }
    const note = PortNote.safeParse(data);
    if (note.success && 'closed' in note.data) this.#end(note.data.closed);
  }

  #end(code: number): void {
    if (this.readyState === states.closed) return;
    this.readyState = states.closed;
    this.#taken?.stop();
    this.#port?.close();
    this.dispatchEvent(new CloseEvent('close', { code }));
  }
}

/** Opens a channel's socket over the port that the desktop shell lends; where there is none it closes at once. */
export function openPortSocket(ask: () => Promise<MessagePort>): SocketLike {
  return new PortSocket(ask);
}
