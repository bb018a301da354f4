import type { FightJudge } from '../analysis/fight-watch.ts';
import { readFightModel, readModel, readPoseModel, type FightCard, type Model, type PoseCard } from '../vision/model-card.ts';
import type { PlanarPicture } from '../media/small-frame.ts';
import type { Detection, Skeleton } from '../vision/observation.ts';
import type { Provider } from '../vision/inference/inference-protocol.ts';
import { InferenceError, InferenceThread } from '../vision/inference/inference-thread.ts';

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

  /** The model of fights; null when there is none, and nobody can tell them. */
  async fights(): Promise<FightJudge | null> {
    const fight = await this.#fight;
    if (fight === null) return null;
    const judge = async (squares: Uint8Array<ArrayBuffer>): Promise<number> => {
      const thread = this.#thread?.running ? this.#thread : await this.#start();
      return thread.judgeFight(squares);
    };
    return { judge, model: `${fight.card.id} ${fight.card.version}` };
  }

  get provider(): Provider {
    return this.#provider;
  }

  get failed(): boolean {
    return this.#retryAt > performance.now();
  }

  /** Longer side of the pictures that the model takes, pixels. */
  async longest(): Promise<number> {
    return (await this.#model).card.input.longest;
  }

  /** The same of the model of poses; null when there is none, and nobody can be asked for people's bodies. */
  async longestForPoses(): Promise<number | null> {
    return (await this.#pose)?.card.input.longest ?? null;
  }

  /** Uses another execution provider from the next picture on. */
  async use(provider: Provider): Promise<void> {
    if (provider === this.#provider) return;
    this.#provider = provider;
    this.#retryAt = 0;
    const thread = this.#thread;
    this.#thread = null;
    this.#starting = null;
    await thread?.stop();
  }

  /** Rejects with an InferenceError while the thread cannot be had; the caller leaves the frame out. */
  async detect(picture: PlanarPicture): Promise<readonly Detection[]> {
    const thread = this.#thread?.running ? this.#thread : await this.#start();
    return thread.detect(picture);
  }

  /** The same for people's bodies. */
  async findPeople(picture: PlanarPicture): Promise<readonly Skeleton[]> {
    const thread = this.#thread?.running ? this.#thread : await this.#start();
    return thread.findPeople(picture);
  }

  async stop(): Promise<void> {
    await this.#thread?.stop();
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
