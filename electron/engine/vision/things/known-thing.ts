import { hidden, type Scenery } from './scenery.ts';
import type { Patch } from './patches.ts';

/** What a place looks like with and without a thing, so that it can be told later which of the two it is. */
export type KnownThing = {
  readonly id: number;
  readonly change: 'appeared' | 'gone';
  readonly since: number;
  readonly carrier: number | null;
  readonly patch: Patch;
  /** By pixel of the patch. */
  readonly before: Float32Array;
  readonly after: Float32Array;
  seenAt: number;
  /** Looks running at which the place looked as before. */
  back: number;
  /** Since when it has looked like neither although nobody who is followed stands there; null while that is not so. */
  strangeSince: number | null;
};

/** A place is as it was remembered when it is no further from that than this share of the difference between the two. */
const near = 0.45;
/** Less of the place than this in sight says nothing. */
const leastInSight = 0.4;
const backLooks = 2;
/** Longer than anybody stands before a thing unrecognised. */
const strangeMs = 120_000;

/** Looks at the place of a thing; false when the place is as it was before. */
export function stillSo(thing: KnownThing, view: Scenery, at: number): boolean {
  const { pixels } = thing.patch;
  let inSight = 0;
  let toBefore = 0;
  let toAfter = 0;
  let between = 0;
  pixels.forEach((pixel, k) => {
    if (view.state[pixel] === hidden) return;
    const value = view.levelAt(pixel);
    const before = thing.before[k] as number;
    const after = thing.after[k] as number;
    inSight++;
    toBefore += Math.abs(value - before);
    toAfter += Math.abs(value - after);
    between += Math.abs(after - before);
  });
  if (inSight < leastInSight * pixels.length) return true;
  if (toAfter <= near * between && toAfter <= toBefore) {
    thing.seenAt = at;
    thing.back = 0;
    thing.strangeSince = null;
    if (inSight === pixels.length) pixels.forEach((pixel, k) => (thing.after[k] = (thing.after[k] as number) + 0.05 * (view.levelAt(pixel) - (thing.after[k] as number))));
    return true;
  }
  if (toBefore <= near * between) return ++thing.back < backLooks;
  thing.back = 0;
  thing.strangeSince ??= at;
  return at - thing.strangeSince < strangeMs;
}

/** Pearson's correlation of what a place looks like with a memory of it. */
function likeness(view: Scenery, pixels: readonly number[], memory: Float32Array): number {
  const n = pixels.length;
  let a = 0;
  let b = 0;
  for (let k = 0; k < n; k++) {
    a += view.levelAt(pixels[k] as number);
    b += memory[k] as number;
  }
  a /= n;
  b /= n;
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let k = 0; k < n; k++) {
    const x = view.levelAt(pixels[k] as number) - a;
    const y = (memory[k] as number) - b;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

/**
 * The light changed in the whole view and the place was learnt as it is now: what it would look like without the thing is
 * reckoned with the same change. False when the pattern there is rather the one from before the thing.
 */
export function relit(thing: KnownThing, view: Scenery): boolean {
  const { pixels } = thing.patch;
  if (pixels.some((pixel) => view.state[pixel] === hidden)) return true;
  if (likeness(view, pixels, thing.before) > likeness(view, pixels, thing.after) + 0.2) return false;
  let is = 0;
  let was = 0;
  pixels.forEach((pixel, k) => {
    is += view.levelAt(pixel);
    was += thing.after[k] as number;
  });
  const factor = (is + pixels.length) / (was + pixels.length);
  pixels.forEach((pixel, k) => {
    thing.before[k] = (thing.before[k] as number) * factor;
    thing.after[k] = view.levelAt(pixel);
  });
  thing.back = 0;
  return true;
}
