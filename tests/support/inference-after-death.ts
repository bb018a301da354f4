import { InferenceError, InferenceThread } from '../../electron/engine/vision/inference/inference-thread.ts';
import { readModel } from '../../electron/engine/vision/model-card.ts';

/*
 * Run with `--import dying-thread.ts`: gives a thread two pictures, of which the first ends it, starts it again, gives
 * it a third, and prints what came of all of them.
 */
const model = await readModel(process.argv[2] ?? '', 'nanodet');
const thread = new InferenceThread({ model, provider: 'cpu', threads: 1 });

async function outcome(pictureWidth: number): Promise<string> {
  try {
    await thread.detect({ data: new Uint8Array(3 * 32 * 32), width: 32, height: 32, pictureWidth, pictureHeight: 32 });
    return 'answered';
  } catch (error) {
    return error instanceof InferenceError ? error.kind : String(error);
  }
}

await thread.start();
const lost = await Promise.all([outcome(1), outcome(32)]);
const runningAfterDeath = thread.running;
await thread.start();
console.log(JSON.stringify({ lost, runningAfterDeath, again: await outcome(32) }));
await thread.stop();
