import type { MessagePortMain } from 'electron';
import type { EngineState, KeyGuard } from '../../contract/desktop.ts';
import type { Account } from '../../contract/account.ts';
import type { EngineAnswer, EngineAsk, Program, StartProblemKind } from '../../contract/host.ts';
import type { LiveStream } from '../../contract/live.ts';
import type { Words } from '../../contract/words.ts';
import { restartDelayMs, stableAfterMs } from './backoff.ts';
import { EngineProcess, type WrapKey } from './engine-process.ts';

export type EngineHostOptions = {
  readonly args: () => readonly string[];
  /** Asked at each start: a keyring that was locked may be open by now. */
  readonly keyring: () => Promise<WrapKey | null>;
  /** The token of who is signed in at this workstation. */
  readonly token: () => string | null;
  /** Before each start; what speaks against starting is shown instead. */
  readonly beforeStart: () => Words | null;
  /** It ended before it was ready, or said why it cannot start. True: something else is being done about it. */
  readonly onTrouble: (what: { readonly failed: string } | 'died') => boolean;
  readonly onState: (state: EngineState) => void;
  readonly onReady: (setupKey: string | null) => void;
  readonly onPush: (push: 'event' | 'station', data: unknown) => void;
  /** A process ended that should not have. */
  readonly onDeath: (what: 'engine' | Program, code: number) => void;
};

export type WindowPort = { readonly kind: 'channel' } | { readonly kind: 'live'; readonly cameraId: string; readonly stream: LiveStream };

/** Processes that may crash; that is what they are for. */
const mayDie: ReadonlySet<Program> = new Set<Program>(['provider-probe', 'detector-trial']);

/** Keeps an engine running: starts it, sees its death, starts it again with back-off, and stops it in the end. */
export class EngineHost {
  guard: KeyGuard = 'none';
  readonly #options: EngineHostOptions;
  #state: EngineState = { phase: 'starting' };
  #engine: EngineProcess | null = null;
  #isWanted = false;
  #startedAt = 0;
  #deaths = 0;
  #retry: NodeJS.Timeout | null = null;
  /** What opened the key last, or what was typed to open it. */
  #passphrase: string | null = null;
  /** The engine that died last: its processes may still be finishing their files. */
  #dead: EngineProcess | null = null;
  #isStarting = false;

  constructor(options: EngineHostOptions) {
    this.#options = options;
  }

  get state(): EngineState {
    return this.#state;
  }

  get pid(): number | null {
    return this.#engine?.pid ?? null;
  }

  /** Where the engine answers, with the key to that door; null while it does not run. */
  get door(): { readonly address: string; readonly key: string } | null {
    const engine = this.#engine;
    return engine?.door == null ? null : { address: engine.door, key: engine.doorKey };
  }

  start(how: { readonly giveUpKey?: boolean; readonly passphrase?: string } = {}): void {
    if (this.#retry) clearTimeout(this.#retry);
    if (this.#engine !== null || this.#isStarting) return;
    this.#isWanted = true;
    this.#isStarting = true;
    this.#passphrase = how.giveUpKey === true ? null : (how.passphrase ?? this.#passphrase);
    if (this.#state.phase !== 'restarting') this.#become({ phase: 'starting' });
    void this.#launch(how.giveUpKey ?? false).finally(() => (this.#isStarting = false));
  }

  /** Forgets what was typed for another data folder. */
  forgetPassphrase(): void {
    this.#passphrase = null;
  }

  async #launch(giveUpKey: boolean): Promise<void> {
    const { args, keyring, beforeStart, onPush, onDeath } = this.#options;
    const problem = beforeStart();
    if (problem !== null) {
      this.#isWanted = false;
      this.#become({ phase: 'failed', kind: 'other', problem });
      return;
    }
    const opens = await keyring();
    if (!this.#isWanted) return;
    this.#startedAt = performance.now();
    const engine = new EngineProcess({ args: args(), passphrase: this.#passphrase, giveUpKey }, opens, {
      onReady: ({ setupKey, guard }) => {
        this.guard = guard;
        if (guard !== 'passphrase') this.#passphrase = null;
        this.#become({ phase: 'running' });
        this.#options.onReady(setupKey);
      },
      onFailed: (kind, words) => void this.#failed(engine, kind, words),
      onPush,
      onChildExit: (program, code) => {
        if (this.#isWanted && code !== 0 && !mayDie.has(program)) onDeath(program, code);
      },
      onExit: (code) => this.#exited(engine, code),
    });
    this.#engine = engine;
  }

  /** Ends the engine and everything it started. */
  async stop(): Promise<void> {
    this.#isWanted = false;
    if (this.#retry) clearTimeout(this.#retry);
    this.#become({ phase: 'stopping' });
    await (this.#engine?.stop() ?? this.#dead?.childrenEnded());
  }

  /** A port that leads to the engine; null while it does not run. */
  open(wanted: WindowPort): MessagePortMain | null {
    if (this.#state.phase !== 'running' || this.#engine === null) return null;
    const token = this.#options.token();
    return this.#engine.open(wanted.kind === 'channel' ? { type: 'channel', token } : { type: 'live', token, cameraId: wanted.cameraId, stream: wanted.stream });
  }

  ask<A extends EngineAsk>(ask: A): Promise<EngineAnswer<A> | null> {
    return this.#engine?.ask(ask) ?? Promise.resolve(null);
  }

  /** Who is signed in at this workstation; undefined when the engine does not say. */
  async account(): Promise<Account | null | undefined> {
    return (await this.#engine?.ask({ what: 'account', token: this.#options.token() }))?.account;
  }

  /** Changes what guards the key; a restart of the engine opens it by itself. Null when the engine could not. */
  async protectKey(passphrase: string | null): Promise<KeyGuard | null> {
    const answer = await this.ask({ what: 'protect-key', passphrase });
    if (answer === null) return null;
    this.#passphrase = passphrase;
    this.guard = answer.guard;
    return answer.guard;
  }

  #become(state: EngineState): void {
    this.#state = state;
    this.#options.onState(state);
  }

  async #failed(engine: EngineProcess, kind: StartProblemKind, words: Words): Promise<void> {
    if (this.#engine !== engine) return;
    this.#isWanted = false;
    this.#engine = null;
    if (kind === 'key-wrong') this.#passphrase = null;
    if (kind === 'key-locked' || kind === 'key-wrong') this.#become({ phase: 'locked', wrong: kind === 'key-wrong' });
    else if (kind === 'key-lost' || kind === 'key-damaged') this.#become({ phase: 'key-lost' });
    else this.#become({ phase: 'failed', kind, problem: words });
    await engine.stop();
    this.#options.onTrouble({ failed: kind });
  }

  #exited(engine: EngineProcess, code: number): void {
    if (this.#engine !== engine) return;
    const wasUp = this.#state.phase === 'running';
    this.#engine = null;
    this.#dead = engine;
    if (!this.#isWanted) return;
    this.#options.onDeath('engine', code);
    if (!wasUp && this.#options.onTrouble('died')) return;
    this.#deaths = performance.now() - this.#startedAt >= stableAfterMs ? 1 : this.#deaths + 1;
    const delayMs = restartDelayMs(this.#deaths);
    this.#become({ phase: 'restarting', attempt: this.#deaths, retryAt: Date.now() + delayMs });
    this.#retry = setTimeout(() => this.start(), delayMs);
  }
}
