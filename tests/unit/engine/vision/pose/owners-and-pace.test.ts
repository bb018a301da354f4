import { describe, expect, test } from 'vitest';
import { withOwners } from '../../../../../electron/engine/vision/pose/owners.ts';
import { createPosePace } from '../../../../../electron/engine/vision/pose/pose-pace.ts';
import { withoutTwins } from '../../../../../electron/engine/vision/pose/twins.ts';
import { skeletonOf } from '../../../../support/bodies.ts';
import { trackOn } from '../../../../support/observations.ts';

const standing = (x: number) => skeletonOf({ x, y: 0.9, pose: 'standing' });

describe('whose body it is', () => {
  test('the track of the person whose box it fills; nobody\'s where the detector sees nobody', () => {
    const [a, b, c] = [standing(0.4), standing(0.6), standing(1.4)];
    const tracks = [trackOn(7, { x: 0, y: 0 }, 0, { box: b.box }), trackOn(8, { x: 0, y: 0 }, 0, { box: a.box }), trackOn(9, { x: 0, y: 0 }, 0, { box: c.box, class: 'car' })];
    expect(withOwners([a, b, c], tracks).map(({ track }) => track)).toEqual([8, 7, null]);
  });
  test('a second body in one track\'s box is nobody\'s', () => {
    const body = standing(0.4);
    expect(withOwners([body, { ...body }], [trackOn(1, { x: 0, y: 0 }, 0, { box: body.box })]).map(({ track }) => track)).toEqual([1, null]);
  });
  test('a body found twice is one, two people side by side are two', () => {
    expect(withoutTwins([standing(0.4), standing(0.42)])).toHaveLength(1);
    expect(withoutTwins([standing(0.4), standing(0.65)])).toHaveLength(2);
  });
});

describe('the pace of looking for bodies', () => {
  const looks = (fps: number, untilMs: number, each: (at: number, pace: ReturnType<typeof createPosePace>) => boolean): number => {
    const pace = createPosePace();
    let count = 0;
    for (let at = 0; at < untilMs; at += 1000 / fps) if (pace.wants(at, each(at, pace))) count++;
    return count;
  };
  test('never while the gate is shut', () => {
    expect(looks(5, 10_000, () => false)).toBe(0);
  });
  test('every six tenths of a second while something moves and nobody is known', () => {
    expect(looks(5, 10_000, () => true)).toBe(17);
  });
  test('five times a second while somebody moves, also at a higher rate of pictures, half as often while he keeps still', () => {
    const moving = (at: number, pace: ReturnType<typeof createPosePace>): boolean => (pace.saw(at), pace.found([standing(0.4 + at / 3000).box]), true);
    const still = (at: number, pace: ReturnType<typeof createPosePace>): boolean => (pace.saw(at), pace.found([standing(0.4).box]), true);
    expect(looks(5, 10_000, moving)).toBe(50);
    expect(looks(25, 10_000, moving)).toBeLessThanOrEqual(52);
    expect(looks(5, 10_000, still)).toBe(25);
  });
  test('on an overloaded machine bodies yield before objects do: half of the pictures, a quarter of the looks', () => {
    const pace = createPosePace();
    let looks = 0;
    for (let at = 0; at < 40_000; at += 400) {
      pace.saw(at);
      pace.found([standing(0.1 + (at % 4000) / 5000).box]);
      if (pace.wants(at, true, 0.5)) looks++;
    }
    expect(looks).toBe(50);
  });
  test('somebody found asks for another look later although nothing moves', () => {
    const pace = createPosePace();
    expect(pace.follows()).toBe(false);
    pace.found([standing(0.4).box]);
    expect(pace.follows()).toBe(true);
    pace.found([]);
    expect(pace.follows()).toBe(false);
  });
});
