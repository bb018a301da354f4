import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { KeyGuard } from '../../contract/desktop.ts';
import { engineAnswers, FromEngine, type EngineAnswer, type EngineAsk, type Program, type StartProblemKind, type ToEngine } from '../../contract/host.ts';
import type { Words } from '../../contract/words.ts';
import { EngineChildren, killNow } from './children.ts';

export type EngineStart = Pick<Extract<ToEngine, { type: 'start' }>, 'args' | 'passphrase' | 'giveUpKey'> & {
  /** Browsers on this machine may come in, as in browser mode. */
  readonly isOpen?: boolean;
};

/** The system's keyring as the engine may use it; null where there is none. */
export type WrapKey = { readonly wrap: (bytes: Uint8Array) => Promise<Uint8Array | null>; readonly unwrap: (bytes: Uint8Array) => Promise<Uint8Array | null> };

export type EngineEvents = {
  onReady(ready: { readonly setupKey: string | null; readonly guard: KeyGuard }): void;
  onFailed(kind: StartProblemKind, words: Words): void;
  onPush(push: 'event' | 'station', data: unknown): void;
  /** A child ended by itself; those that the engine ended are not told. */
  onChildExit(program: Program, code: number): void;
  /** Once; `code` is the process' exit code. */
  onExit(code: number): void;
};

const askWithinMs = 15_000;
/** The engine bounds its own stop to 10 s. */
const stopWithinMs = 12_000;

/** One run of the engine as a utility process: from its start to its end, with the processes it asked for. */
export class EngineProcess {
  /** Loopback address of the engine's door; null before it is ready. */
  door: string | null = null;
  readonly doorKey = randomBytes(32).toString('hex');
  readonly #process: UtilityProcess;
  readonly #events: EngineEvents;
  readonly #keyring: WrapKey | null;
  readonly #children: EngineChildren;
  readonly #asks = new Map<number, (output: unknown) => void>();
  readonly #ended = Promise.withResolvers<undefined>();
  #lastAsk = 0;

  constructor({ args, passphrase, giveUpKey, isOpen = false }: EngineStart, keyring: WrapKey | null, events: EngineEvents) {
    this.#events = events;
    this.#keyring = keyring;
    this.#process = utilityProcess.fork(fileURLToPath(new URL('../../engine/main.js', import.meta.url)), [], { stdio: ['ignore', 'ignore', 'inherit'], serviceName: 'Watchhouse engine' });
    this.#children = new EngineChildren({
      onStarted: (child, pid, port) => this.#tell({ type: 'child', child, pid }, port),
      onExit: (child, program, code, wasKilled) => {
        this.#tell({ type: 'child-exit', child, code });
        if (!wasKilled) events.onChildExit(program, code);
      },
    });
    this.#process.on('message', (message: unknown) => {
      const told = FromEngine.safeParse(message);
      if (told.success) this.#hear(told.data);
    });
    // V8 gives up, e.g. without memory: the exit follows.
    this.#process.on('error', () => undefined);
    this.#process.once('exit', (code) => {
      this.door = null;
      this.#children.abandon();
      for (const answer of this.#asks.values()) answer(null);
      this.#ended.resolve(undefined);
      events.onExit(code);
    });
    this.#tell({ type: 'start', args, doorKey: isOpen ? null : this.doorKey, hasKeyring: keyring !== null, passphrase, giveUpKey });
  }

  get pid(): number | null {
    return this.#process.pid ?? null;
  }

  /** A port for a window that leads to the engine or, for a live tile, on to the worker that holds the camera. */
  open(opening: Extract<ToEngine, { type: 'channel' | 'live' }>): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain();
    this.#tell(opening, port1);
    return port2;
  }

  /** Null when the engine has gone, does not answer in time or could not do it. */
  async ask<A extends EngineAsk>(ask: A): Promise<EngineAnswer<A> | null> {
    const number = ++this.#lastAsk;
    const answer = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => answer.resolve(null), askWithinMs);
    this.#asks.set(number, answer.resolve);
    this.#tell({ type: 'ask', ask: number, ...ask });
    const output = engineAnswers[ask.what].safeParse(await answer.promise);
    clearTimeout(timer);
    this.#asks.delete(number);
    return output.success ? (output.data as EngineAnswer<A>) : null;
  }

  /** Resolves when the processes that it had started are gone. */
  async childrenEnded(): Promise<void> {
    await this.#children.ended();
  }

  /** Ends it with its processes; resolves when all are gone. */
  async stop(): Promise<void> {
    this.#tell({ type: 'stop' });
    const timer = setTimeout(() => killNow(this.#process), stopWithinMs);
    await this.#ended.promise;
    clearTimeout(timer);
    await this.#children.ended();
  }

  async #wrap(ask: number, how: 'wrap' | 'unwrap', bytes: Uint8Array): Promise<void> {
    this.#tell({ type: 'wrapped', ask, bytes: (await this.#keyring?.[how](bytes)) ?? null });
  }

  #tell(message: ToEngine, port?: MessagePortMain): void {
    this.#process.postMessage(message, port === undefined ? [] : [port]);
  }

  #hear(told: FromEngine): void {
    switch (told.type) {
      case 'ready':
        this.door = told.door;
        this.#events.onReady(told);
        return;
      case 'failed':
        this.#events.onFailed(told.kind, told.words);
        return;
      case 'launch':
        this.#children.launch(told);
        return;
      case 'kill':
        this.#children.kill(told.child);
        return;
      case 'answer':
        this.#asks.get(told.ask)?.(told.output);
        return;
      case 'wrap':
        void this.#wrap(told.ask, told.how, told.bytes);
        return;
      case 'push':
        if (told.push === 'event' || told.push === 'station') this.#events.onPush(told.push, told.data);
    }
  }
}
