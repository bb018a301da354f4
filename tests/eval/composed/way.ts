import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { Ground } from './ground.ts';

/** What an actor does next: goes to a place at a speed in its own heights a second, stands, or gets over something as high as `rise` of its heights. */
export type Leg =
  | { readonly to: readonly [x: number, y: number]; readonly speed?: number }
  | { readonly over: readonly [x: number, y: number]; readonly rise: number; readonly seconds: number }
  | { readonly stand: number };

/**
 * A moment of a way: over which place of the ground the foot is at `at` ms, and how high above it in its own heights. Between two
 * moments it moves in a straight line, evenly.
 */
export type Moment = RelativePoint & { readonly at: number; readonly lift?: number };
export type Way = readonly Moment[];

/** Walking, in own heights a second: 1.4 m/s for somebody of 1.75 m. */
export const walking = 0.8;
/** 3.9 m/s. */
export const runningSpeed = 2.2;
const stepMs = 40;
/** Nobody is at full speed at once: own heights a second, each second; 3 m/s². */
const acceleration = 1.76;
/** Up, across the top and down: shares of the time, of the way and of the height. */
const climb = [
  { time: 0.45, way: 0.4, lift: 1 },
  { time: 0.65, way: 0.6, lift: 1 },
  { time: 1, way: 1, lift: 0 },
];

/**
 * The way of somebody who begins at a place and time and does one thing after another. Speed is measured over the ground:
 * who comes nearer covers more of the picture in the same time. The first leg begins at its speed, later ones gather it.
 */
export function wayOf(startMs: number, from: readonly [number, number], legs: readonly Leg[], ground: Ground): Way {
  let now: Moment = { at: startMs, x: from[0], y: from[1] };
  const way: Moment[] = [now];
  let pace = Infinity;
  for (const leg of legs) {
    if (!('to' in leg)) pace = 0;
    if ('stand' in leg) {
      now = { ...now, at: now.at + leg.stand * 1000 };
      way.push(now);
      continue;
    }
    if ('over' in leg) {
      const [from, [x, y]] = [now, leg.over];
      way.push(...climb.map(({ time, way: share, lift }) => ({ at: from.at + time * leg.seconds * 1000, x: from.x + (x - from.x) * share, y: from.y + (y - from.y) * share, lift: lift * leg.rise })));
      now = { at: from.at + leg.seconds * 1000, x, y };
      continue;
    }
    const speed = leg.speed ?? walking;
    const [x, y] = leg.to;
    for (;;) {
      const left = ground.heightsBetween(now, { x, y });
      pace = Math.min(speed, pace + (acceleration * stepMs) / 1000);
      const possible = (pace * stepMs) / 1000;
      if (left <= possible) {
        now = { at: now.at + (left / pace) * 1000, x, y };
        way.push(now);
        break;
      }
      const share = possible / left;
      now = { at: now.at + stepMs, x: now.x + (x - now.x) * share, y: now.y + (y - now.y) * share };
      way.push(now);
    }
  }
  return way;
}

/** Where somebody is at a time; null before the way began and after it ended. */
export function placeAt(way: Way, at: number): (RelativePoint & { readonly lift: number }) | null {
  const [first, last] = [way[0], way.at(-1)];
  if (first === undefined || last === undefined || at < first.at || at > last.at) return null;
  let [low, high] = [0, way.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((way[middle]?.at ?? 0) <= at) low = middle;
    else high = middle;
  }
  const [before, after] = [way[low] ?? first, way[high] ?? last];
  const share = after.at === before.at ? 0 : (at - before.at) / (after.at - before.at);
  const [under, upper] = [before.lift ?? 0, after.lift ?? 0];
  return { x: before.x + (after.x - before.x) * share, y: before.y + (after.y - before.y) * share, lift: under + (upper - under) * share };
}

/** A span of time in ms. */
export type Span = { readonly from: number; readonly to: number };

/** Shares of the step from `a` to `b`, 0..1, at which it meets the polygon's sides, in order. */
function meetings(a: RelativePoint, b: RelativePoint, polygon: readonly RelativePoint[]): number[] {
  const found: number[] = [];
  polygon.forEach((corner, i) => {
    const next = polygon[(i + 1) % polygon.length] ?? corner;
    const share = meeting(a, b, corner, next);
    if (share !== null) found.push(share);
  });
  return found.sort((one, other) => one - other);
}

/** Share of the step from `a` to `b` at which it meets the stretch from `c` to `d`; null when it does not. */
export function meeting(a: RelativePoint, b: RelativePoint, c: RelativePoint, d: RelativePoint): number | null {
  const denominator = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (denominator === 0) return null;
  const along = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / denominator;
  const across = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / denominator;
  return along >= 0 && along < 1 && across >= 0 && across < 1 ? along : null;
}

/** Ray casting along y: independent of the product's own test, so that a mistake in it does not hide here. */
export function isWithin({ x, y }: RelativePoint, polygon: readonly RelativePoint[]): boolean {
  let below = 0;
  polygon.forEach((corner, i) => {
    const next = polygon[(i + 1) % polygon.length] ?? corner;
    if (corner.x <= x === next.x <= x) return;
    if (corner.y + ((next.y - corner.y) * (x - corner.x)) / (next.x - corner.x) > y) below++;
  });
  return below % 2 === 1;
}

/** When a way is inside a polygon, to the fraction of a millisecond. */
export function spansInside(way: Way, polygon: readonly RelativePoint[]): Span[] {
  const spans: { from: number; to: number }[] = [];
  const add = (from: number, to: number): void => {
    const last = spans.at(-1);
    if (last !== undefined && from - last.to < 1e-6) last.to = to;
    else spans.push({ from, to });
  };
  way.forEach((a, i) => {
    const b = way[i + 1];
    if (b === undefined) return;
    const cuts = [0, ...meetings(a, b, polygon), 1];
    cuts.forEach((from, n) => {
      const to = cuts[n + 1];
      if (to === undefined || to <= from) return;
      const middle = (from + to) / 2;
      if (!isWithin({ x: a.x + (b.x - a.x) * middle, y: a.y + (b.y - a.y) * middle }, polygon)) return;
      add(a.at + (b.at - a.at) * from, a.at + (b.at - a.at) * to);
    });
  });
  return spans;
}

/** Moments at which a way goes over a line, with the direction as scenes define it: forward from its left hand to its right. */
export function crossings(way: Way, line: { readonly from: RelativePoint; readonly to: RelativePoint }): { at: number; direction: 'forward' | 'backward' }[] {
  return way.flatMap((a, i) => {
    const b = way[i + 1];
    if (b === undefined) return [];
    const share = meeting(a, b, line.from, line.to);
    if (share === null) return [];
    const turn = (line.to.x - line.from.x) * (b.y - a.y) - (line.to.y - line.from.y) * (b.x - a.x);
    return [{ at: a.at + (b.at - a.at) * share, direction: turn > 0 ? ('forward' as const) : ('backward' as const) }];
  });
}
