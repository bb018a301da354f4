import { describe, expect, it } from 'vitest';
import { behavior } from '../../../../electron/engine/behavior/climbing.ts';
import { middleLine } from '../../../support/observations.ts';
import { makeStreetCamera } from '../../../support/street-camera.ts';
import { watchAll } from '../../../support/watch-behavior.ts';
import { film, lineOf, makeRandom, stay, way, type Key } from '../../../eval/scripted/street.ts';

const camera = makeStreetCamera();
const line = lineOf(camera, { x: -4, z: 12 }, { x: 4, z: 12 });
const told = (keys: readonly Key[], settings: Record<string, unknown> = {}) =>
  watchAll(behavior, settings, { line }, film({ camera, calibrated: false, fps: 5, random: makeRandom(7) }, [{ id: 1, keys }], keys.at(-1)?.at ?? 0));
const over = (fromZ: number, toZ: number, top = 1.5, upMs = 1500): Key[] => [
  ...stay({ x: 0, z: fromZ }, 0, 2000),
  { x: 0, z: 12, lift: top, at: 2000 + upMs },
  { x: 0, z: 12, lift: top, at: 2500 + upMs },
  ...stay({ x: 0, z: toZ }, 3500 + upMs, 6000 + upMs),
];

describe('climbing over', () => {
  it('is told when somebody has risen and come down on the other side, from when he left the ground', () => {
    for (const keys of [over(12.5, 11.5), over(11.5, 12.5)]) {
      const [first, ...more] = told(keys);
      expect(more).toEqual([]);
      expect(first?.at).toBeGreaterThan(4500);
      expect(first?.at).toBeLessThan(6000);
      expect(first?.since).toBeGreaterThan(1500);
      expect(first?.since).toBeLessThan(3000);
      expect(first?.reasons.map(({ measure }) => measure)).toEqual(['rise', 'duration']);
    }
    expect(behavior.severity).toBe('red');
  });
  it('says how high it was, guessed from the body, and how long it took', () => {
    const [rise, duration] = told(over(12.5, 11.5, 2))[0]?.reasons ?? [];
    expect(rise?.value).toBeGreaterThan(1.4);
    expect(rise?.value).toBeLessThan(2.6);
    expect(rise?.uncertainty).toBeGreaterThan(0);
    expect(duration?.value).toBeGreaterThan(1.5);
    expect(duration?.value).toBeLessThan(4.5);
  });
  it('is not walking or running through a gate', () => {
    for (const speed of [0.8, 1.4, 3, 5]) {
      expect(told(way(0, speed, [{ x: -1, z: 17 }, { x: 1, z: 8 }])), `${speed} m/s in`).toEqual([]);
      expect(told(way(0, speed, [{ x: -1, z: 8 }, { x: 1, z: 17 }])), `${speed} m/s out`).toEqual([]);
    }
  });
  it('is not climbing up and coming down on the same side', () => {
    expect(told(over(11.5, 11.4))).toEqual([]);
  });
  it('is not stepping over a kerb', () => {
    expect(told(over(12.5, 11.5, 0.3))).toEqual([]);
  });
  it('is not taking longer than the longest time', () => {
    expect(told(over(12.5, 11.5, 1.5, 8000), { seconds: 5 })).toEqual([]);
  });
  it('watches one direction only when told so', () => {
    expect(told(over(12.5, 11.5), { direction: 'backward' })).toEqual([]);
    expect(told(over(12.5, 11.5), { direction: 'forward' })).toHaveLength(1);
  });
  it('is not somebody whose legs were hidden behind a low wall', () => {
    expect(told([{ x: 0, z: 16, at: 0, hidden: 0.45 }, { x: 0, z: 12.4, at: 3000, hidden: 0.45 }, { x: 0, z: 11.6, at: 3700 }, { x: 0, z: 9, at: 6000 }])).toEqual([]);
  });
  it('is a single event of one line: elsewhere the same movement is none', () => {
    const elsewhere = { line: { ...middleLine, from: { x: 0.02, y: 0.1 }, to: { x: 0.1, y: 0.1 } } };
    const keys = over(12.5, 11.5);
    expect(watchAll(behavior, {}, elsewhere, film({ camera, calibrated: false, fps: 5, random: makeRandom(7) }, [{ id: 1, keys }], 7000))).toEqual([]);
  });
});
