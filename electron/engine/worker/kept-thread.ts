import { InferenceError, type InferenceThread } from '../vision/inference/inference-thread.ts';

/** A thread that cannot start is tried again after this long, not for every frame. */
const retryAfterMs = 5000;

export type KeptThreadOptions = {
  /** A thread that was not started yet. */
  readonly make: () => Promise<InferenceThread>;
  readonly onProblem: (message: string) => void;
};

/** An inference thread that is started when it is first asked for, and again when it has died. */
export class KeptThread {
  readonly #options: KeptThreadOptions;
  #thread: InferenceThread | null = null;
  #starting: Promise<InferenceThread> | null = null;
  #retryAt = 0;

  constructor(options: KeptThreadOptions) {
    this.#options = options;
  }

  /** Rejects with an InferenceError while the thread cannot be had. */
  readonly get = (): InferenceThread | Promise<InferenceThread> => {
    if (this.#thread?.running) return this.#thread;
    if (this.failed) return Promise.reject(new InferenceError('start-failed', 'the inference thread could not be started'));
    this.#starting ??= this.#launch().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  };

  get failed(): boolean {
    return this.#retryAt > performance.now();
  }

  /** The next who asks gets a new thread, at once. */
  async stop(): Promise<void> {
    const [thread, starting] = [this.#thread, this.#starting];
    this.#thread = null;
    this.#starting = null;
    this.#retryAt = 0;
    await Promise.all([thread?.stop(), starting?.then((started) => started.stop()).catch(() => undefined)]);
  }

  async #launch(): Promise<InferenceThread> {
    try {
      const thread = await this.#options.make();
      await thread.start();
      this.#thread = thread;
      return thread;
    } catch (error) {
      this.#retryAt = performance.now() + retryAfterMs;
      this.#options.onProblem(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }
}
