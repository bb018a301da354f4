import type { RelativeBox } from '../../../contract/geometry.ts';
import type { View } from '../../media/small-frame.ts';
import { createBarrenPlaces } from './barren-places.ts';
import { enclosing } from '../enclosing.ts';
import { overlap } from '../overlap.ts';
import { area, holds, withRoom } from './boxes.ts';
import { placeOf, pixelsOf, viewOf, type SourceSize } from './view.ts';

export type ViewPlannerOptions = {
  /** What is smaller than this in the whole look, by its longer side in the detector's pixels, is looked at closely; it is shown up to `wanted` large. */
  readonly small: number;
  readonly wanted: number;
  /** A closer look that shows things less than this many times larger is not worth it. */
  readonly leastGain: number;
  /** The whole picture is looked at this often at least. */
  readonly wholeEveryMs: number;
  /** Room around an object on each side, in its longer side: what it may walk until the next picture, and what the detector needs of its surroundings. */
  readonly room: number;
  /** Least side of a view in the detector's pixels. */
  readonly leastSide: number;
  /** Closer views of one picture. */
  readonly mostViews: number;
};

export const defaultViewPlannerOptions: ViewPlannerOptions = { small: 28, wanted: 72, leastGain: 1.5, wholeEveryMs: 1000, room: 0.8, leastSide: 128, mostViews: 3 };

/** What a plan is made from. Boxes are relative to the picture. */
export type Situation = {
  readonly at: number;
  readonly source: SourceSize;
  /** Where something moves in this very picture. */
  readonly motion: readonly RelativeBox[];
  /** Objects that were followed or seen in the last pictures. */
  readonly known: readonly RelativeBox[];
  /** False while nobody can say what moves: at the beginning, or when the whole view changes. */
  readonly settled: boolean;
};

/** The views of one picture in the order in which they are looked at; null is the whole picture. */
export type ViewPlan = { readonly views: readonly (View | null)[]; /** Where something moves that nobody knows yet, as far as it lies in a closer view. */ readonly explored: readonly RelativeBox[] };

export type ViewPlanner = {
  readonly plan: (situation: Situation) => ViewPlan;
  /** What came of a plan: all that was found in the picture. */
  readonly learn: (plan: ViewPlan, found: readonly RelativeBox[], at: number) => void;
};

/** Further small things are not asked for: rain is hundreds, and they would take time to be grouped. */
const mostSmall = 40;

/** Scales are tried in such steps. */
const scaleStep = 1.12;

const everything: RelativeBox = { left: 0, top: 0, width: 1, height: 1 };
/** The whole picture and nothing else. */
export const onlyWhole: ViewPlan = { views: [null], explored: [] };

/**
 * Decides how a detector looks at a picture that it would see as small as `longest` pixels. Without small things: at the whole. With
 * small things: closely at them, up to the source's own resolution, and at the scale of the whole picture at the rest of what
 * moves or is known; at the whole once a second. Over a second it costs no more pixels than looking at the whole every time.
 */
export function createViewPlanner(longest: number, given: Partial<ViewPlannerOptions> = {}): ViewPlanner {
  const options = { ...defaultViewPlannerOptions, ...given };
  const barren = createBarrenPlaces();
  let wholeAt = -Infinity;
  let before = -Infinity;
  /** Time between two pictures, as it has been of late. */
  let intervalMs = options.wholeEveryMs;

  return {
    plan({ at, source, motion, known, settled }) {
      if (at > before && before > -Infinity) intervalMs += (Math.min(at - before, options.wholeEveryMs) - intervalMs) * 0.2;
      before = at;
      const scale = longest / Math.max(source.width, source.height);
      if (!settled || scale * options.leastGain > 1) return onlyWhole;
      const sideOf = (box: RelativeBox): number => Math.max(box.width * source.width, box.height * source.height);
      const isSmall = (box: RelativeBox): boolean => sideOf(box) * scale < options.small;
      const padded = (box: RelativeBox): RelativeBox => withRoom(box, (options.room * sideOf(box)) / source.width, (options.room * sideOf(box)) / source.height);
      const unknown = motion.filter((box) => !known.some((other) => overlap(other, box) > 0));
      const fresh = unknown.filter((box) => isSmall(box) && !barren.has(box, at));
      const smallKnown = known.filter(isSmall).toSorted((a, b) => sideOf(a) - sideOf(b));
      const small = [...smallKnown, ...fresh];
      if (small.length === 0) return onlyWhole;

      // One look at the whole in each period and what is left of it for the others.
      const share = 1 - Math.min(1, intervalMs / options.wholeEveryMs);
      const whole = pixelsOf(viewOf(everything, scale, options.leastSide, source));
      const large = [...known, ...unknown].filter((box) => !isSmall(box));
      const least = scale * options.leastGain;
      const wanted = Math.max(least, Math.min(1, options.wanted / Math.min(...small.map(sideOf))));
      const groups = grouped(small.slice(0, mostSmall).map(padded));
      for (let count = Math.min(options.mostViews, groups.length); count > 0; count--) {
        const chosen = groups.slice(0, count);
        const rest = [...large, ...smallKnown.filter((box) => !chosen.some((group) => holds(group, box)))];
        const around = enclosing(rest.map(padded));
        const main = around === null ? null : viewOf(around, scale, options.leastSide, source);
        const budget = share * (whole - (main === null ? 0 : pixelsOf(main)));
        const close = closeViews(chosen, wanted, least, options.leastSide, budget, source);
        if (close === null) continue;
        const isWholeDue = at - wholeAt >= options.wholeEveryMs - intervalMs / 2;
        if (isWholeDue) wholeAt = at;
        return {
          views: [...(isWholeDue ? [null] : main === null ? [] : [main]), ...close],
          explored: fresh.filter((box) => close.some((view) => holds(placeOf(view, source), box))),
        };
      }
      return onlyWhole;
    },

    learn({ explored }, found, at) {
      for (const box of explored) barren.looked(box, found.some((other) => overlap(other, box) > 0), at);
    },
  };
}

/** Views that show the boxes as large as the budget of pixels allows between the two scales; null when not even the smaller scale is to be had. */
function closeViews(boxes: readonly RelativeBox[], wanted: number, least: number, leastSide: number, budget: number, source: SourceSize): View[] | null {
  for (let scale = wanted; scale >= least; scale = scale > least ? Math.max(least, scale / scaleStep) : 0) {
    const views = boxes.map((box) => viewOf(box, scale, leastSide, source));
    if (views.reduce((sum, view) => sum + pixelsOf(view), 0) <= budget) return views;
  }
  return null;
}

/** Boxes put together as long as one rectangle is hardly larger than the two; each group stands where its first box stood. */
function grouped(boxes: readonly RelativeBox[]): RelativeBox[] {
  const groups = [...boxes];
  for (let i = 0; i < groups.length; i++) {
    for (let j = i + 1; j < groups.length; j++) {
      const [a, b] = [groups[i], groups[j]];
      if (a === undefined || b === undefined) continue;
      const both = enclosing([a, b]);
      if (both === null || area(both) > 1.25 * (area(a) + area(b))) continue;
      groups[i] = both;
      groups.splice(j, 1);
      // The larger rectangle may now be close to one that was passed over.
      j = i;
    }
  }
  return groups;
}
