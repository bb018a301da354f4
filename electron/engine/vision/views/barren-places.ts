import type { RelativeBox } from '../../../contract/geometry.ts';

/** Looks without a find before a place is passed over, how long then for the first time, and at most. */
const patience = 3;
const firstPauseMs = 2000;
const longestPauseMs = 60_000;
const columns = 32;
const rows = 18;

export type BarrenPlaces = {
  /** Whether looking closely at what moves there has been in vain of late. */
  readonly has: (box: RelativeBox, at: number) => boolean;
  readonly looked: (box: RelativeBox, hasFound: boolean, at: number) => void;
};

/** Remembers where things move in which nothing is ever found, however closely one looks: leaves, flags, water, reflections. */
export function createBarrenPlaces(): BarrenPlaces {
  const places = new Map<number, { failures: number; until: number }>();
  const placeOf = ({ left, top, width, height }: RelativeBox): number => {
    const cell = (centre: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(centre * count)));
    return cell(top + height / 2, rows) * columns + cell(left + width / 2, columns);
  };
  return {
    has: (box, at) => (places.get(placeOf(box))?.until ?? -Infinity) > at,
    looked(box, hasFound, at) {
      const place = placeOf(box);
      if (hasFound) {
        places.delete(place);
        return;
      }
      const failures = (places.get(place)?.failures ?? 0) + 1;
      const pauseMs = failures < patience ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - patience));
      places.set(place, { failures, until: at + pauseMs });
    },
  };
}
