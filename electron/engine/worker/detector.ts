import type { BuiltInModel, ModelProblem } from '../../contract/station.ts';
import { analyzerModels, type AnalyzerModels, type ReadModels } from '../analysis/models.ts';
import { readBuiltInModels, unreadModels, type BuiltInModels } from '../vision/built-in-models.ts';
import type { OwnDetector as OwnModel } from '../media/worker-protocol.ts';
import type { Provider } from '../vision/inference/inference-protocol.ts';
import { InferenceError, InferenceThread } from '../vision/inference/inference-thread.ts';
import { KeptThread } from './kept-thread.ts';
import { OwnDetector } from './own-detector.ts';

export type DetectorOptions = {
  readonly modelsFolder: string;
  /** Threads that one inference is spread over. */
  readonly threads: number;
  readonly onProblem: (message: string) => void;
};

/**
 * The worker's inference threads, shared by its cameras: one for the detector and one for the models that take several times as long, so that
 * no camera's objects wait for another one's bodies and fights.
 */
export class SharedDetector {
  readonly #options: DetectorOptions;
  readonly #models: BuiltInModels;
  readonly #own = new Map<string, { readonly detector: OwnDetector; readonly cameras: Set<string> }>();
  readonly #detector: KeptThread;
  readonly #further: KeptThread;
  #unusable = new Map<BuiltInModel, ModelProblem>();
  #provider: Provider = 'cpu';

  constructor(options: DetectorOptions) {
    this.#options = options;
    const { modelsFolder, threads, onProblem } = options;
    this.#models = readBuiltInModels(modelsFolder);
    void unreadModels(this.#models).then((unread) => (this.#unusable = unread));
    for (const model of Object.values(this.#models)) model.catch((error: unknown) => onProblem(error instanceof Error ? error.message : String(error)));
    this.#detector = new KeptThread({ make: async () => new InferenceThread({ model: await this.#models.detector, provider: this.#provider, threads }), onProblem });
    this.#further = new KeptThread({
      make: async () => {
        const { pose, fight } = await this.#readModels();
        return new InferenceThread({ pose: pose ?? undefined, fight: fight ?? undefined, provider: this.#provider, threads });
      },
      onProblem,
    });
  }

  /** Models that rules have to do without. One that cannot be loaded is known from when it is first asked. */
  get unusable(): ReadonlyMap<BuiltInModel, ModelProblem> {
    return this.#unusable;
  }

  /** What analyzers ask. Their calls reject with an InferenceError while the thread cannot be had; the caller leaves the frame out. */
  async models(): Promise<AnalyzerModels> {
    const models = analyzerModels(await this.#readModels(), this.#detector.get, this.#further.get);
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
    return this.#detector.failed;
  }

  /** Uses another execution provider from the next picture on. */
  async use(provider: Provider): Promise<void> {
    if (provider === this.#provider) return;
    this.#provider = provider;
    await this.stop();
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
    await Promise.all([this.#detector, this.#further, ...[...this.#own.values()].map(({ detector }) => detector)].map((each) => each.stop()));
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
}
