import type { RelativeBox } from '../../../contract/geometry.ts';
import type { Track } from '../observation.ts';

type Moment = { readonly at: number; readonly tracks: readonly Pick<Track, 'id' | 'box'>[] };

/** How long before and after a thing became still its carrier may have been at its place. */
const beforeMs = 7000;
const afterMs = 1500;
const keptMs = 40_000;
const mostMoments = 90;
const mostTracks = 60;
/** A carrier's box is no further from the thing than this share of its own height. */
const farthest = 0.4;

/** Distance from a point to a box in heights of the box; 0 inside. `aspect` is the picture's width divided by its height. */
function distanceInHeights(x: number, y: number, { left, top, width, height }: RelativeBox, aspect: number): number {
  const dx = Math.max(left - x, 0, x - left - width) * aspect;
  const dy = Math.max(top - y, 0, y - top - height);
  return height <= 0 ? Infinity : Math.hypot(dx, dy) / height;
}

export type Carriers = {
  readonly remember: (tracks: readonly Track[], at: number) => void;
  /** Who was at the place in the seconds before it changed: whoever was there longest and nearest; null when nobody was. */
  readonly find: (box: RelativeBox, since: number, aspect: number) => number | null;
};

/** A short memory of where everybody was, twice a second, bounded in time and number. */
export function createCarriers(): Carriers {
  const moments: Moment[] = [];
  return {
    remember(tracks, at) {
      const last = moments.at(-1);
      if (last !== undefined && at - last.at < 450) return;
      const seen = tracks.filter(({ seenAt }) => seenAt >= at).slice(0, mostTracks);
      moments.push({ at, tracks: seen.map(({ id, box }) => ({ id, box })) });
      while (moments.length > mostMoments || at - (moments[0]?.at ?? at) > keptMs) moments.shift();
    },
    find(box, since, aspect) {
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      const scores = new Map<number, number>();
      for (const { at, tracks } of moments) {
        if (at < since - beforeMs || at > since + afterMs) continue;
        for (const { id, box: theirs } of tracks) {
          const nearness = 1 - distanceInHeights(x, y, theirs, aspect) / farthest;
          if (nearness > 0) scores.set(id, (scores.get(id) ?? 0) + nearness);
        }
      }
      let best: number | null = null;
      for (const [id, score] of scores) if (best === null || score > (scores.get(best) ?? 0)) best = id;
      return best;
    },
  };
}
