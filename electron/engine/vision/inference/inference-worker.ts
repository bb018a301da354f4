import { parentPort, workerData } from 'node:worker_threads';
import type { FromInferenceThread, InferenceThreadData, ToInferenceThread } from './inference-protocol.ts';
import { loadModel, type LoadedModel } from './load-model.ts';

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

async function serve(): Promise<void> {
  /** By the id of the card. A model that failed to load stays so until the thread is started again. */
  const loaded = new Map<string, Promise<LoadedModel>>();
  const loadOnce = (id: string): Promise<LoadedModel> => {
    const known = loaded.get(id);
    if (known) return known;
    const model = data.models.find(({ card }) => card.id === id);
    const loading = model ? loadModel(model, data.provider, data.threads) : Promise.reject(new Error(`the thread was given no model ${id}`));
    loaded.set(id, loading);
    return loading;
  };

  async function look({ id, model, picture, dims }: Extract<ToInferenceThread, { type: 'look' }>): Promise<void> {
    const failed = (kind: 'load-failed' | 'run-failed', error: unknown): void => send({ type: 'failed', id, kind, message: messageOf(error) });
    let asked: LoadedModel;
    try {
      asked = await loadOnce(model);
    } catch (error) {
      failed('load-failed', error);
      return;
    }
    try {
      const startedAt = performance.now();
      const outputs = await asked.run(picture, dims);
      const inferenceMs = performance.now() - startedAt;
      send({ type: 'looked', id, found: asked.decode(outputs, picture), inferenceMs });
    } catch (error) {
      failed('run-failed', error);
    }
  }

  async function close(): Promise<void> {
    for (const result of await Promise.allSettled(loaded.values())) if (result.status === 'fulfilled') await result.value.release();
    port?.close();
  }

  if (data.first !== null) await loadOnce(data.first);
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
