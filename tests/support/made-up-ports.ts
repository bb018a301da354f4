import type { HostMessage, HostParent, HostPort } from '../../electron/engine/process/host-port.ts';

type Listeners = { readonly message: ((message: HostMessage) => void)[]; readonly close: (() => void)[] };

/** One end of a pair of ports in memory: it clones what goes through, and holds what came until it is started, as Electron's do. */
export class MadeUpPort implements HostPort {
  other: MadeUpPort | null = null;
  isClosed = false;
  isStarted = false;
  /** All that was sent from here, also to an end that is closed. */
  readonly sent: unknown[] = [];
  readonly #waiting: HostMessage[] = [];
  readonly #listeners: Listeners = { message: [], close: [] };

  postMessage(message: unknown, transfer: HostPort[] = []): void {
    if (this.isClosed) throw new Error('the port is closed');
    const data: unknown = structuredClone(message);
    this.sent.push(data);
    this.other?.take({ data, ports: transfer });
  }

  on(event: 'message' | 'close', listener: ((message: HostMessage) => void) | (() => void)): void {
    if (event === 'message') this.#listeners.message.push(listener);
    else this.#listeners.close.push(listener as () => void);
  }

  start(): void {
    this.isStarted = true;
    for (const message of this.#waiting.splice(0)) this.take(message);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.other?.close();
    for (const listener of this.#listeners.close) listener();
  }

  take(message: HostMessage): void {
    if (this.isClosed) return;
    if (!this.isStarted) this.#waiting.push(message);
    else for (const listener of this.#listeners.message) listener(message);
  }
}

export function portPair(): { readonly near: MadeUpPort; readonly far: MadeUpPort } {
  const [near, far] = [new MadeUpPort(), new MadeUpPort()];
  near.other = far;
  far.other = near;
  return { near, far };
}

/** What comes to an end, which is started for it. */
export function heardAt(port: MadeUpPort): HostMessage[] {
  const heard: HostMessage[] = [];
  port.on('message', (message) => heard.push(message));
  port.start();
  return heard;
}

/** A utility process' way to the shell, with the shell's end of it. */
export class MadeUpParent implements HostParent {
  readonly told: unknown[] = [];
  readonly #listeners: ((message: HostMessage) => void)[] = [];

  postMessage(message: unknown): void {
    this.told.push(structuredClone(message));
  }

  on(_event: 'message', listener: (message: HostMessage) => void): void {
    this.#listeners.push(listener);
  }

  say(data: unknown, ...ports: HostPort[]): void {
    for (const listener of this.#listeners) listener({ data, ports });
  }
}
