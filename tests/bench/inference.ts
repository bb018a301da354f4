import { join } from 'node:path';
import ort from 'onnxruntime-node';
import type { PlanarPicture } from '../../electron/engine/media/small-frame.ts';
import { InferenceThread } from '../../electron/engine/vision/inference/inference-thread.ts';
import { openSession } from '../../electron/engine/vision/inference/session.ts';
import { readModel } from '../../electron/engine/vision/model-card.ts';
import { footage } from '../support/footage.ts';
import { planarPictures } from '../support/planar-pictures.ts';
import type { BenchRow } from './row.ts';

/** The two are measured in turns, so that whatever else the machine does meets both. */
const rounds = 6;
const picturesPerRound = 40;

async function elapsedMs(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Runs the pictures through the thread, `inFlight` of them at a time, as an owner does that decodes meanwhile. */
async function throughThread(thread: InferenceThread, pictures: readonly PlanarPicture[], inFlight: number): Promise<void> {
  const waiting: Promise<unknown>[] = [];
  for (const picture of pictures) {
    if (waiting.length >= inFlight) await waiting.shift();
    waiting.push(thread.detect({ ...picture, data: picture.data.slice() }));
  }
  await Promise.all(waiting);
}

/**
 * Rate of the inference thread (hand over, run, read the outputs, suppress, hand back) on real pictures, compared with
 * onnxruntime's `run` alone in a loop with the same model, pictures and threads.
 */
export async function* inference(): AsyncGenerator<BenchRow> {
  const file = footage('pets09-s2l1/vtest.avi');
  if (file === null) return;
  const model = await readModel(join(import.meta.dirname, '..', '..', 'models'), 'nanodet');
  const pictures: PlanarPicture[] = [];
  for (const { picture } of planarPictures(file, model.card.input.longest, 10)) {
    pictures.push(picture);
    if (pictures.length === picturesPerRound) break;
  }
  for (const threads of [1, 2]) {
    const session = await openSession(model.path, 'cpu', threads);
    const thread = new InferenceThread({ model, provider: 'cpu', threads });
    await thread.start();
    const bare = async (): Promise<void> => {
      for (const { data, width, height } of pictures) await session.run({ [model.card.input.name]: new ort.Tensor('uint8', data, [1, 3, height, width]) });
    };
    await bare();
    await throughThread(thread, pictures, 2);
    let [bareMs, threadMs] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      bareMs += await elapsedMs(bare);
      threadMs += await elapsedMs(() => throughThread(thread, pictures, 2));
    }
    await Promise.all([thread.stop(), session.release()]);
    const perSecond = (ms: number): number => (rounds * pictures.length * 1000) / ms;
    yield {
      name: `inference rate, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      value: perSecond(threadMs),
      unit: 'pictures/s',
      reference: `onnxruntime alone: ${perSecond(bareMs).toFixed(1)} pictures/s`,
      ratio: bareMs / threadMs,
    };
  }
}

if (import.meta.main) for await (const row of inference()) console.log(JSON.stringify(row));
