import { describe, expect, it } from 'vitest';
import type { GroundPlane } from '../../../../electron/engine/behavior/ground-plane.ts';
import { type FootAt, speedOf } from '../../../eval/ground/ground-speed.ts';

/** Ten metres across the picture, twenty along it; nothing usable in its upper tenth. */
const plane: GroundPlane = { locate: ({ x, y }) => (y < 0.1 ? null : { x: x * 10, y: (1 - y) * 20, uncertaintyM: 0.2, noiseM: 0.1, scaleError: 0.05 }) };
const walk = (metresPerSecond: number, count = 6, everyMs = 200): FootAt[] =>
  Array.from({ length: count }, (_, index) => ({ at: 5000 + index * everyMs, foot: { x: 0.2 + (metresPerSecond * index * everyMs) / 10_000, y: 0.6 } }));

describe('the speed over the ground', () => {
  it('of a steady walk is its speed, with one standard deviation', () => {
    const found = speedOf(plane, walk(1.5));
    expect(found?.speedMps).toBeCloseTo(1.5, 6);
    expect(found?.uncertaintyMps).toBeGreaterThan(0.1);
    expect(found?.uncertaintyMps).toBeLessThan(0.3);
  });
  it('is surer over a longer stretch, but never surer than the scale of the ground', () => {
    const [short, long] = [6, 16].map((count) => speedOf(plane, walk(1.5, count))?.uncertaintyMps ?? 0) as [number, number];
    expect(long).toBeLessThan(short);
    expect(speedOf(plane, walk(1.5, 40))?.uncertaintyMps).toBeGreaterThan(0.05 * 1.5);
  });
  it('gains little from looking at the same stretch more often', () => {
    const [few, many] = [speedOf(plane, walk(1.5, 6, 200)), speedOf(plane, walk(1.5, 26, 40))];
    expect((many?.uncertaintyMps ?? 0) / (few?.uncertaintyMps ?? 1)).toBeGreaterThan(0.75);
  });
  it('hardly minds one box that took in somebody else', () => {
    const feet = walk(1.5, 9);
    const bad = feet.with(4, { at: feet[4]?.at ?? 0, foot: { x: 0.5, y: 0.9 } }).with(7, { at: feet[7]?.at ?? 0, foot: { x: (feet[7]?.foot.x ?? 0) + 0.08, y: 0.6 } });
    expect(Math.abs((speedOf(plane, bad)?.speedMps ?? 0) - 1.5)).toBeLessThan(0.3);
  });
  it('is nothing for a moment, for too few places, and where the ground says nothing', () => {
    expect(speedOf(plane, walk(1.5, 3, 100))).toBeNull();
    expect(speedOf(plane, walk(1.5, 2, 500))).toBeNull();
    expect(speedOf(plane, walk(1.5).map(({ at, foot }) => ({ at, foot: { ...foot, y: 0.05 } })))).toBeNull();
    expect(speedOf(plane, [])).toBeNull();
  });
  it('takes a plane that knows only one uncertainty', () => {
    const plain: GroundPlane = { locate: ({ x, y }) => ({ x: x * 10, y: y * 20, uncertaintyM: 0.1 }) };
    expect(speedOf(plain, walk(1.5))?.speedMps).toBeCloseTo(1.5, 6);
  });
});
