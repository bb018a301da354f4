import type { Observation, Track } from '../vision/observation.ts';
import { seenHeight } from './body-scale.ts';
import type { GroundPlane } from './ground-plane.ts';

/** A box below this share of what it was, in height and in height to width, is partly hidden: its foot is not where it ends. */
const partialShare = 0.75;
/** What an object's box is compared with: its medians over this time. */
const compareMs = 2000;
/** A box that stays small for longer is the object's size. */
const partialMs = 2000;
const forgetMs = 5000;

type Size = { readonly at: number; readonly height: number; readonly ratio: number };
type Past = { sizes: Size[]; partialSince: number | null; at: number };

function cutOff({ box }: Track): boolean {
  return box.left < 0.003 || box.top < 0.003 || box.left + box.width > 0.997 || box.top + box.height > 0.997;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/**
 * Gives the tracks that are seen at this moment and not suddenly cut short, as when something hides the feet. Who goes away
 * fast shrinks in width too.
 */
export function watchUnhidden(ground: GroundPlane | null): (observation: Observation) => readonly Track[] {
  const pasts = new Map<number, Past>();

  const isUnhidden = (track: Track, at: number, aspect: number): boolean => {
    const past = pasts.get(track.id) ?? { sizes: [], partialSince: null, at };
    pasts.set(track.id, past);
    past.at = at;
    const size = { at, height: seenHeight(track, aspect, ground), ratio: track.box.height / track.box.width };
    const recent = past.sizes.filter((one) => at - one.at <= compareMs);
    const short = (measure: 'height' | 'ratio'): boolean => size[measure] < partialShare * median(recent.map((one) => one[measure]));
    if (recent.length > 0 && short('height') && short('ratio')) {
      past.partialSince ??= at;
      if (at - past.partialSince <= partialMs) return false;
    }
    past.partialSince = null;
    past.sizes = [...recent, size];
    return true;
  };

  return ({ at, aspect, tracks }) => {
    for (const [id, past] of pasts) if (at - past.at > forgetMs) pasts.delete(id);
    return tracks.filter((track) => track.seenAt >= at && track.box.height > 0 && isUnhidden(track, at, aspect));
  };
}

/** Gives the tracks whose boxes show where they stand: unhidden, and not cut off by the picture's edge. */
export function watchWhole(ground: GroundPlane | null): (observation: Observation) => readonly Track[] {
  const unhidden = watchUnhidden(ground);
  return (observation) => unhidden({ ...observation, tracks: observation.tracks.filter((track) => !cutOff(track)) });
}
