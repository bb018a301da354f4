import ort from 'onnxruntime-node';
import { parentPort, workerData } from 'node:worker_threads';
import type { PlanarPicture } from '../../media/small-frame.ts';
import { appearanceOf } from '../appearance.ts';
import { loadFamily, type OutputTensor } from '../detectors/detector.ts';
import type { FightCard, Model, ModelCard } from '../model-card.ts';
import { fightScore } from '../fight/fight-score.ts';
import type { Detection } from '../observation.ts';
import { loadPoseFamily } from '../pose/pose-family.ts';
import type { Findings, FromInferenceThread, InferenceThreadData, ToInferenceThread } from './inference-protocol.ts';
import { openSession } from './session.ts';

/*
 * The thread that owns onnxruntime. A run blocks it until the answer is there; pictures that arrive meanwhile wait in
 * its port, so that it never idles while its owner has sent ahead.
 */
const port = parentPort;
if (!port) throw new Error('this file runs as a worker thread only');
const data = workerData as InferenceThreadData;

function send(message: FromInferenceThread): void {
  port?.postMessage(message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

type Decode = (outputs: Readonly<Record<string, OutputTensor>>, picture: PlanarPicture) => Findings[keyof Findings];
type Loaded = { readonly session: ort.InferenceSession; readonly input: string; readonly decode: Decode };

/** A person's colours, looked at from a confidence on. Those of vehicles are not: cars are painted alike, and in their few pixels the road counts as much as the paint. */
function withAppearance(found: Detection, picture: PlanarPicture, least: number): Detection {
  if (found.class !== 'person' || found.confidence < least) return found;
  const appearance = appearanceOf(picture, found.box);
  return appearance === null ? found : { ...found, appearance };
}

async function decoderOf(card: ModelCard | FightCard): Promise<Decode> {
  if ('calibration' in card) return (outputs) => fightScore(outputs, card);
  if (card.kind === 'pose') {
    const family = await loadPoseFamily(card);
    return (outputs, picture) => family.decode(outputs, picture, card);
  }
  const family = await loadFamily(card);
  // Half of `high`: below it no tracker takes a person.
  const least = (card.classes.find((each) => each.class === 'person')?.high ?? 1) / 2;
  return (outputs, picture) => family.decode(outputs, picture, card).map((found) => withAppearance(found, picture, least));
}

async function load({ card, path }: Model<ModelCard | FightCard>): Promise<Loaded> {
  const [decode, session] = await Promise.all([decoderOf(card), openSession(path, data.provider, data.threads)]);
  return { session, input: card.input.name, decode };
}

async function serve(): Promise<void> {
  /** By the id of the card. A model that failed to load stays so until the thread is started again. */
  const loaded = new Map<string, Promise<Loaded>>();
  const loadOnce = (id: string): Promise<Loaded> => {
    const known = loaded.get(id);
    if (known) return known;
    const model = data.models.find(({ card }) => card.id === id);
    const loading = model ? load(model) : Promise.reject(new Error(`the thread was given no model ${id}`));
    loaded.set(id, loading);
    return loading;
  };

  async function look({ id, model, picture, dims }: Extract<ToInferenceThread, { type: 'look' }>): Promise<void> {
    try {
      const { session, input, decode } = await loadOnce(model);
      const bytes = new ort.Tensor('uint8', picture.data, dims);
      const startedAt = performance.now();
      const outputs = await session.run({ [input]: bytes });
      const inferenceMs = performance.now() - startedAt;
      send({ type: 'looked', id, found: decode(outputs as unknown as Readonly<Record<string, OutputTensor>>, picture), inferenceMs });
    } catch (error) {
      send({ type: 'failed', id, message: messageOf(error) });
    }
  }

  async function close(): Promise<void> {
    for (const result of await Promise.allSettled(loaded.values())) if (result.status === 'fulfilled') await result.value.session.release();
    port?.close();
  }

  await loadOnce(data.models[0]?.card.id ?? '');
  let last = Promise.resolve();
  port?.on('message', (message: ToInferenceThread) => {
    last = last.then(() => (message.type === 'look' ? look(message) : close()));
  });
  send({ type: 'ready' });
}

await serve().catch((error: unknown) => {
  send({ type: 'start-failed', message: messageOf(error) });
  port.close();
});
