import type { Readable, Writable } from 'node:stream';
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };
export type Method = keyof Protocol.CommandParameters;
type Answer = { readonly id?: number; readonly result?: unknown; readonly error?: { readonly message: string }; readonly method?: string; readonly params?: unknown; readonly sessionId?: string };
type Waiting = { readonly method: Method; readonly resolve: (result: never) => void; readonly reject: (error: Error) => void };
type Listener = (event: Protocol.Events[keyof Protocol.Events], sessionId: string | undefined) => void;

/** The Chrome DevTools Protocol over Chromium's pipe (JSON, ended by NUL). Chromium ends when the pipe breaks, however this process ends. */
export class Cdp {
  readonly #commands: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, Listener[]>();
  #lastId = 0;
  #parts: Buffer[] = [];
  closed = false;

  constructor(commands: Writable, answers: Readable) {
    this.#commands = commands;
    commands.on('error', () => this.#close());
    answers.on('data', (chunk: Buffer) => this.#read(chunk));
    answers.on('close', () => this.#close());
  }

  send<M extends Method>(method: M, params?: Protocol.CommandParameters[M], sessionId?: string): Promise<Protocol.CommandReturnValues[M]> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new Error(`${method}: Chromium has ended`));
      const id = ++this.#lastId;
      this.#waiting.set(id, { method, resolve, reject });
      this.#commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Listens to one event of one session (of the browser itself without one). */
  on<E extends keyof Protocol.Events>(event: E, sessionId: string | undefined, listener: (params: Protocol.Events[E]) => void): void {
    const key = `${sessionId ?? ''} ${event}`;
    this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener as unknown as Listener]);
  }

  #read(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      this.#parts.push(chunk.subarray(start, end));
      const text = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
      this.#parts = [];
      start = end + 1;
      this.#handle(JSON.parse(String(text)) as Answer);
    }
    if (start < chunk.length) this.#parts.push(chunk.subarray(start));
  }

  #handle(answer: Answer): void {
    if (answer.id !== undefined) {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.error) waiting?.reject(new Error(`${waiting.method}: ${answer.error.message}`));
      else waiting?.resolve(answer.result as never);
      return;
    }
    for (const listener of this.#listeners.get(`${answer.sessionId ?? ''} ${answer.method ?? ''}`) ?? []) listener(answer.params as never, answer.sessionId);
  }

  #close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium has ended`));
    this.#waiting.clear();
  }
}
