import type { BuiltInModel, ModelProblem } from '../../contract/station.ts';
import { analyzerModels, type AnalyzerModels, type ReadModels } from '../analysis/models.ts';
import { readBuiltInModels, unreadModels, type BuiltInModels } from '../vision/built-in-models.ts';
import type { OwnDetector as OwnModel } from '../media/worker-protocol.ts';
import type { Provider } from '../vision/inference/inference-protocol.ts';
import { InferenceError, InferenceThread } from '../vision/inference/inference-thread.ts';
import { OwnDetector } from './own-detector.ts';

/** A thread that cannot start is tried again after this long, not for every frame. */
const retryAfterMs = 5000;

export type DetectorOptions = {
  readonly modelsFolder: string;
  /** Threads that one inference is spread over. */
  readonly threads: number;
  readonly onProblem: (message: string) => void;
};

/** The worker's one inference thread, shared by its cameras and started again when it dies. */
export class SharedDetector {
  readonly #options: DetectorOptions;
  readonly #models: BuiltInModels;
  readonly #own = new Map<string, { readonly detector: OwnDetector; readonly cameras: Set<string> }>();
  #unusable = new Map<BuiltInModel, ModelProblem>();
  #provider: Provider = 'cpu';
  #thread: InferenceThread | null = null;
  #starting: Promise<InferenceThread> | null = null;
  #retryAt = 0;

  constructor(options: DetectorOptions) {
    this.#options = options;
    this.#models = readBuiltInModels(options.modelsFolder);
    void unreadModels(this.#models).then((unread) => (this.#unusable = unread));
    for (const model of Object.values(this.#models)) model.catch((error: unknown) => options.onProblem(messageOf(error)));
  }

  /** Models that rules have to do without. One that cannot be loaded is known from when it is first asked. */
  get unusable(): ReadonlyMap<BuiltInModel, ModelProblem> {
    return this.#unusable;
  }

  /** What analyzers ask. Their calls reject with an InferenceError while the thread cannot be had; the caller leaves the frame out. */
  async models(): Promise<AnalyzerModels> {
    const models = analyzerModels(await this.#readModels(), () => (this.#thread?.running ? this.#thread : this.#start()));
    const { poses, fights } = models;
    return {
      ...models,
      poses: poses && { ...poses, find: (picture) => this.#noting('pose', poses.find(picture)) },
      fights: fights && { ...fights, judge: (squares) => this.#noting('fight', fights.judge(squares)) },
    };
  }

  get provider(): Provider {
    return this.#provider;
  }

  get failed(): boolean {
    return this.#retryAt > performance.now();
  }

  /** Uses another execution provider from the next picture on. */
  async use(provider: Provider): Promise<void> {
    if (provider === this.#provider) return;
    this.#provider = provider;
    this.#retryAt = 0;
    const thread = this.#thread;
    this.#thread = null;
    this.#starting = null;
    await Promise.all([thread?.stop(), ...[...this.#own.values()].map(({ detector }) => detector.stop())]);
  }

  /** Gives a camera the imported detector that it looks with, and lets go of the one it had; null: the built-in one is enough. */
  own(cameraId: string, model: OwnModel | null): OwnDetector | null {
    // Of another card: what its classes count as was changed.
    const wanted = model === null ? null : JSON.stringify(model.card);
    for (const [key, { detector, cameras }] of this.#own) {
      if (key === wanted || !cameras.delete(cameraId) || cameras.size > 0) continue;
      this.#own.delete(key);
      void detector.stop();
    }
    if (model === null || wanted === null) return null;
    const { threads, onProblem } = this.#options;
    const known = this.#own.get(wanted) ?? { detector: new OwnDetector({ model, provider: () => this.#provider, threads, onProblem }), cameras: new Set<string>() };
    known.cameras.add(cameraId);
    this.#own.set(wanted, known);
    return known.detector;
  }

  async stop(): Promise<void> {
    await Promise.all([this.#thread?.stop(), ...[...this.#own.values()].map(({ detector }) => detector.stop())]);
  }

  async #readModels(): Promise<ReadModels> {
    const [model, pose, fight] = await Promise.all([this.#models.detector, this.#models.pose.catch(() => null), this.#models.fight.catch(() => null)]);
    return { model, pose, fight };
  }

  async #noting<T>(model: BuiltInModel, asked: Promise<T>): Promise<T> {
    try {
      const answer = await asked;
      this.#unusable.delete(model);
      return answer;
    } catch (error) {
      if (error instanceof InferenceError && error.kind === 'load-failed') this.#unusable.set(model, 'broken');
      throw error;
    }
  }

  #start(): Promise<InferenceThread> {
    if (this.failed) return Promise.reject(new InferenceError('start-failed', 'the detector could not be started'));
    this.#starting ??= this.#launch().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  async #launch(): Promise<InferenceThread> {
    try {
      const { model, pose, fight } = await this.#readModels();
      const thread = new InferenceThread({ model, pose: pose ?? undefined, fight: fight ?? undefined, provider: this.#provider, threads: this.#options.threads });
      await thread.start();
      this.#thread = thread;
      return thread;
    } catch (error) {
      this.#retryAt = performance.now() + retryAfterMs;
      this.#options.onProblem(messageOf(error));
      throw error;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
