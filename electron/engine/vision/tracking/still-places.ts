import type { RelativeBox } from '../../../contract/geometry.ts';
import { movedShare, type MotionMask } from '../motion/regions.ts';
import type { Detection } from '../observation.ts';
import { overlap } from '../overlap.ts';
import { kin, type Kin } from '../kinship.ts';

export type StillPlacesOptions = {
  /** A box is the same place when it overlaps this much. */
  readonly sameOverlap: number;
  /** Share of the box that may move while it still counts as still. */
  readonly quietShare: number;
  /** Time of being seen and quiet that makes a place known, and the most it can gather. */
  readonly learnMs: number;
  readonly mostMs: number;
  /** What is gathered is halved in this time when nothing is seen there. */
  readonly halfLifeMs: number;
};

export const defaultStillPlacesOptions: StillPlacesOptions = {
  sameOverlap: 0.6,
  quietShare: 0.04,
  learnMs: 3000,
  mostMs: 60_000,
  halfLifeMs: 300_000,
};

type Place = { readonly kin: Kin; readonly box: RelativeBox; readonly quietMs: number; readonly at: number };

export type StillPlaces = {
  /** The detections that are not one of the places where something has been standing since ever. */
  sift(detections: readonly Detection[], at: number): readonly Detection[];
  /**
   * Learns from a picture. What lies in the `claimed` boxes of things known to have moved is theirs, so that a person
   * who walked in and stands still does not become a place.
   */
  learn(detections: readonly Detection[], motion: MotionMask | null, claimed: readonly RelativeBox[], at: number): void;
};

/** More places than this are not kept; the weakest go first. */
const mostPlaces = 400;
/** A gap between two pictures counts as seeing for no longer than this. */
const mostGapMs = 1000;

/**
 * Remembers for one camera where a detector sees things that never move: sign-posts and cones taken for persons, cars
 * parked since the start. A place is known after some seconds of quiet and is forgotten when nothing is seen there.
 */
export function createStillPlaces(given: Partial<StillPlacesOptions> = {}): StillPlaces {
  const options = { ...defaultStillPlacesOptions, ...given };
  let places: Place[] = [];
  let lastAt: number | null = null;

  const strength = (place: Place, at: number): number => place.quietMs * 0.5 ** ((at - place.at) / options.halfLifeMs);
  const find = ({ box, class: objectClass }: Detection): Place | undefined => {
    let best: Place | undefined;
    let most = options.sameOverlap;
    for (const place of places) {
      const shared = place.kin === kin(objectClass) ? overlap(place.box, box) : 0;
      if (shared >= most) [best, most] = [place, shared];
    }
    return best;
  };

  return {
    sift: (detections, at) =>
      detections.filter((found) => {
        const place = find(found);
        return place === undefined || strength(place, at) < options.learnMs;
      }),

    learn: (detections, motion, claimed, at) => {
      const elapsedMs = Math.min(mostGapMs, lastAt === null ? 0 : Math.max(0, at - lastAt));
      lastAt = at;
      const updated = new Map<Place, Place>();
      const fresh: Place[] = [];
      for (const found of detections) {
        if (claimed.some((box) => overlap(box, found.box) > 0.3)) continue;
        const quiet = motion === null || movedShare(motion, found.box) <= options.quietShare;
        const place = find(found);
        if (place === undefined) {
          if (quiet) fresh.push({ kin: kin(found.class), box: found.box, quietMs: 0, at });
        } else if (!updated.has(place)) {
          updated.set(place, quiet ? settle(place, found.box, Math.min(options.mostMs, strength(place, at) + elapsedMs), at) : place);
        }
      }
      places = [...places.map((place) => updated.get(place) ?? place), ...fresh].filter((place) => strength(place, at) > 0 || at - place.at <= mostGapMs);
      if (places.length > mostPlaces) places = places.toSorted((a, b) => strength(b, at) - strength(a, at)).slice(0, mostPlaces);
    },
  };
}

/** The place with its box drawn a little towards what was seen. */
function settle(place: Place, seen: RelativeBox, quietMs: number, at: number): Place {
  const mix = (a: number, b: number): number => a + (b - a) * 0.1;
  const { box } = place;
  return {
    kin: place.kin,
    box: {
      left: mix(box.left, seen.left),
      top: mix(box.top, seen.top),
      width: mix(box.width, seen.width),
      height: mix(box.height, seen.height),
    },
    quietMs,
    at,
  };
}
