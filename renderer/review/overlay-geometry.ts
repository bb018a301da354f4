import type { EventObject } from '../../electron/contract/event.ts';
import type { RelativeBox, RelativePoint } from '../../electron/contract/geometry.ts';

export type PathSample = EventObject['path'][number];

/** Before its first sample an object is not there yet; after its last one it goes on a little as it went, so that it does not flicker. */
const leadMs = 60;
const holdMs = 200;
/** Samples further apart than this are two pieces of a path: nobody knows what was between them. */
const gapMs = 2000;

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

/**
 * The box at a time, linear between the samples around it; null while the object was not seen. After the last sample it
 * goes on along the line of the last two: a car drives its own length in the time for which it is still drawn.
 */
export function boxAt(path: readonly PathSample[], at: number): RelativeBox | null {
  const next = path.findIndex((sample) => sample.at >= at);
  const last = next === -1 ? path.length - 1 : next - 1;
  const after = path[next];
  const before = path[last];
  if (before === undefined) return after !== undefined && after.at - at <= leadMs ? after.box : null;
  if (after !== undefined && after.at - before.at <= gapMs) return between(before, after, at);
  if (at - before.at <= holdMs) return goneOn(path[last - 1], before, at);
  return after !== undefined && after.at - at <= leadMs ? after.box : null;
}

/** The box of something that does not move: from its first to its last sample, however few there are between. */
export function stillBoxAt(path: readonly PathSample[], at: number): RelativeBox | null {
  const first = path[0];
  const last = path.at(-1);
  if (first === undefined || last === undefined || at < first.at - leadMs || at > last.at + holdMs) return null;
  return path.findLast((sample) => sample.at <= at)?.box ?? first.box;
}

function goneOn(earlier: PathSample | undefined, last: PathSample, at: number): RelativeBox {
  if (earlier === undefined || last.at - earlier.at > gapMs) return last.box;
  const { left, top } = between(earlier, last, at);
  return { ...last.box, left, top };
}

/** On the line through two samples, also beyond them. */
function between(before: PathSample, after: PathSample, at: number): RelativeBox {
  const share = after.at === before.at ? 1 : (at - before.at) / (after.at - before.at);
  return {
    left: mix(before.box.left, after.box.left, share),
    top: mix(before.box.top, after.box.top, share),
    width: mix(before.box.width, after.box.width, share),
    height: mix(before.box.height, after.box.height, share),
  };
}

/** Where an object stands: the middle of the lower side of its box. */
export function footPoint({ left, top, width, height }: RelativeBox): RelativePoint {
  return { x: left + width / 2, y: top + height };
}

/** The foot points of a path in pieces without gaps, up to a time where one is given. */
export function pathPieces(path: readonly PathSample[], until = Infinity): RelativePoint[][] {
  const pieces: RelativePoint[][] = [];
  let last = -Infinity;
  for (const sample of path) {
    if (sample.at > until) break;
    if (sample.at - last > gapMs) pieces.push([]);
    pieces.at(-1)?.push(footPoint(sample.box));
    last = sample.at;
  }
  const now = Number.isFinite(until) && until - last <= gapMs ? boxAt(path, until) : null;
  if (now !== null) pieces.at(-1)?.push(footPoint(now));
  return pieces;
}

/** SVG points of a polyline in a picture of that size. */
export function svgPoints(points: readonly RelativePoint[], size: { width: number; height: number }): string {
  return points.map(({ x, y }) => `${(x * size.width).toFixed(1)},${(y * size.height).toFixed(1)}`).join(' ');
}

/** A short arrow across the middle of a line, towards the side that crossing forward leads to (the line's right hand). */
export function forwardArrow(from: RelativePoint, to: RelativePoint, size: { width: number; height: number }, length: number): { from: RelativePoint; to: RelativePoint } {
  const a = { x: from.x * size.width, y: from.y * size.height };
  const b = { x: to.x * size.width, y: to.y * size.height };
  const reach = Math.max(1e-6, Math.hypot(b.x - a.x, b.y - a.y));
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  return { from: middle, to: { x: middle.x - ((b.y - a.y) / reach) * length, y: middle.y + ((b.x - a.x) / reach) * length } };
}
