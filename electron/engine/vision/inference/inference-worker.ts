import ort from 'onnxruntime-node';
import { parentPort, workerData } from 'node:worker_threads';
import type { PlanarPicture } from '../../media/small-frame.ts';
import { appearanceOf } from '../appearance.ts';
import { loadFamily, type OutputTensor } from '../detectors/detector.ts';
import type { Detection } from '../observation.ts';
import type { FromInferenceThread, InferenceThreadData, ToInferenceThread } from './inference-protocol.ts';
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

/**
 * From this confidence on a person's colours are looked at: half of `high`, below which no tracker takes it. Those of
 * vehicles are not: cars are painted alike, and in their few pixels the road counts as much as the paint.
 */
const leastShown = (data.card.classes.find((each) => each.class === 'person')?.high ?? 1) / 2;

function withAppearance(found: Detection, picture: PlanarPicture): Detection {
  if (found.class !== 'person' || found.confidence < leastShown) return found;
  const appearance = appearanceOf(picture, found.box);
  return appearance === null ? found : { ...found, appearance };
}

async function serve(): Promise<void> {
  const [family, session] = await Promise.all([loadFamily(data.card), openSession(data.modelPath, data.provider, data.threads)]);

  async function detect({ id, picture }: Extract<ToInferenceThread, { type: 'detect' }>): Promise<void> {
    try {
      const input = new ort.Tensor('uint8', picture.data, [1, 3, picture.height, picture.width]);
      const startedAt = performance.now();
      const outputs = await session.run({ [data.card.input.name]: input });
      const inferenceMs = performance.now() - startedAt;
      const found = family.decode(outputs as unknown as Readonly<Record<string, OutputTensor>>, picture, data.card);
      const detections = found.map((each) => withAppearance(each, picture));
      send({ type: 'detected', id, detections, inferenceMs });
    } catch (error) {
      send({ type: 'failed', id, message: messageOf(error) });
    }
  }

  let last = Promise.resolve();
  port?.on('message', (message: ToInferenceThread) => {
    last =
      message.type === 'detect'
        ? last.then(() => detect(message))
        : last.then(() => session.release()).then(() => port.close());
  });
  send({ type: 'ready' });
}

await serve().catch((error: unknown) => {
  send({ type: 'start-failed', message: messageOf(error) });
  port.close();
});
