import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelativeBox } from '../../../../electron/contract/geometry.ts';
import { coveredShare, overlap } from '../../../../electron/engine/vision/overlap.ts';

const box = (left: number, top: number, width: number, height: number): RelativeBox => ({ left, top, width, height });
const whole = box(0, 0, 10, 10);

describe('the share of a box that others cover together', () => {
  it('counts what two of them cover once', () => {
    expect(coveredShare(whole, [])).toBe(0);
    expect(coveredShare(whole, [box(-5, -5, 10, 10)])).toBeCloseTo(0.25);
    expect(coveredShare(whole, [box(0, 0, 10, 6), box(0, 4, 10, 6)])).toBeCloseTo(1);
    expect(coveredShare(whole, [box(0, 0, 5, 5), box(2, 2, 5, 5), box(20, 0, 5, 5)])).toBeCloseTo(0.41);
    expect(coveredShare(box(0, 0, 0, 1), [whole])).toBe(0);
  });

  it('is what counting the points of a grid says', () => {
    const side = fc.integer({ min: 1, max: 8 });
    const place = fc.integer({ min: -4, max: 12 });
    const some = fc.array(fc.tuple(place, place, side, side), { maxLength: 6 });
    fc.assert(
      fc.property(some, (given) => {
        const others = given.map(([left, top, width, height]) => box(left, top, width, height));
        let points = 0;
        for (let x = 0.5; x < 10; x++)
          for (let y = 0.5; y < 10; y++) if (others.some((o) => x > o.left && x < o.left + o.width && y > o.top && y < o.top + o.height)) points++;
        expect(coveredShare(whole, others)).toBeCloseTo(points / 100);
      }),
    );
  });
});

describe('the overlap of two boxes', () => {
  it('is the shared area divided by the area of both', () => {
    expect(overlap(whole, whole)).toBe(1);
    expect(overlap(whole, box(5, 0, 10, 10))).toBeCloseTo(1 / 3);
    expect(overlap(whole, box(10, 0, 10, 10))).toBe(0);
  });
});
