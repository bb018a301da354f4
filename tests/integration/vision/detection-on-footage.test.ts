import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InferenceThread } from '../../../electron/engine/vision/inference/inference-thread.ts';
import { readModel } from '../../../electron/engine/vision/model-card.ts';
import { averagePrecision50, type Found } from '../../support/average-precision.ts';
import { footage } from '../../support/footage.ts';
import { petsTruth } from '../../support/pets-truth.ts';
import { planarPictures } from '../../support/planar-pictures.ts';

const crossing = footage('pets09-s2l1/vtest.avi');
const annotation = footage('pets09-s2l1/gt.txt');
const carPark = footage('vehicles/parking-top-view.mp4');
const model = await readModel(join(import.meta.dirname, '..', '..', '..', 'models'), 'nanodet');
const thread = new InferenceThread({ model, provider: 'cpu', threads: 2 });

beforeAll(() => thread.start());
afterAll(() => thread.stop());

describe('detection on footage', () => {
  test.skipIf(crossing === null || annotation === null)('people on a crossing are found with an average precision of at least 0.85', async () => {
    const frames = new Set<number>();
    const found: Found[] = [];
    for (const { index, picture } of planarPictures(crossing ?? '', model.card.input.longest, 16)) {
      frames.add(index + 1);
      for (const detection of await thread.detect(picture))
        if (detection.class === 'person') found.push({ frame: index + 1, ...detection });
    }
    const precision = averagePrecision50(found, petsTruth(annotation ?? '', frames));
    console.log(`AP50 of persons on PETS09-S2L1, ${frames.size} frames: ${precision.toFixed(3)}`);
    expect(precision).toBeGreaterThanOrEqual(0.85);
  });

  test.skipIf(carPark === null)('a car seen from above is found often enough to be followed, and nothing on the empty ground', async () => {
    const vehicles = new Map<number, number>();
    for (const { index, picture } of planarPictures(carPark ?? '', model.card.input.longest, 5)) {
      const sure = (await thread.detect(picture)).filter((found) => ['car', 'bus', 'truck'].includes(found.class) && found.confidence >= 0.22);
      vehicles.set(index, sure.length);
    }
    const seen = (from: number, to: number): number => [...vehicles].filter(([index, count]) => index >= from && index < to && count > 0).length;
    expect(seen(60, 105)).toBeGreaterThanOrEqual(3);
    expect(seen(195, 235)).toBeGreaterThanOrEqual(3);
    expect(seen(0, 50)).toBe(0);
    expect(seen(255, 315)).toBe(0);
  });
});
