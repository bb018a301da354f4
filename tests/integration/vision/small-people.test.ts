import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InferenceThread } from '../../../electron/engine/vision/inference/inference-thread.ts';
import { readModel } from '../../../electron/engine/vision/model-card.ts';
import { composite } from '../../eval/small/composite.ts';
import { followSmall } from '../../eval/small/evaluate.ts';
import { footage } from '../../support/footage.ts';

const video = footage('pets09-s2l1/vtest.avi');
const truth = footage('pets09-s2l1/gt.txt');

describe.skipIf(video === null || truth === null)('people far away in a large picture', () => {
  it('are followed by looking closely at them, for no more pixels than the whole picture costs, in which they are too small', { timeout: 300_000 }, async () => {
    const made = await composite(video ?? '', truth ?? '', [{ scale: 0.55, x: 1100, y: 240 }], 240);
    const thread = new InferenceThread({ model: await readModel(join(import.meta.dirname, '..', '..', '..', 'models'), 'nanodet'), provider: 'cpu', threads: 2 });
    await thread.start();
    try {
      const whole = await followSmall(made?.file ?? '', made?.truth ?? [], false, thread);
      const closely = await followSmall(made?.file ?? '', made?.truth ?? [], true, thread);
      console.log(`32 to 72 pixels high: whole ${JSON.stringify(whole)}, closely ${JSON.stringify(closely)}`);
      expect(whole.recall).toBeLessThan(0.1);
      expect(closely.recall).toBeGreaterThan(0.8);
      expect(closely.precision).toBeGreaterThan(0.85);
      expect(closely.pixels).toBeLessThanOrEqual(whole.pixels);
    } finally {
      await thread.stop();
    }
  });
});
