import type { PlanarPicture } from '../media/small-frame.ts';
import type { OwnDetector as OwnModel } from '../media/worker-protocol.ts';
import { sha256Of } from '../sha256-of.ts';
import type { Provider } from '../vision/inference/inference-protocol.ts';
import { InferenceError, InferenceThread } from '../vision/inference/inference-thread.ts';
import type { Detection } from '../vision/observation.ts';

/** One that failed is given another try after this long. */
const retryAfterMs = 60_000;
/** A picture that takes longer has hung the thread. */
const runWithinMs = 10_000;

export type OwnDetectorOptions = {
  readonly model: OwnModel;
  readonly provider: () => Provider;
  readonly threads: number;
  readonly onProblem: (message: string) => void;
};

/**
 * An imported detector in a thread of its own, shared by the worker's cameras that look with it: should it hang or fail,
 * the built-in one looks on.
 */
export class OwnDetector {
  readonly #options: OwnDetectorOptions;
  #starting: Promise<InferenceThread> | null = null;
  #retryAt = 0;

  constructor(options: OwnDetectorOptions) {
    this.#options = options;
  }

  /** False for a while after it failed. */
  get works(): boolean {
    return this.#retryAt <= performance.now();
  }

  /** As `InferenceThread.detect`; a failure is told once and makes `works` false. */
  async detect(picture: PlanarPicture): Promise<Detection[]> {
    const starting = (this.#starting ??= this.#start());
    try {
      const thread = await starting;
      return await within(thread.detect(picture));
    } catch (error) {
      if (this.#starting === starting) await this.#failed(error);
      throw error;
    }
  }

  /** Starts it again with the next picture, as after another provider was chosen. */
  async stop(): Promise<void> {
    const starting = this.#starting;
    this.#starting = null;
    await starting?.then((thread) => thread.stop()).catch(() => undefined);
  }

  async #start(): Promise<InferenceThread> {
    const { model, provider, threads } = this.#options;
    if ((await sha256Of(model.path)) !== model.card.id) throw new InferenceError('start-failed', 'its file was changed');
    const thread = new InferenceThread({ model, provider: provider(), threads });
    await thread.start();
    return thread;
  }

  #failed(error: unknown): Promise<void> {
    this.#retryAt = performance.now() + retryAfterMs;
    this.#options.onProblem(`imported detector ${this.#options.model.card.id.slice(0, 12)}: ${error instanceof Error ? error.message : String(error)}`);
    return this.stop();
  }
}

function within<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new InferenceError('run-failed', `no answer within ${runWithinMs} ms`)), runWithinMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
