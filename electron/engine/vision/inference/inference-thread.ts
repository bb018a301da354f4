import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PlanarPicture } from '../../media/small-frame.ts';
import type { ImportedCard } from '../detectors/imported/imported-card.ts';
import type { DetectorCard, FightCard, Model, PoseCard } from '../model-card.ts';
import type { Detection, Skeleton } from '../observation.ts';
import type { Findings, FromInferenceThread, InferenceThreadData, Provider, ToInferenceThread } from './inference-protocol.ts';

/**
 * `start-failed`: the model cannot be run with this provider. `bad-picture`: not the size its planes say, or not one
 * that the model takes. `load-failed`: the same as the first, of a model that is loaded when first asked; the thread lives.
 * `run-failed`: onnxruntime refused this picture, the thread lives. `died`: the thread is gone; start it again. `stopped`: it was not started, or was stopped before the answer came.
 */
export type InferenceErrorKind = 'start-failed' | 'bad-picture' | 'load-failed' | 'run-failed' | 'died' | 'stopped';

export class InferenceError extends Error {
  readonly kind: InferenceErrorKind;

  constructor(kind: InferenceErrorKind, message: string) {
    super(message);
    this.name = 'InferenceError';
    this.kind = kind;
  }
}

export type InferenceOptions = {
  /** Finds objects; it is loaded when the thread starts. */
  readonly model?: Model<DetectorCard | ImportedCard>;
  /** Finds people's bodies; it is loaded when it is first asked. */
  readonly pose?: Model<PoseCard> | undefined;
  /** Tells fights; it is loaded when it is first asked. */
  readonly fight?: Model<FightCard> | undefined;
  readonly provider: Provider;
  /** Threads that one run is spread over. */
  readonly threads: number;
};

type Waiting = { readonly model: string; readonly resolve: (found: Findings[keyof Findings]) => void; readonly reject: (error: Error) => void };

/** Asked to stop, a thread finishes what it runs; one that does not within this time is terminated. */
const stopWithinMs = 5_000;

/**
 * A worker thread that owns onnxruntime and a few models. Answers come in the order of the pictures. It queues without a
 * bound: its caller keeps few pictures in flight (two keep it busy all the time).
 */
export class InferenceThread {
  readonly #options: InferenceOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #nextId = 0;
  readonly #inferenceMs = new Map<string, number>();

  constructor(options: InferenceOptions) {
    this.#options = options;
  }

  /** Milliseconds that the detector's newest run took, without waiting; null before the first. */
  get inferenceMs(): number | null {
    return this.#inferenceMs.get(this.#options.model?.card.id ?? '') ?? null;
  }

  /** The same of the model of poses. */
  get poseMs(): number | null {
    return this.#inferenceMs.get(this.#options.pose?.card.id ?? '') ?? null;
  }

  get running(): boolean {
    return this.#worker !== null;
  }

  /** Loads the detector, if it was given one. May be called again after the thread died or was stopped. Rejects with `start-failed`. */
  async start(): Promise<void> {
    if (this.#worker) throw new InferenceError('start-failed', 'the inference thread is already started');
    const { model, pose, fight, provider, threads } = this.#options;
    const models = [model, pose, fight].filter((each) => each !== undefined);
    const workerData: InferenceThreadData = { models, first: model?.card.id ?? null, provider, threads };
    const file = new URL(`./inference-worker${extname(import.meta.url)}`, import.meta.url);
    const worker = new Worker(file, { workerData, name: 'inference' });
    this.#worker = worker;
    let problem = 'the inference thread ended';
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: FromInferenceThread) => {
        if (message.type === 'ready') resolve();
        else if (message.type === 'start-failed') problem = message.message;
        else this.#settle(message);
      });
      worker.on('error', (error: unknown) => {
        problem = error instanceof Error ? error.message : String(error);
      });
      worker.on('exit', () => {
        reject(new InferenceError('start-failed', problem));
        this.#ended(worker, new InferenceError('died', problem));
      });
    });
  }

  /**
   * Finds the objects in one picture. The picture's buffer is transferred: it is empty afterwards. Rejects with an
   * `InferenceError`; see its kinds.
   */
  async detect(picture: PlanarPicture): Promise<Detection[]> {
    const { model } = this.#options;
    if (!model) throw new InferenceError('start-failed', 'the thread was given no detector');
    return this.#find(model, picture) as Promise<Detection[]>;
  }

  /** Finds the people's bodies in one picture; the same holds as for `detect`. A model that cannot be loaded rejects each time. */
  async findPeople(picture: PlanarPicture): Promise<Skeleton[]> {
    const { pose } = this.#options;
    if (!pose) throw new InferenceError('start-failed', 'the thread was given no model of poses');
    return this.#find(pose, picture) as Promise<Skeleton[]>;
  }

  /** Scores the squares of one or more regions of a view as a fight, 0..1; they are transferred. The same holds as for `detect`. */
  async judgeFight(squares: Uint8Array<ArrayBuffer>): Promise<number> {
    const { fight } = this.#options;
    if (!fight) throw new InferenceError('start-failed', 'the thread was given no model of fights');
    const [, pictures, height, width] = fight.card.input.shape;
    const regions = squares.length / (pictures * height * width);
    if (regions === 0 || !Number.isInteger(regions)) throw new InferenceError('bad-picture', `${squares.length} bytes are not regions of ${pictures} squares of ${height}x${width}`);
    return this.#look(fight.card.id, { data: squares, width, height, pictureWidth: width, pictureHeight: height }, [regions, pictures, height, width]) as Promise<number>;
  }

  #started(): Worker {
    if (!this.#worker) throw new InferenceError('stopped', 'the inference thread is not started');
    return this.#worker;
  }

  async #find({ card }: Model<DetectorCard | ImportedCard | PoseCard>, picture: PlanarPicture): Promise<Findings[keyof Findings]> {
    this.#started();
    const { data, width, height } = picture;
    const multipleOf = card.kind === 'imported' ? 1 : card.input.multipleOf;
    if (data.length !== 3 * width * height || width % multipleOf !== 0 || height % multipleOf !== 0)
      throw new InferenceError('bad-picture', `${data.length} bytes are not three ${width}x${height} planes with sides of ${multipleOf}`);
    return this.#look(card.id, picture, [1, 3, height, width]);
  }

  async #look(model: string, picture: PlanarPicture, dims: readonly number[]): Promise<Findings[keyof Findings]> {
    const worker = this.#started();
    const { data } = picture;
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { model, resolve, reject });
      const whole = data.byteLength === data.buffer.byteLength;
      const sent = whole ? picture : { ...picture, data: data.slice() };
      worker.postMessage({ type: 'look', id, model, picture: sent, dims } satisfies ToInferenceThread, [sent.data.buffer]);
    });
  }

  /** Ends the thread after the picture it works on. Pictures still waiting are rejected with `stopped`. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    this.#ended(worker, new InferenceError('stopped', 'the inference thread was stopped'));
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
    });
    worker.postMessage({ type: 'stop' } satisfies ToInferenceThread);
    const timer = setTimeout(() => void worker.terminate(), stopWithinMs);
    await ended;
    clearTimeout(timer);
  }

  #settle(message: Extract<FromInferenceThread, { id: number }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'failed') {
      waiting?.reject(new InferenceError(message.kind, message.message));
      return;
    }
    if (!waiting) return;
    this.#inferenceMs.set(waiting.model, message.inferenceMs);
    waiting.resolve(message.found);
  }

  #ended(worker: Worker, error: InferenceError): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
