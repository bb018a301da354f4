import ort from 'onnxruntime-node';
import { parentPort, workerData } from 'node:worker_threads';
import type { PlanarPicture } from '../../media/small-frame.ts';
import { loadFamily, type OutputTensor } from '../detectors/detector.ts';
import type { FightCard, Model, ModelCard } from '../model-card.ts';
import { fightScore } from '../fight/fight-score.ts';
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

type Loaded = {
  readonly session: ort.InferenceSession;
  readonly input: string;
  readonly decode: (outputs: Readonly<Record<string, OutputTensor>>, picture: PlanarPicture) => Findings[keyof Findings];
};

async function decoderOf(card: ModelCard): Promise<Loaded['decode']> {
  if (card.kind === 'pose') {
    const family = await loadPoseFamily(card);
    return (outputs, picture) => family.decode(outputs, picture, card);
  }
  const family = await loadFamily(card);
  return (outputs, picture) => family.decode(outputs, picture, card);
}

function isFight(card: ModelCard | FightCard): card is FightCard {
  return 'calibration' in card;
}

async function load({ card, path }: Model<ModelCard>): Promise<Loaded> {
  const [decode, session] = await Promise.all([decoderOf(card), openSession(path, data.provider, data.threads)]);
  return { session, input: card.input.name, decode };
}

async function serve(): Promise<void> {
  /** By the id of the card. A model that failed to load stays so until the thread is started again. */
  const loaded = new Map<string, Promise<Loaded>>();
  const loadOnce = (id: string): Promise<Loaded> => {
    const known = loaded.get(id);
    if (known) return known;
    const model = data.models.find((each): each is Model<ModelCard> => each.card.id === id && !isFight(each.card));
    const loading = model ? load(model) : Promise.reject(new Error(`the thread was given no model ${id}`));
    loaded.set(id, loading);
    return loading;
  };

  async function look({ id, model, picture }: Extract<ToInferenceThread, { type: 'look' }>): Promise<void> {
    try {
      const { session, input, decode } = await loadOnce(model);
      const bytes = new ort.Tensor('uint8', picture.data, [1, 3, picture.height, picture.width]);
      const startedAt = performance.now();
      const outputs = await session.run({ [input]: bytes });
      const inferenceMs = performance.now() - startedAt;
      send({ type: 'looked', id, found: decode(outputs as unknown as Readonly<Record<string, OutputTensor>>, picture), inferenceMs });
    } catch (error) {
      send({ type: 'failed', id, message: messageOf(error) });
    }
  }

  type Judging = { readonly session: ort.InferenceSession; readonly card: FightCard };
  let judging: Promise<Judging> | null = null;
  async function loadJudge(id: string): Promise<Judging> {
    const model = data.models.find((each): each is Model<FightCard> => each.card.id === id && isFight(each.card));
    if (!model) throw new Error(`the thread was given no model ${id}`);
    return { session: await openSession(model.path, data.provider, data.threads), card: model.card };
  }

  async function judge({ id, model, squares }: Extract<ToInferenceThread, { type: 'judge' }>): Promise<void> {
    try {
      judging ??= loadJudge(model);
      const { session, card } = await judging;
      const [, ...region] = card.input.shape;
      const regions = squares.length / region.reduce((product, size) => product * size, 1);
      const startedAt = performance.now();
      const outputs = await session.run({ [card.input.name]: new ort.Tensor('uint8', squares, [regions, ...region]) });
      const inferenceMs = performance.now() - startedAt;
      const logits = outputs[card.output.name]?.data;
      if (!(logits instanceof Float32Array) || logits.length !== regions) throw new Error(`the model gave no numbers as ${card.output.name}`);
      send({ type: 'looked', id, found: fightScore(logits, card), inferenceMs });
    } catch (error) {
      send({ type: 'failed', id, message: messageOf(error) });
    }
  }

  async function answer(message: Exclude<ToInferenceThread, { type: 'stop' }>): Promise<void> {
    return message.type === 'look' ? look(message) : judge(message);
  }

  async function close(): Promise<void> {
    const judged = await judging?.catch(() => null);
    await judged?.session.release();
    for (const result of await Promise.allSettled(loaded.values())) if (result.status === 'fulfilled') await result.value.session.release();
    port?.close();
  }

  await loadOnce(data.models[0]?.card.id ?? '');
  let last = Promise.resolve();
  port?.on('message', (message: ToInferenceThread) => {
    last = last.then(() => (message.type === 'stop' ? close() : answer(message)));
  });
  send({ type: 'ready' });
}

await serve().catch((error: unknown) => {
  send({ type: 'start-failed', message: messageOf(error) });
  port.close();
});
