import { describe, expect, it } from 'vitest';
import { scoreGround } from '../../eval/ground/evaluate.ts';
import { readMotFile } from '../../eval/tracking/mot-file.ts';
import { footage } from '../../support/footage.ts';
import { tsaiCamera } from '../../support/tsai.ts';

const calibration = footage('pets09-s2l1/calibration.xml');
const truth = footage('pets09-s2l1/gt.txt');

describe.skipIf(calibration === null || truth === null)('the ground of PETS09-S2L1, calibrated as an installer would', () => {
  it('gives distances and walking speeds as the published calibration does, inside what it says of their uncertainty', () => {
    const score = scoreGround(tsaiCamera(calibration ?? ''), readMotFile(truth ?? ''), [], 5);
    for (const way of ['four points', 'rectangle 8 x 6 m', 'two persons, lens known']) {
      expect(score[way]?.exact.distances.medianRelativeError, way).toBeLessThan(0.02);
      expect(score[way]?.exact.speeds.medianRelativeError, way).toBeLessThan(0.03);
      expect(score[way]?.byHand.distances.insideTwoSigma, way).toBeGreaterThan(0.9);
      expect(score[way]?.byHand.distances.refused, way).toBe(0);
    }
    expect(score['two persons, lens unknown']?.exact.distances.insideTwoSigma).toBeGreaterThan(0.95);
  });
});
