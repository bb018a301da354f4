import { describe, expect, it } from 'vitest';
import type { Line } from '../../../../electron/contract/scene.ts';
import { behavior } from '../../../../electron/engine/behavior/wrong-way.ts';
import { film, middleZone, straight } from '../../../support/observations.ts';
import { evenGround, metresWide, watchAll } from '../../../support/watch-behavior.ts';

/** Its arrow points to the right, which is allowed. */
const arrow: Line = { id: 'arrow', name: 'arrow', from: { x: 0.5, y: 0.58 }, to: { x: 0.5, y: 0.42 } };
const told = (people: Parameters<typeof film>[0], settings: Record<string, unknown> = {}, ground = true) =>
  watchAll(behavior, settings, { zone: middleZone, line: arrow, ground: ground ? evenGround : null }, film(people, 8000));
const left = straight({ x: 0.65, y: 0.5 }, { x: 0.35, y: 0.5 }, 0, 6000);
const right = straight({ x: 0.35, y: 0.5 }, { x: 0.65, y: 0.5 }, 0, 6000);

describe('going the wrong way', () => {
  it('is told after the least distance against the arrow, and began where that distance began', () => {
    const [first] = told([{ id: 1, way: left }]);
    const speed = (0.3 * metresWide) / 6;
    expect(first?.at).toBeCloseTo(1000 + 3000 / speed + 200, -3);
    expect(first?.since).toBeLessThan(1500);
    expect(first?.reasons[0]).toMatchObject({ measure: 'distance', threshold: 3, unit: 'm' });
  });
  it('is measured by the object’s height without the ground, and says so', () => {
    expect(told([{ id: 1, way: left }], {}, false)[0]?.reasons[0]?.measure).toBe('distance-by-body');
  });
  it('is not told of those who go the right way, across or stand', () => {
    expect(told([{ id: 1, way: right }, { id: 2, way: straight({ x: 0.5, y: 0.35 }, { x: 0.5, y: 0.65 }, 0, 6000) }, { id: 3, way: () => ({ x: 0.5, y: 0.5 }) }])).toEqual([]);
  });
  it('allows an angle to either side of straight against the arrow', () => {
    const slanting = straight({ x: 0.59, y: 0.42 }, { x: 0.45, y: 0.58 }, 0, 5000);
    expect(told([{ id: 1, way: slanting }], { angle: 30 })).toEqual([]);
    expect(told([{ id: 1, way: slanting }], { angle: 60 }).length).toBeGreaterThan(0);
  });
  it('watches people, vehicles or both', () => {
    const both = [{ id: 1, way: left }, { id: 2, class: 'car' as const, way: left }];
    const tracks = (classes?: string[]) => new Set(told(both, classes && { classes }).flatMap((condition) => condition.tracks));
    expect(tracks()).toEqual(new Set([1, 2]));
    expect(tracks(['person'])).toEqual(new Set([1]));
    expect(tracks(['car'])).toEqual(new Set([2]));
  });
  it('counts the way inside the zone only', () => {
    expect(told([{ id: 1, way: straight({ x: 0.65, y: 0.7 }, { x: 0.35, y: 0.7 }, 0, 6000) }])).toEqual([]);
    const turnsBack = (at: number) => (at < 4000 ? straight({ x: 0.8, y: 0.5 }, { x: 0.55, y: 0.5 }, 0, 4000)(at) : straight({ x: 0.55, y: 0.5 }, { x: 0.8, y: 0.5 }, 4000, 8000)(at));
    expect(told([{ id: 1, way: turnsBack }])).toEqual([]);
  });
  it('is not a leap to another object’s place', () => {
    expect(told([{ id: 1, way: (at) => ({ x: at < 3000 ? 0.57 : 0.43, y: 0.5 }) }])).toEqual([]);
  });
  it('ends when somebody turns round', () => {
    const turns = (at: number) => (at < 4000 ? straight({ x: 0.59, y: 0.5 }, { x: 0.42, y: 0.5 }, 0, 4000)(at) : straight({ x: 0.42, y: 0.5 }, { x: 0.59, y: 0.5 }, 4000, 8000)(at));
    expect(told([{ id: 1, way: turns }]).at(-1)?.at).toBeLessThan(6500);
  });
});
