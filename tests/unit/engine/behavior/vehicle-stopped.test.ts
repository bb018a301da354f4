import { describe, expect, it } from 'vitest';
import type { RelativePoint } from '../../../../electron/contract/geometry.ts';
import type { ObjectClass } from '../../../../electron/contract/scene.ts';
import { behavior } from '../../../../electron/engine/behavior/vehicle-stopped.ts';
import { film, middleZone } from '../../../support/observations.ts';

type Driver = { id: number; class?: ObjectClass; way: (at: number) => RelativePoint | null };

function conditions(drivers: readonly Driver[], settings: Record<string, unknown> = {}, untilMs = 100_000) {
  const watch = behavior.watch(behavior.settings.parse(settings), { zone: middleZone, line: null, ground: null });
  const cars = drivers.map((driver) => ({ class: 'car' as const, ...driver }));
  return film(cars, untilMs).flatMap((observation) => watch(observation).map((condition) => ({ at: observation.at, ...condition })));
}
const spot = { x: 0.5, y: 0.55 };
/** Drives in from the left, stops at 10 s. */
const arrives = (at: number): RelativePoint => (at < 10_000 ? { x: 0.2 + (at / 10_000) * 0.3, y: 0.55 } : spot);

describe('a vehicle that stands where it must not', () => {
  it('counts after the set time from when it stopped', () => {
    const [first] = conditions([{ id: 3, way: arrives }], { seconds: 60 });
    expect(first?.tracks).toEqual([3]);
    expect(first?.since).toBeGreaterThan(9000);
    expect(first?.since).toBeLessThanOrEqual(10_600);
    expect((first?.at ?? 0) - (first?.since ?? 0)).toBe(60_000);
    expect(first?.reasons[0]).toEqual({ measure: 'standing', value: 60, threshold: 60, unit: 's' });
  });
  it('is one going-on from then until it drives off', () => {
    const found = conditions([{ id: 3, way: (at) => (at < 80_000 ? arrives(at) : { x: Math.min(0.9, 0.5 + (at - 80_000) / 20_000), y: 0.55 }) }], { seconds: 60 });
    expect(new Set(found.map(({ subject }) => subject)).size).toBe(1);
    expect(found.at(-1)?.at).toBeLessThan(84_000);
  });
  it('may tremble a little, and jump for a single picture', () => {
    const tremble = (at: number): RelativePoint => ({ x: 0.5 + (at % 1000 === 0 ? 0.004 : -0.004) + (at === 30_000 ? 0.03 : 0), y: 0.55 });
    expect(conditions([{ id: 3, way: tremble }], { seconds: 60 })[0]?.since).toBe(0);
  });
  it('does not count while it creeps along', () => {
    expect(conditions([{ id: 3, way: (at) => ({ x: 0.41 + (at / 100_000) * 0.18, y: 0.55 }) }], { seconds: 60 })).toEqual([]);
  });
  it('goes on being timed when it is hidden for a moment, or found again under another number', () => {
    const hidden = (at: number): RelativePoint | null => (at > 20_000 && at < 27_000 ? null : spot);
    expect(conditions([{ id: 3, way: hidden }], { seconds: 60 })[0]).toMatchObject({ at: 60_000, since: 0 });
    const found = conditions([{ id: 3, way: (at) => (at <= 20_000 ? spot : null) }, { id: 8, way: (at) => (at >= 24_000 ? spot : null) }], { seconds: 60 });
    expect(found[0]).toMatchObject({ at: 60_000, since: 0, tracks: [8] });
  });
  it('says until when it was seen while it is hidden', () => {
    const last = conditions([{ id: 3, way: (at) => (at <= 70_000 ? spot : null) }], { seconds: 60 }).at(-1);
    expect(last).toMatchObject({ at: 80_000, until: 70_000 });
  });
  it('is no person, and nothing outside the zone', () => {
    expect(conditions([{ id: 1, class: 'person', way: () => spot }])).toEqual([]);
    expect(conditions([{ id: 1, way: () => ({ x: 0.1, y: 0.5 }) }])).toEqual([]);
  });
  it('does not count in a traffic jam where one is looked for', () => {
    const jam = [0.44, 0.5, 0.56].map((x, index) => ({ id: index + 1, way: () => ({ x, y: 0.55 }) }));
    expect(conditions(jam, { seconds: 60, queue: 3 })).toEqual([]);
    expect(conditions(jam, { seconds: 60, queue: 4 })).not.toEqual([]);
    expect(conditions(jam, { seconds: 60 })).not.toEqual([]);
  });
});
