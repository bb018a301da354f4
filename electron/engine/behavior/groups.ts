import { connected } from '../vision/connected.ts';
import type { Observation } from '../vision/observation.ts';
import { distanceM, spotOf, type Spot } from './body-scale.ts';
import type { GroundPlane } from './ground-plane.ts';

/** People who stand together, `seen` of them at this moment. `id` stays while members come and go. */
export type Group = { readonly id: number; readonly members: readonly number[]; readonly seen: number; readonly spots: readonly Spot[]; readonly centre: { readonly x: number; readonly y: number } };

type Placed = { readonly id: number; readonly spot: Spot; readonly seenAt: number };

/** People in a crowd hide one another: they are still there for a while, and a group that fell apart may come back. */
const hiddenMs = 2000;
const rememberMs = 3000;
/** Weight of the newest box in a person's place, which evens out boxes that tremble. */
const newest = 0.4;

/**
 * Finds groups of people chained by distances below `nearM`, and follows each over time. Only those that `belongs` accepts
 * are counted, judged at the moment they are seen.
 */
export function watchGroups(ground: GroundPlane | null, nearM: number): (observation: Observation, belongs: (track: number) => boolean) => readonly Group[] {
  const places = new Map<number, Placed>();
  const known = new Map<number, { members: ReadonlySet<number>; at: number }>();
  let nextId = 1;

  const place = ({ at, aspect, tracks }: Observation, belongs: (track: number) => boolean): void => {
    for (const [id, { seenAt }] of places) if (at - seenAt > hiddenMs) places.delete(id);
    for (const track of tracks) {
      if (track.seenAt < at || track.class !== 'person') continue;
      const spot = spotOf(track, aspect, ground);
      const before = places.get(track.id)?.spot;
      if (spot === null || !belongs(track.id)) {
        places.delete(track.id);
        continue;
      }
      const even = (now: number, was: number | undefined): number => (was === undefined ? now : was + newest * (now - was));
      const smooth = { ...spot, x: even(spot.x, before?.x), y: even(spot.y, before?.y), metresPerUnit: even(spot.metresPerUnit, before?.metresPerUnit) };
      places.set(track.id, { id: track.id, spot: smooth, seenAt: at });
    }
  };

  /** The known group most of whose members these are, or a new one. */
  const identify = (members: readonly number[], taken: ReadonlySet<number>): number => {
    const shared = [...known]
      .filter(([id]) => !taken.has(id))
      .map(([id, group]) => ({ id, count: members.filter((member) => group.members.has(member)).length, size: group.members.size }))
      .filter(({ count, size }) => count >= Math.max(1, Math.min(size, members.length) / 3))
      .sort((a, b) => b.count - a.count || a.id - b.id);
    return shared[0]?.id ?? nextId++;
  };

  return (observation, belongs) => {
    const { at } = observation;
    place(observation, belongs);
    for (const [id, group] of known) if (at - group.at > rememberMs) known.delete(id);
    const parts = connected([...places.values()], (a, b) => distanceM(a.spot, b.spot) < nearM).filter(({ length }) => length > 1);
    const taken = new Set<number>();
    const found = parts
      .sort((a, b) => b.length - a.length)
      .map((part): Group => {
        const members = part.map(({ id }) => id).sort((a, b) => a - b);
        const id = identify(members, taken);
        taken.add(id);
        const mean = (axis: 'x' | 'y'): number => part.reduce((sum, { spot }) => sum + spot[axis], 0) / part.length;
        return { id, members, seen: part.filter(({ seenAt }) => seenAt >= at).length, spots: part.map(({ spot }) => spot), centre: { x: mean('x'), y: mean('y') } };
      });
    for (const { id, members } of found) known.set(id, { members: new Set(members), at });
    return found;
  };
}
