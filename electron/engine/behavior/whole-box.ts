import type { Observation, Track } from '../vision/observation.ts';
import { seenHeight } from './body-scale.ts';
import type { GroundPlane } from './ground-plane.ts';

/** A box below this share of what it was is partly hidden: its foot is not where the box ends. */
const partialShare = 0.75;
/** What an object's height is compared with: its median over this time. */
const compareMs = 2000;
/** A box that stays small for longer is the object's size. */
const partialMs = 2000;
const forgetMs = 5000;

type Past = { heights: { at: number; height: number }[]; partialSince: number | null; at: number };

function cutOff({ box }: Track): boolean {
  return box.left < 0.003 || box.top < 0.003 || box.left + box.width > 0.997 || box.top + box.height > 0.997;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/**
 * Gives the tracks whose boxes show where they stand: seen at this moment, not cut off by the picture's edge, and not
 * suddenly much smaller than before, as when something hides the feet.
 */
export function watchWhole(ground: GroundPlane | null): (observation: Observation) => readonly Track[] {
  const pasts = new Map<number, Past>();

  const isWhole = (track: Track, at: number, aspect: number): boolean => {
    const past = pasts.get(track.id) ?? { heights: [], partialSince: null, at };
    pasts.set(track.id, past);
    past.at = at;
    const height = seenHeight(track, aspect, ground);
    const recent = past.heights.filter((one) => at - one.at <= compareMs);
    if (recent.length > 0 && height < partialShare * median(recent.map((one) => one.height))) {
      past.partialSince ??= at;
      if (at - past.partialSince <= partialMs) return false;
    }
    past.partialSince = null;
    past.heights = [...recent, { at, height }];
    return true;
  };

  return ({ at, aspect, tracks }) => {
    for (const [id, past] of pasts) if (at - past.at > forgetMs) pasts.delete(id);
    return tracks.filter((track) => track.seenAt >= at && track.box.height > 0 && !cutOff(track) && isWhole(track, at, aspect));
  };
}
