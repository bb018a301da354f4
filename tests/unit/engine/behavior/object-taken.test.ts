import { describe, expect, it } from 'vitest';
import { behavior } from '../../../../electron/engine/behavior/object-taken.ts';
import type { StillThing } from '../../../../electron/engine/vision/observation.ts';
import { boxOn, film, middleZone } from '../../../support/observations.ts';

const gap: StillThing = { id: 4, box: boxOn({ x: 0.5, y: 0.55 }, 0.04, 0.06), change: 'gone', since: 6000, seenAt: 0, carrier: 1 };

function conditions(more: Partial<StillThing> = {}, settings: Record<string, unknown> = {}, backAt = Infinity) {
  const watch = behavior.watch(behavior.settings.parse(settings), { zone: middleZone, line: null, ground: null });
  return film([{ id: 1, way: () => ({ x: 0.5, y: 0.6 }) }], 90_000).flatMap((observation) => {
    const { at } = observation;
    const things = at >= gap.since + 7000 && at < backAt ? [{ ...gap, seenAt: at, ...more }] : [];
    return watch({ ...observation, things }).map((condition) => ({ at, ...condition }));
  });
}

describe('an object taken away', () => {
  it('counts when it has been gone for the set time, from when it went, and keeps who was there', () => {
    const [first] = conditions();
    expect(first).toMatchObject({ at: 16_000, since: 6000, subject: 'thing:4', tracks: [1], things: [4] });
    expect(first?.reasons).toContainEqual({ measure: 'gone', value: 10, threshold: 10, unit: 's' });
  });
  it('does not count when it is put back in time', () => {
    expect(conditions({}, { seconds: 20 }, 25_000)).toEqual([]);
  });
  it('is told for some seconds and then is how the place is', () => {
    expect(conditions().at(-1)?.at).toBe(36_000);
  });
  it('has to have stood in the zone, at least half of it', () => {
    expect(conditions({ box: boxOn({ x: 0.2, y: 0.5 }, 0.04, 0.06) })).toEqual([]);
  });
  it('is nothing that was put there, and nothing smaller than set', () => {
    expect(conditions({ change: 'appeared' })).toEqual([]);
    expect(conditions({}, { smallest: 0.1 })).toEqual([]);
  });
  it('counts with nobody near', () => {
    expect(conditions({ carrier: null })[0]?.tracks).toEqual([]);
  });
});
