import type { FromWorker, ToWorker } from '../media/worker-protocol.ts';
import type { Carried, Child, ChildEvents, LaunchOptions } from '../process/launch.ts';

/** A worker that says nothing for this long hangs and is killed. */
export const heartbeatTimeoutMs = 10_000;
const selfAwayMs = 4000;
/** Restart delays; the first is short so that cameras are back within seconds. */
const backOffMs = [200, 1000, 2000, 5000, 10_000, 30_000] as const;
/** A worker that ran this long starts again from the shortest delay. */
const stableAfterMs = 60_000;
/**
 * V8's memory for objects before it looks for garbage, MB. It grows its limit with what lives, and next to nothing does in a
 * worker, so it searched twice a second: 8 % of a worker's CPU time with 8 still cameras.
 */
const objectsBeforeSearchMb = 96;
/** After a polite `shutdown` a worker has this long before it is killed. */
const shutdownGraceMs = 5000;

export type WorkerEvents = {
  /** The process is up and waits for messages: send everything it has to do. */
  onReady(): void;
  onMessage(message: FromWorker): void;
  /** It died or was killed; it will be restarted after `retryInMs`. */
  onExit(reason: string, retryInMs: number): void;
};

/** Starts a camera worker. */
export type LaunchWorker = (options: LaunchOptions, events: ChildEvents) => Child;

/** One camera worker process: started, watched, killed when it hangs, restarted with back-off until stopped. */
export class WorkerProcess {
  readonly number: number;
  restarts = 0;
  lastExit: string | null = null;
  /** Of `performance.now()`, which no step of the wall clock moves. */
  heardAt = performance.now();
  #child: Child | null = null;
  #onEnd: (() => void) | null = null;
  #watch: NodeJS.Timeout | null = null;
  #retry: NodeJS.Timeout | null = null;
  #startedAt = 0;
  #quickDeaths = 0;
  #killedFor: string | null = null;
  #stopping = false;
  readonly #launch: LaunchWorker;
  readonly #env: NodeJS.ProcessEnv;
  readonly #events: WorkerEvents;

  constructor(number: number, launch: LaunchWorker, env: NodeJS.ProcessEnv, events: WorkerEvents) {
    this.number = number;
    this.#launch = launch;
    this.#env = env;
    this.#events = events;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  get isUp(): boolean {
    return this.#child !== null;
  }

  start(): void {
    this.#startedAt = performance.now();
    this.heardAt = performance.now();
    this.#killedFor = null;
    // The media library blocks libuv threads while a camera hangs: with the default of 4, four hung cameras stop all.
    this.#child = this.#launch(
      { env: { ...this.#env, UV_THREADPOOL_SIZE: '48' }, execArgv: [`--initial-old-space-size=${objectsBeforeSearchMb}`] },
      {
        onReady: () => this.#events.onReady(),
        onMessage: (message) => {
          this.heardAt = performance.now();
          this.#events.onMessage(message as FromWorker);
        },
        onExit: (reason) => this.#exited(reason),
      },
    );
    let lookedAt = performance.now();
    this.#watch = setInterval(() => {
      const now = performance.now();
      // Whoever was away himself (a busy or sleeping machine) has not listened: the worker gets its time again.
      if (now - lookedAt > selfAwayMs) this.heardAt = now;
      lookedAt = now;
      if (now - this.heardAt > heartbeatTimeoutMs) this.kill('no heart-beat');
    }, 1000);
  }

  /** Returns false where the process is not there to take it; whatever matters is sent again by `onReady`. */
  send(message: ToWorker, carried?: Carried): boolean {
    return this.#child?.send(message, carried) ?? false;
  }

  kill(reason: string): void {
    this.#killedFor = reason;
    this.#child?.kill();
  }

  /** Asks the worker to finish its files and waits for its end, killing it when it takes too long. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#retry) clearTimeout(this.#retry);
    if (!this.#child) return;
    await new Promise<void>((resolve) => {
      const grace = setTimeout(() => this.kill('did not stop'), shutdownGraceMs);
      this.#onEnd = () => {
        clearTimeout(grace);
        resolve();
      };
      if (!this.send({ type: 'shutdown' })) this.kill('not connected');
    });
  }

  #exited(reason: string): void {
    this.#child = null;
    if (this.#watch) clearInterval(this.#watch);
    this.#onEnd?.();
    if (this.#stopping) return;
    this.lastExit = this.#killedFor ?? reason;
    this.restarts++;
    this.#quickDeaths = performance.now() - this.#startedAt >= stableAfterMs ? 0 : this.#quickDeaths + 1;
    const retryInMs = backOffMs[Math.min(Math.max(this.#quickDeaths - 1, 0), backOffMs.length - 1)] ?? 30_000;
    this.#retry = setTimeout(() => this.start(), retryInMs);
    this.#events.onExit(this.lastExit, retryInMs);
  }
}
