import type { RelativeBox } from '../../../contract/geometry.ts';
import type { Track } from '../observation.ts';

type RestPlace = { readonly box: RelativeBox; usedAt: number };

/** A track not seen for longer than this has been lost. */
const lostMs = 2500;
const keptMs = 60_000;
const most = 32;
/** A patch is what was lost there when it is this much of it, and has at least this share of its height. */
const leastShared = 0.5;
const leastHeight = 0.55;

export type RestPlaces = {
  readonly follow: (tracks: readonly Track[], at: number) => void;
  /** Whether somebody or something that the detector does not recognise any more was last seen there, and fills the place. */
  readonly fits: (box: RelativeBox, at: number) => boolean;
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
    fits(box, at) {
      const place = places.find((one) => fills(box, one.box));
      if (place !== undefined) place.usedAt = at;
      return place !== undefined;
    },
  };
}

function fills(patch: RelativeBox, place: RelativeBox): boolean {
  const width = Math.min(patch.left + patch.width, place.left + place.width) - Math.max(patch.left, place.left);
  const height = Math.min(patch.top + patch.height, place.top + place.height) - Math.max(patch.top, place.top);
  if (width <= 0 || height <= 0) return false;
  return width * height >= leastShared * patch.width * patch.height && patch.height >= leastHeight * place.height && patch.width >= 0.4 * place.width;
}
