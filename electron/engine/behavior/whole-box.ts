import type { RelativeBox } from '../../contract/geometry.ts';
import { median } from '../vision/median.ts';
import type { Observation, Track } from '../vision/observation.ts';
import { seenHeight } from './body-scale.ts';
import type { GroundPlane } from './ground-plane.ts';

/** A box below this share of what it was, in height and in height to width, is partly hidden: its foot is not where it ends. */
const partialShare = 0.75;
/** The same of the height alone, where something nearer stands before the lower end of the box or did within this time. */
const coveredShare = 0.9;
const coveredMs = 1000;
/** Something nearer hides an object when it covers this share of its width. */
const coveredWidth = 0.3;
/** What an object's box is compared with: its medians over this time. */
const compareMs = 2000;
/** A box that stays small for longer is the object's size. */
const partialMs = 2000;
const forgetMs = 5000;

type Size = { readonly at: number; readonly height: number; readonly ratio: number };
type Past = { sizes: Size[]; partialSince: number | null; at: number; box: RelativeBox };

function cutOff({ box }: Track): boolean {
  return box.left < 0.003 || box.top < 0.003 || box.left + box.width > 0.997 || box.top + box.height > 0.997;
}

/** Whether what stands nearer to the camera reaches over the lower end of a box. */
function covers(nearer: RelativeBox, { left, top, width, height }: RelativeBox): boolean {
  const shared = Math.min(left + width, nearer.left + nearer.width) - Math.max(left, nearer.left);
  const foot = top + height;
  return shared >= coveredWidth * width && nearer.top + nearer.height > foot && nearer.top < foot + 0.3 * height;
}

/**
 * Gives the tracks that are seen at this moment and not suddenly cut short, as when something hides the feet. Who goes away
 * fast shrinks in width too.
 */
export function watchUnhidden(ground: GroundPlane | null): (observation: Observation) => readonly Track[] {
  const pasts = new Map<number, Past>();

  const sizeOf = (track: Track, at: number, aspect: number): Size => ({ at, height: seenHeight(track, aspect, ground), ratio: track.box.height / track.box.width });

  /** A person from how he was first detected: until he is reported something may have stepped before him. A car that drives away grows smaller as fast. */
  const begin = (track: Track, at: number, aspect: number): Past => {
    const { firstBox: box, firstAt } = track;
    return { sizes: track.class !== 'person' || box === undefined || box.height <= 0 ? [] : [sizeOf({ ...track, box }, firstAt, aspect)], partialSince: null, at, box: track.box };
  };

  const isUnhidden = (track: Track, at: number, aspect: number): boolean => {
    const past = pasts.get(track.id);
    if (past === undefined) return false;
    const size = sizeOf(track, at, aspect);
    const recent = past.sizes.filter((one) => at - one.at <= compareMs);
    const short = (measure: 'height' | 'ratio', share = partialShare): boolean => size[measure] < share * median(recent.map((one) => one[measure]));
    const isCovered = (): boolean => [...pasts].some(([id, other]) => id !== track.id && at - other.at <= coveredMs && covers(other.box, track.box));
    if (recent.length > 0 && ((short('height') && short('ratio')) || (short('height', coveredShare) && isCovered()))) {
      past.partialSince ??= at;
      if (at - past.partialSince <= partialMs) return false;
    }
    past.partialSince = null;
    past.sizes = [...recent, size];
    return true;
  };

  return ({ at, aspect, tracks }) => {
    for (const [id, past] of pasts) if (at - past.at > forgetMs) pasts.delete(id);
    const seen = tracks.filter((track) => track.seenAt >= at && track.box.height > 0);
    for (const track of seen) {
      const past = pasts.get(track.id) ?? begin(track, at, aspect);
      pasts.set(track.id, Object.assign(past, { at, box: track.box }));
    }
    return seen.filter((track) => isUnhidden(track, at, aspect));
  };
}

/** Gives the tracks whose boxes show where they stand: unhidden, and not cut off by the picture's edge. */
export function watchWhole(ground: GroundPlane | null): (observation: Observation) => readonly Track[] {
  const unhidden = watchUnhidden(ground);
  return (observation) => unhidden({ ...observation, tracks: observation.tracks.filter((track) => !cutOff(track)) });
}
