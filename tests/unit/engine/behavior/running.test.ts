import { describe, expect, it } from 'vitest';
import type { RelativePoint } from '../../../../electron/contract/geometry.ts';
import type { GroundPlane } from '../../../../electron/engine/behavior/ground-plane.ts';
import { behavior } from '../../../../electron/engine/behavior/running.ts';
import type { Observation } from '../../../../electron/engine/vision/observation.ts';
import { boxOn, film, middleZone } from '../../../support/observations.ts';
import { evenGround, metresWide, watchAll } from '../../../support/watch-behavior.ts';

/** Across the picture at a pace in m/s. */
const across = (mps: number, y = 0.5) => (at: number): RelativePoint | null => {
  const x = 0.1 + (mps * at) / 1000 / metresWide;
  return x < 0.9 ? { x, y } : null;
};
const runs = (observations: readonly Observation[], settings: Record<string, unknown> = {}, ground: GroundPlane | null = null) => watchAll(behavior, settings, { ground }, observations);

describe('running', () => {
  it('is told within a second, with the speed in metres from a measured ground', () => {
    const [first] = runs(film([{ id: 1, way: across(5) }], 4000), {}, evenGround);
    expect(first?.at).toBeLessThanOrEqual(1000);
    expect(first?.since).toBeLessThan(500);
    expect(first?.reasons[0]).toMatchObject({ measure: 'speed', value: expect.closeTo(5, 1) as number, threshold: 3.5, unit: 'm/s' });
  });
  it('is guessed from the body without a measured ground, says so, and is less certain', () => {
    const [guessed] = runs(film([{ id: 1, way: across(5) }], 4000));
    const [measured] = runs(film([{ id: 1, way: across(5) }], 4000), {}, evenGround);
    expect(guessed?.reasons[0]?.measure).toBe('speed-by-body');
    expect(guessed?.reasons[0]?.uncertainty).toBeGreaterThan(measured?.reasons[0]?.uncertainty ?? Infinity);
  });
  it('is not seen in somebody who walks briskly', () => {
    expect(runs(film([{ id: 1, way: across(2.2) }], 10_000))).toEqual([]);
    expect(runs(film([{ id: 1, way: across(2.2) }], 10_000), {}, evenGround)).toEqual([]);
  });
  it('needs a speed that exceeds the threshold by more than it may be off', () => {
    const vague: GroundPlane = { locate: (point) => ({ ...(evenGround.locate(point) ?? { x: 0, y: 0 }), uncertaintyM: 2 }) };
    expect(runs(film([{ id: 1, way: across(4) }], 4000), {}, vague)).toEqual([]);
  });
  it('is not a leap to another person’s place', () => {
    const leap = (metres: number) => (at: number) => ({ x: 0.3 + (at / 1000 + (at < 3000 ? 0 : metres)) / metresWide, y: 0.5 });
    for (const metres of [1, 2, 3, 6, 12]) expect(runs(film([{ id: 1, way: leap(metres) }], 6000), {}, evenGround), `${metres} m`).toEqual([]);
  });
  it('is not a box whose lower half is hidden for a while', () => {
    const hidden = film([{ id: 1, way: across(1.3) }], 8000).map((observation) => ({
      ...observation,
      tracks: observation.tracks.map((track) => (observation.at > 3000 && observation.at < 5000 ? { ...track, box: { ...track.box, height: 0.05 } } : track)),
    }));
    expect(runs(hidden)).toEqual([]);
    expect(runs(hidden, {}, evenGround)).toEqual([]);
  });
  it('is not a rider on a bicycle, but is somebody who runs past parked ones', () => {
    const bicycle = (way: (at: number) => RelativePoint | null, id = 2) => ({ id, class: 'bicycle' as const, way });
    expect(runs(film([{ id: 1, way: across(5, 0.47) }, bicycle(across(5))], 4000))).toEqual([]);
    const parked = [0.2, 0.3, 0.4, 0.5, 0.6].map((x, i) => bicycle(() => ({ x, y: 0.51 }), i + 2));
    expect(runs(film([{ id: 1, way: across(5) }, ...parked], 4000)).length).toBeGreaterThan(0);
  });
  it('is not a car', () => {
    expect(runs(film([{ id: 1, class: 'car', way: across(9) }], 3000), {}, evenGround)).toEqual([]);
  });
  it('counts inside the zone only, where one was drawn', () => {
    const elsewhere = watchAll(behavior, {}, { zone: middleZone }, film([{ id: 1, way: across(5, 0.9) }], 4000));
    const through = watchAll(behavior, {}, { zone: middleZone }, film([{ id: 1, way: across(5) }], 4000));
    expect(elsewhere).toEqual([]);
    expect(through.length).toBeGreaterThan(0);
  });
  it('goes on over gaps of the detector', () => {
    const way = (at: number) => (at > 1200 && at < 1800 ? null : across(5)(at));
    const found = runs(film([{ id: 1, way }], 4000), {}, evenGround);
    expect(new Set(found.map(({ since }) => since)).size).toBe(1);
    expect(found.at(-1)?.at).toBeGreaterThan(3000);
  });
  it('is not judged by boxes that the picture’s edge cuts off', () => {
    const cut = film([{ id: 1, way: across(5) }], 4000).map((observation) => ({ ...observation, tracks: observation.tracks.map((track) => ({ ...track, box: { ...boxOn({ x: track.box.left, y: 1.02 }) } })) }));
    expect(runs(cut)).toEqual([]);
  });
});
