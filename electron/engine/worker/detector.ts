import { analyzerModels, type AnalyzerModels } from '../analysis/models.ts';
import { readFightModel, readModel, readPoseModel, type FightCard, type Model, type PoseCard } from '../vision/model-card.ts';
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
  readonly #model: Promise<Model>;
  readonly #pose: Promise<Model<PoseCard> | null>;
  readonly #fight: Promise<Model<FightCard> | null>;
  readonly #own = new Map<string, { readonly detector: OwnDetector; readonly cameras: Set<string> }>();
  #provider: Provider = 'cpu';
  #thread: InferenceThread | null = null;
  #starting: Promise<InferenceThread> | null = null;
  #retryAt = 0;

  constructor(options: DetectorOptions) {
    this.#options = options;
    this.#model = readModel(options.modelsFolder, 'nanodet');
    this.#model.catch(() => undefined);
    const orNone = (error: unknown): null => {
      options.onProblem(error instanceof Error ? error.message : String(error));
      return null;
    };
    this.#pose = readPoseModel(options.modelsFolder, 'movenet-multipose').catch(orNone);
    this.#fight = readFightModel(options.modelsFolder).catch(orNone);
  }

  /** What analyzers ask. Their calls reject with an InferenceError while the thread cannot be had; the caller leaves the frame out. */
  async models(): Promise<AnalyzerModels> {
    const [model, pose, fight] = await Promise.all([this.#model, this.#pose, this.#fight]);
    return analyzerModels({ model, pose, fight }, () => (this.#thread?.running ? this.#thread : this.#start()));
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
    for (const [id, { detector, cameras }] of this.#own) {
      if (id === model?.card.id || !cameras.delete(cameraId) || cameras.size > 0) continue;
      this.#own.delete(id);
      void detector.stop();
    }
    if (model === null) return null;
    const { threads, onProblem } = this.#options;
    const known = this.#own.get(model.card.id) ?? { detector: new OwnDetector({ model, provider: () => this.#provider, threads, onProblem }), cameras: new Set<string>() };
    known.cameras.add(cameraId);
    this.#own.set(model.card.id, known);
    return known.detector;
  }

  async stop(): Promise<void> {
    await Promise.all([this.#thread?.stop(), ...[...this.#own.values()].map(({ detector }) => detector.stop())]);
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
      const thread = new InferenceThread({ model: await this.#model, pose: (await this.#pose) ?? undefined, fight: (await this.#fight) ?? undefined, provider: this.#provider, threads: this.#options.threads });
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
