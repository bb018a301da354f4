import { analyzerModels, type AnalyzerModels } from '../analysis/models.ts';
import { readFightModel, readModel, readPoseModel, type FightCard, type Model, type PoseCard } from '../vision/model-card.ts';
import type { OwnDetector as OwnModel } from '../media/worker-protocol.ts';
import type { Provider } from '../vision/inference/inference-protocol.ts';
import { InferenceThread } from '../vision/inference/inference-thread.ts';
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
  readonly #model: Promise<Model>;
  readonly #pose: Promise<Model<PoseCard> | null>;
  readonly #fight: Promise<Model<FightCard> | null>;
  readonly #own = new Map<string, { readonly detector: OwnDetector; readonly cameras: Set<string> }>();
  readonly #detector: KeptThread;
  readonly #further: KeptThread;
  #provider: Provider = 'cpu';

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
    const { threads, onProblem } = options;
    this.#detector = new KeptThread({ make: async () => new InferenceThread({ model: await this.#model, provider: this.#provider, threads }), onProblem });
    this.#further = new KeptThread({
      make: async () => new InferenceThread({ pose: (await this.#pose) ?? undefined, fight: (await this.#fight) ?? undefined, provider: this.#provider, threads }),
      onProblem,
    });
  }

  /** What analyzers ask. Their calls reject with an InferenceError while the thread cannot be had; the caller leaves the frame out. */
  async models(): Promise<AnalyzerModels> {
    const [model, pose, fight] = await Promise.all([this.#model, this.#pose, this.#fight]);
    return analyzerModels({ model, pose, fight }, this.#detector.get, this.#further.get);
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
    await Promise.all([this.#detector, this.#further, ...[...this.#own.values()].map(({ detector }) => detector)].map((each) => each.stop()));
  }
}
