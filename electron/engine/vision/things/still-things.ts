import type { RelativeBox } from '../../../contract/geometry.ts';
import type { GrayPicture } from '../../media/small-frame.ts';
import type { StillThing, Track } from '../observation.ts';
import { createCarriers } from './carriers.ts';
import { relit, stillSo, type KnownThing } from './known-thing.ts';
import { countAround, innerPixels, outlineOf, shadingOf, stillPatches, type Patch } from './patches.ts';
import { createRestPlaces } from './rest-places.ts';
import { alike, defaultSceneryOptions, differs, hidden, Scenery, type SceneryOptions } from './scenery.ts';

export type StillThingsOptions = {
  readonly scenery: SceneryOptions;
  /** Least pixels of a thing, and least of them that are surrounded by others of it. */
  readonly leastArea: number;
  readonly leastInner: number;
  /** A thing takes no more than this share of the picture. */
  readonly mostShare: number;
  /** What is no thing is background after keeping still this long. */
  readonly settleMs: number;
  /** More patches than this at once are a change of the view. */
  readonly mostAtOnce: number;
  readonly mostThings: number;
  /** A gap is told about this long; then the place without the thing is how it is. */
  readonly gapMs: number;
  /** A thing that stood this long belongs there: when it goes, that is a gap. */
  readonly belongsMs: number;
};

export const defaultStillThingsOptions: StillThingsOptions = {
  scenery: defaultSceneryOptions,
  leastArea: 14,
  leastInner: 2,
  mostShare: 0.12,
  settleMs: 20_000,
  mostAtOnce: 8,
  mostThings: 32,
  gapMs: 600_000,
  belongsMs: 600_000,
};

/** Boxes of what is followed are a little too small for arms and shadows. */
const coverMargin = 0.08;
/** As a share of the thing's longer side. */
const endMargin = 0.4;
/** Tracks not seen for longer than this cover nothing. */
const coverMs = 1500;

export type StillThings = {
  /** Takes a picture, about once a second, with what is followed in it. */
  readonly look: (picture: GrayPicture, tracks: readonly Track[], at: number, aspect: number) => readonly StillThing[];
  /** Takes note of where everybody is, also between pictures. */
  readonly follow: (tracks: readonly Track[], at: number) => void;
};

function cover(mask: Uint8Array, width: number, height: number, tracks: readonly Track[], at: number): void {
  mask.fill(0);
  for (const { box, seenAt } of tracks) {
    if (at - seenAt > coverMs) continue;
    const left = Math.max(0, Math.floor((box.left - coverMargin * box.width) * width));
    const right = Math.min(width, Math.ceil((box.left + (1 + coverMargin) * box.width) * width));
    const top = Math.max(0, Math.floor((box.top - coverMargin * box.height) * height));
    const bottom = Math.min(height, Math.ceil((box.top + (1 + coverMargin) * box.height) * height));
    for (let y = top; y < bottom; y++) if (left < right) mask.fill(1, y * width + left, y * width + right);
  }
}

/**
 * Finds what was put down and what was taken away. A patch becomes a thing when it differs from the background, has
 * kept still, nobody who is followed stands there, and it is no shadow; which of the two it is its outline tells.
 * Work and memory are bounded by the picture's size and `mostThings`.
 */
export function createStillThings(given: Partial<StillThingsOptions> = {}): StillThings {
  const options = { ...defaultStillThingsOptions, ...given };
  const carriers = createCarriers();
  const restPlaces = createRestPlaces();
  let scenery: Scenery | null = null;
  let covered = new Uint8Array(0);
  let things: KnownThing[] = [];
  let lastId = 0;

  const boxOf = ({ left, top, right, bottom }: Patch, { width, height }: Scenery): RelativeBox => ({
    left: left / width,
    top: top / height,
    width: (right - left) / width,
    height: (bottom - top) / height,
  });

  const settle = (patch: Patch, view: Scenery): void => patch.pixels.forEach((pixel) => view.adopt(pixel));

  const remember = (patch: Patch, change: KnownThing['change'], since: number, carrier: number | null, view: Scenery, at: number): void => {
    const before = Float32Array.from(patch.pixels, (pixel) => view.mean[pixel] as number);
    const after = Float32Array.from(patch.pixels, (pixel) => view.recent[pixel] as number);
    settle(patch, view);
    const whole = things.findIndex((thing) => thing.change === change && Math.abs(thing.since - since) <= options.settleMs && touch(thing.patch, patch));
    if (whole >= 0) {
      things[whole] = extended(things[whole] as KnownThing, patch, before, after);
      return;
    }
    things.push({ id: ++lastId, change, since, carrier, patch, before, after, seenAt: at, back: 0, strangeSince: null });
    if (things.length > options.mostThings) things.shift();
  };

  const judge = (patch: Patch, view: Scenery, at: number, aspect: number): void => {
    const since = beginningOf(patch, view);
    const isOld = at - since >= options.settleMs;
    const size = ((patch.right - patch.left) * (patch.bottom - patch.top)) / (view.width * view.height);
    if (patch.pixels.length < options.leastArea || size > options.mostShare || innerPixels(patch, view) < options.leastInner) {
      if (isOld) settle(patch, view);
      return;
    }
    const box = boxOf(patch, view);
    if (countAround(patch, view, hidden) > 0.1 * patch.pixels.length || restPlaces.fits(box, (place) => filledShare(place, view), at)) return;
    if (countAround(patch, view, differs) > 0.3 * patch.pixels.length && !isOld) return;
    if (isLight(patch, view)) {
      settle(patch, view);
      return;
    }
    const outline = outlineOf(patch, view, new Set(things.flatMap((thing) => thing.patch.pixels)));
    const change = outline.now >= outline.before ? 'appeared' : 'gone';
    remember(patch, change, since, carriers.find(box, since, aspect), view, at);
  };

  /** What was seen to be over: what is there now, with a margin for what of the thing had gone unnoticed, is background. */
  const end = (thing: KnownThing, view: Scenery, at: number): void => {
    const { left, top, right, bottom } = thing.patch;
    const margin = 2 + Math.ceil(endMargin * Math.max(right - left, bottom - top));
    view.forget(left - margin, top - margin, right + margin, bottom + margin);
    if (thing.change === 'gone' || at - thing.since < options.belongsMs) return;
    const { patch, before, after } = thing;
    things.push({ id: ++lastId, change: 'gone', since: at, carrier: null, patch, before: after, after: before, seenAt: at, back: 0, strangeSince: null });
  };

  return {
    follow(tracks, at) {
      carriers.remember(tracks, at);
      restPlaces.follow(tracks, at);
    },
    look(picture, tracks, at, aspect) {
      const { data, width, height } = picture;
      if (scenery?.width !== width || scenery.height !== height) {
        scenery = new Scenery(picture, options.scenery);
        covered = new Uint8Array(data.length);
        things = [];
      }
      const view = scenery;
      cover(covered, width, height, tracks, at);
      const seen = view.look(data, covered, at);
      if (seen.relit) things = things.filter((thing) => relit(thing, view));
      else {
        const known = things;
        things = known.filter(({ change, since }) => change === 'appeared' || at - since < options.gapMs);
        for (const thing of [...things]) {
          if (stillSo(thing, view, at)) continue;
          things.splice(things.indexOf(thing), 1);
          end(thing, view, at);
        }
        if (seen.still >= options.leastArea) {
          const patches = stillPatches(view);
          const large = patches.filter(({ pixels }) => pixels.length >= options.leastArea);
          if (large.length > options.mostAtOnce) patches.forEach((patch) => settle(patch, view));
          else patches.forEach((patch) => judge(patch, view, at, aspect));
        }
      }
      return things.map(({ id, change, since, seenAt, carrier, patch }) => ({ id, box: boxOf(patch, view), change, since, seenAt, carrier }));
    },
  };
}

/** Share of a box that does not look like the background. */
function filledShare(box: RelativeBox, { state, width, height }: Scenery): number {
  const left = Math.max(0, Math.round(box.left * width));
  const top = Math.max(0, Math.round(box.top * height));
  const right = Math.min(width, Math.round((box.left + box.width) * width));
  const bottom = Math.min(height, Math.round((box.top + box.height) * height));
  let filled = 0;
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (state[y * width + x] !== alike) filled++;
  return filled / Math.max(1, (right - left) * (bottom - top));
}

/** The rest of a thing that was noticed in part. */
function extended(thing: KnownThing, { pixels, left, top, right, bottom }: Patch, before: Float32Array, after: Float32Array): KnownThing {
  const first = thing.patch;
  const patch = {
    pixels: [...first.pixels, ...pixels],
    left: Math.min(first.left, left),
    top: Math.min(first.top, top),
    right: Math.max(first.right, right),
    bottom: Math.max(first.bottom, bottom),
  };
  return { ...thing, patch, before: Float32Array.of(...thing.before, ...before), after: Float32Array.of(...thing.after, ...after) };
}

function touch(a: Patch, b: Patch): boolean {
  const gap = 2;
  return a.left <= b.right + gap && b.left <= a.right + gap && a.top <= b.bottom + gap && b.top <= a.bottom + gap;
}

/**
 * Since when a patch has been as it is; of large ones some pixels speak for all. The first fifth of them decides:
 * compression shows the rest of a new thing only in the pictures that follow.
 */
function beginningOf({ pixels }: Patch, { since }: Scenery): number {
  const step = Math.ceil(pixels.length / 500);
  const times = pixels.filter((_, k) => k % step === 0).map((pixel) => since[pixel] as number).sort((a, b) => a - b);
  return times[Math.floor(times.length / 5)] as number;
}

/** Another light on the same ground: evenly brighter or darker, with the ground's pattern or a soft outline. */
function isLight(patch: Patch, view: Scenery): boolean {
  const { factor, variation, texture, likeness } = shadingOf(patch, view);
  if (factor < 0.3 || factor > 3) return false;
  if (texture >= 4 && likeness > 0.85 && variation < 0.12) return true;
  return variation < 0.12 && outlineOf(patch, view).sharpness < 0.62;
}
