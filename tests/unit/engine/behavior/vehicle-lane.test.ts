import { describe, expect, it } from 'vitest';
import { behavior } from '../../../../electron/engine/behavior/vehicle-lane.ts';
import { film, middleZone, straight } from '../../../support/observations.ts';
import { watchAll } from '../../../support/watch-behavior.ts';

const inside = { x: 0.5, y: 0.5 };
const told = (actors: Parameters<typeof film>[0], untilMs = 12_000, settings: Record<string, unknown> = {}) => watchAll(behavior, settings, { zone: middleZone }, film(actors, untilMs));

describe('a person in a vehicle lane', () => {
  it('is told after the set time, from when the lane was entered', () => {
    expect(told([{ id: 1, way: (at) => (at < 2000 ? { x: 0.1, y: 0.5 } : inside) }])[0]).toMatchObject({ at: 5000, since: 2000, tracks: [1] });
  });
  it('is not told of who crosses quickly or stays beside the lane', () => {
    expect(told([{ id: 1, way: straight({ x: 0.5, y: 0.3 }, { x: 0.5, y: 0.7 }, 0, 4000) }])).toEqual([]);
    expect(told([{ id: 1, way: () => ({ x: 0.3, y: 0.5 }) }])).toEqual([]);
  });
  it('is not a rider, moving or waiting', () => {
    for (const kind of ['bicycle', 'motorcycle'] as const) {
      const way = (at: number) => (at < 3000 ? straight({ x: 0.3, y: 0.5 }, inside, 0, 3000)(at) : inside);
      expect(told([{ id: 1, way: (at) => ({ ...way(at), y: 0.47 }) }, { id: 2, class: kind, way }]), kind).toEqual([]);
    }
  });
  it('is given more time beside a standing car', () => {
    const parked = { id: 2, class: 'car' as const, way: () => ({ x: 0.53, y: 0.51 }) };
    expect(told([{ id: 1, way: (at) => (at < 9000 ? inside : null) }, parked])).toEqual([]);
    expect(told([{ id: 1, way: () => inside }, parked], 20_000)[0]?.at).toBe(15_000);
  });
  it('is told in spite of cars that drive by', () => {
    const passing = { id: 2, class: 'car' as const, way: straight({ x: 0.2, y: 0.51 }, { x: 0.9, y: 0.51 }, 0, 3000) };
    expect(told([{ id: 1, way: () => inside }, passing])[0]?.at).toBeLessThanOrEqual(3400);
  });
});
