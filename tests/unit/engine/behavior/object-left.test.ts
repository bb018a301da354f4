import { describe, expect, it } from 'vitest';
import type { RelativePoint } from '../../../../electron/contract/geometry.ts';
import { behavior } from '../../../../electron/engine/behavior/object-left.ts';
import type { GroundPlane } from '../../../../electron/engine/behavior/ground-plane.ts';
import type { Observation, StillThing } from '../../../../electron/engine/vision/observation.ts';
import { boxOn, film, middleZone } from '../../../support/observations.ts';

const place = { x: 0.5, y: 0.55 };
const thing: StillThing = { id: 9, box: boxOn(place, 0.02, 0.03), change: 'appeared', since: 5000, seenAt: 0, carrier: 1 };
type Way = (at: number) => RelativePoint | null;

/** Somebody walks their way; a thing lies there from its `since` on. */
function observations(ways: readonly Way[], more: Partial<StillThing> = {}, untilMs = 60_000): Observation[] {
  return film(ways.map((way, index) => ({ id: index + 1, way })), untilMs).map((observation) => ({
    ...observation,
    things: observation.at >= thing.since ? [{ ...thing, seenAt: observation.at, ...more }] : [],
  }));
}

function conditions(seen: readonly Observation[], settings: Record<string, unknown> = {}, zone: typeof middleZone | null = null, ground: GroundPlane | null = null) {
  const watch = behavior.watch(behavior.settings.parse(settings), { zone, line: null, ground });
  return seen.flatMap((observation) => watch(observation).map((condition) => ({ at: observation.at, ...condition })));
}
/** A body is 0.1 of the picture high and 1.7 m: at 16:9 0.22 to the side are 6.65 m. */
const beside = { x: 0.52, y: 0.55 };
const away = { x: 0.72, y: 0.55 };

describe('an object left behind', () => {
  it('counts when its owner has been further away than the distance for the set time, and keeps who it was', () => {
    const [first] = conditions(observations([(at) => (at < 12_000 ? beside : away)]), { seconds: 20 });
    expect(first).toMatchObject({ at: 32_000, since: 12_000, subject: 'thing:9', tracks: [1], things: [9] });
    expect(first?.reasons).toContainEqual({ measure: 'alone', value: 20, threshold: 20, unit: 's' });
    expect(first?.reasons.find(({ measure }) => measure === 'away')?.value).toBeCloseTo(6.65, 2);
  });
  it('counts from when its owner went away although the thing was known only later', () => {
    const known = (way: Way): Observation[] => observations([way]).map((observation) => ({ ...observation, things: observation.at < 12_000 ? [] : observation.things ?? [] }));
    expect(conditions(known((at) => (at < 8000 ? beside : away)), { seconds: 20 })[0]).toMatchObject({ at: 28_000, since: 8000 });
    expect(conditions(known((at) => (at < 8000 ? beside : null)), { seconds: 20 })[0]).toMatchObject({ since: 7800 });
  });
  it('counts from when its owner left the picture', () => {
    const [first] = conditions(observations([(at) => (at < 12_000 ? beside : null)]), { seconds: 20 });
    expect(first?.since).toBe(11_800);
    expect(first?.at).toBe(31_800);
  });
  it('counts from when it was put down where nobody was seen, and says so', () => {
    const [first] = conditions(observations([], { carrier: null }), { seconds: 20 });
    expect(first).toMatchObject({ at: 25_000, since: 5000, tracks: [] });
    expect(first?.reasons.map(({ measure }) => measure)).toContain('nobody-seen');
  });
  it('does not count while its owner stands beside it, however long', () => {
    expect(conditions(observations([() => beside]))).toEqual([]);
  });
  it('is timed anew when the owner comes back', () => {
    const found = conditions(observations([(at) => (at < 12_000 || (at > 20_000 && at < 30_000) ? beside : away)]), { seconds: 20 });
    expect(found[0]).toMatchObject({ at: 50_000, since: 30_000 });
  });
  it('is over when the owner comes back to it', () => {
    const found = conditions(observations([(at) => (at > 8000 && at < 40_000 ? away : beside)]), { seconds: 20 });
    expect(found.at(-1)?.at).toBe(44_800);
  });
  it('is not looked after by an owner who only walks past it', () => {
    const found = conditions(observations([(at) => (at < 12_000 || (at > 20_000 && at < 24_000) ? beside : away)]), { seconds: 20 });
    expect(found[0]).toMatchObject({ at: 32_000, since: 12_000 });
  });
  it('is not looked after by others who pass', () => {
    const found = conditions(observations([(at) => (at < 8000 ? beside : null), (at) => (at > 15_000 ? beside : away)]), { seconds: 20 });
    expect(found[0]?.at).toBe(27_800);
  });
  it('is still looked after by an owner whom the tracker lost and found under another number', () => {
    const found = conditions(observations([(at) => (at < 8000 ? beside : null), (at) => (at >= 8400 ? beside : null)]), { seconds: 20 });
    expect(found).toEqual([]);
  });
  it('is left by an owner who goes straight away from the camera, over ground that is seen at a slant', () => {
    const behind = { x: 0.5, y: 0.44 };
    expect(conditions(observations([(at) => (at < 12_000 ? beside : behind)]), { seconds: 20 })[0]).toMatchObject({ at: 32_000, since: 12_000 });
  });
  it('takes the distance on the ground where it has been measured', () => {
    const ground: GroundPlane = { locate: ({ x, y }) => ({ x: x * 5, y: y * 5, uncertaintyM: 0.1 }) };
    const ways: Way[] = [(at) => (at < 12_000 ? beside : away)];
    expect(conditions(observations(ways), { seconds: 20 }, null, ground)).toEqual([]);
    expect(conditions(observations(ways), { seconds: 20, distance: 1 }, null, ground)).not.toEqual([]);
  });
  it('is watched in the zone only, where one was drawn, and in the whole picture otherwise', () => {
    const elsewhere = { box: boxOn({ x: 0.1, y: 0.9 }, 0.02, 0.03), carrier: null };
    expect(conditions(observations([], elsewhere), {}, middleZone)).toEqual([]);
    expect(conditions(observations([], elsewhere), {})).not.toEqual([]);
  });
  it('is no gap, and nothing larger than set', () => {
    expect(conditions(observations([], { change: 'gone', carrier: null }))).toEqual([]);
    expect(conditions(observations([], { box: boxOn(place, 0.3, 0.5), carrier: null }))).toEqual([]);
  });
});
