import { overlap } from '../overlap.ts';
import type { Skeleton, Track } from '../observation.ts';

/** A body belongs to a track whose box overlaps its own by so much. */
const leastOverlap = 0.3;

/** Says of each skeleton to which of the people's tracks it belongs; each track owns one at most, the best overlap decides. */
export function withOwners(skeletons: readonly Skeleton[], tracks: readonly Track[]): Skeleton[] {
  const pairs = skeletons
    .flatMap((skeleton) => tracks.filter((track) => track.class === 'person').map((track) => ({ skeleton, track, shared: overlap(skeleton.box, track.box) })))
    .filter(({ shared }) => shared >= leastOverlap)
    .sort((a, b) => b.shared - a.shared || a.track.id - b.track.id);
  const owners = new Map<Skeleton, number>();
  const taken = new Set<number>();
  for (const { skeleton, track } of pairs) {
    if (owners.has(skeleton) || taken.has(track.id)) continue;
    owners.set(skeleton, track.id);
    taken.add(track.id);
  }
  return skeletons.map((skeleton) => ({ ...skeleton, track: owners.get(skeleton) ?? null }));
}
