import type { RelativeBox } from '../../../contract/geometry.ts';
import type { Track } from '../observation.ts';

type RestPlace = { readonly box: RelativeBox; usedAt: number };

/** A track not seen for longer than this has been lost. */
const lostMs = 2500;
const keptMs = 60_000;
const most = 32;
/** A patch belongs to who was lost there when so much of it lies in their box, and so much of that box is not background. */
const leastShared = 0.5;
const leastFilled = 0.35;

export type RestPlaces = {
  readonly follow: (tracks: readonly Track[], at: number) => void;
  /**
   * Whether somebody or something that the detector does not recognise any more was last seen there, and still fills
   * the place: `filled` says which share of a box does not look like the background.
   */
  readonly fits: (box: RelativeBox, filled: (box: RelativeBox) => number, at: number) => boolean;
};

/** Where people and vehicles were last seen: who sits down and is not recognised any more is still a person, no thing. */
export function createRestPlaces(): RestPlaces {
  const live = new Map<number, { box: RelativeBox; seenAt: number }>();
  let places: RestPlace[] = [];
  return {
    follow(tracks, at) {
      for (const { id, box, seenAt } of tracks) live.set(id, { box, seenAt });
      for (const [id, { box, seenAt }] of live) {
        if (at - seenAt <= lostMs) continue;
        live.delete(id);
        places.push({ box, usedAt: at });
      }
      places = places.filter(({ usedAt }) => at - usedAt <= keptMs).slice(-most);
    },
    fits(box, filled, at) {
      const place = places.find((one) => shared(box, one.box) >= leastShared && filled(one.box) >= leastFilled);
      if (place !== undefined) place.usedAt = at;
      return place !== undefined;
    },
  };
}

/** Share of a patch that lies in a place. */
function shared(patch: RelativeBox, place: RelativeBox): number {
  const width = Math.min(patch.left + patch.width, place.left + place.width) - Math.max(patch.left, place.left);
  const height = Math.min(patch.top + patch.height, place.top + place.height) - Math.max(patch.top, place.top);
  return width <= 0 || height <= 0 ? 0 : (width * height) / (patch.width * patch.height);
}
