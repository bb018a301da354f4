import type { GrayPicture } from '../../media/small-frame.ts';

/** A picture as the fight model needs it: `gray` to cut from, `small` to see where something moves. */
export type FightPicture = { readonly at: number; readonly gray: GrayPicture; readonly small: GrayPicture };

/** What the model was trained on: 24 pictures 80 ms apart. */
export const windowPictures = 24;
export const pictureEveryMs = 80;
const windowMs = (windowPictures - 1) * pictureEveryMs;
/** A picture stands for its moment if it was taken at most this long after. */
const earlyMs = pictureEveryMs / 2;
/** So much of a window may lie before the first picture, whose place it then takes. */
const mostMissingMs = 3 * pictureEveryMs;
/** Pictures further apart than this are not of one going-on. */
const longestGapMs = 1000;

/** The last two seconds of a camera's pictures, no more. */
export type FightWindow = {
  readonly add: (picture: FightPicture) => void;
  /** The pictures of the window that ends with the newest one, oldest first; a slow camera's repeat. Null while they do not fill it. */
  readonly take: () => readonly FightPicture[] | null;
};

export function createFightWindow(): FightWindow {
  let pictures: FightPicture[] = [];
  return {
    add: (picture) => {
      const last = pictures.at(-1);
      if (last !== undefined && (picture.at <= last.at || picture.at - last.at > longestGapMs || picture.gray.width !== last.gray.width || picture.gray.height !== last.gray.height)) pictures = [];
      pictures.push(picture);
      // One picture from before the window stands for its first moments.
      while ((pictures[1]?.at ?? Infinity) <= picture.at - windowMs) pictures.shift();
    },
    take: () => {
      const first = pictures[0];
      const last = pictures.at(-1);
      if (first === undefined || last === undefined) return null;
      const from = last.at - windowMs;
      if (first.at > from + mostMissingMs) return null;
      return Array.from({ length: windowPictures }, (_, index) => pictures.findLast(({ at }) => at <= from + index * pictureEveryMs + earlyMs) ?? first);
    },
  };
}
