import type { RelativeBox } from '../../../electron/contract/geometry.ts';
import type { Line, ObjectClass, Zone } from '../../../electron/contract/scene.ts';
import type { Observation, Track } from '../../../electron/engine/vision/observation.ts';
import { makeStreetCamera, type StreetCamera, type StreetPoint } from '../../support/street-camera.ts';

/** Where an actor is at a moment, ms; moves straight and evenly from one to the next. `hidden`: share of the body hidden from below. */
export type Key = StreetPoint & { readonly at: number; readonly hidden?: number };
export type Actor = { readonly id: number; readonly class?: ObjectClass; readonly keys: readonly Key[]; readonly heightM?: number };

export type Random = { (): number; between: (from: number, to: number) => number; normal: () => number; sign: () => 1 | -1 };

/** Repeatable numbers in 0..1 (mulberry32). */
export function makeRandom(seed: number): Random {
  let state = (seed * 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + next() * (to - from);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return Object.assign(next, { between, normal, sign: (): 1 | -1 => (next() < 0.5 ? -1 : 1) });
}

/** Null before the first and after the last key. */
export function placeAt(keys: readonly Key[], at: number): (StreetPoint & { hidden: number }) | null {
  const next = keys.findIndex((key) => key.at >= at);
  const [before, after] = [keys[Math.max(0, next - 1)], keys[next]];
  if (before === undefined || after === undefined || before.at > at) return null;
  const share = after.at === before.at ? 1 : (at - before.at) / (after.at - before.at);
  const mix = (a = 0, b = 0): number => a + share * (b - a);
  return { x: mix(before.x, after.x), z: mix(before.z, after.z), lift: mix(before.lift, after.lift), hidden: mix(before.hidden, after.hidden) };
}

/** Keys of a way through points at a speed, m/s. */
export function way(startAt: number, speed: number, points: readonly StreetPoint[]): Key[] {
  let at = startAt;
  return points.map((point, i) => {
    const before = points[i - 1];
    if (before !== undefined) at += (1000 * Math.hypot(point.x - before.x, point.z - before.z)) / speed;
    return { ...point, at };
  });
}

/** Stands at one place from one moment to another. */
export function stay(point: StreetPoint, from: number, to: number): Key[] {
  return [{ ...point, at: from }, { ...point, at: to }];
}

/** First moment, to a hundredth of a second, at which something has been true without a break for `forMs`. */
export function firstTime(untilMs: number, isTrue: (at: number) => boolean, forMs = 0): number {
  let since: number | null = null;
  for (let at = 0; at <= untilMs; at += 10) {
    since = isTrue(at) ? (since ?? at) : null;
    if (since !== null && at - since >= forMs) return at;
  }
  throw new Error('the staged street never shows what it was staged for');
}

/** Rectangles of the street, as the camera's picture shows them. */
export type Rectangle = { readonly left: number; readonly right: number; readonly near: number; readonly far: number };

export function within(area: Rectangle, place: StreetPoint | null): boolean {
  return place !== null && place.x > area.left && place.x < area.right && place.z > area.near && place.z < area.far;
}

export function zoneOf(camera: StreetCamera, { left, right, near, far }: Rectangle): Zone {
  const corners = [{ x: left, z: near }, { x: right, z: near }, { x: right, z: far }, { x: left, z: far }];
  return { id: 'zone', name: 'zone', points: corners.map((corner) => camera.project(corner)) };
}

export function lineOf(camera: StreetCamera, from: StreetPoint, to: StreetPoint): Line {
  return { id: 'line', name: 'line', from: camera.project(from), to: camera.project(to) };
}

const sizes: Readonly<Record<ObjectClass, { height: number; width: number }>> = {
  person: { height: 1.7, width: 0.55 },
  bicycle: { height: 1.1, width: 1.5 },
  motorcycle: { height: 1.2, width: 1.7 },
  car: { height: 1.5, width: 3 },
  bus: { height: 3, width: 6 },
  truck: { height: 3, width: 5 },
};

/** How a street is seen: camera, pictures a second, and what a detector does wrong. */
export type View = { readonly camera: StreetCamera; readonly calibrated: boolean; readonly fps: number; readonly random: Random };

/** The view of the n-th variation: 3, 5 and 10 pictures a second in turn, with and without a measured ground. */
export function makeView(seed: number): View {
  const random = makeRandom(seed + 1);
  const camera = makeStreetCamera({ heightM: random.between(4, 6.5), tiltDegrees: random.between(18, 28), focal: random.between(1.1, 1.4) });
  return { camera, calibrated: seed % 2 === 0, fps: [3, 5, 10][seed % 3] ?? 5, random };
}

/** Deviation of a box's sides, in shares of its height, and how often a second and how long a detector misses somebody. */
const boxNoise = 0.02;
const gapsPerS = 0.15;
const longestGapMs = 600;

function noisy(box: RelativeBox, random: Random, aspect: number): RelativeBox {
  const off = (): number => random.normal() * boxNoise * box.height;
  const [left, top, right, bottom] = [box.left + off() / aspect, box.top + off(), box.left + box.width + off() / aspect, box.top + box.height + off()];
  return { left, top, width: right - left, height: bottom - top };
}

/** What tracker and detector would say of the actors: trembling boxes, gaps of up to 0.6 s, hidden tracks as they stood. */
export function film({ camera, fps, random }: View, actors: readonly Actor[], untilMs: number): Observation[] {
  const pasts = new Map<number, { track: Track; missingUntil: number }>();
  return Array.from({ length: Math.floor((untilMs / 1000) * fps) + 1 }, (_, index) => {
    const at = Math.round((index * 1000) / fps);
    const tracks = actors.flatMap(({ id, class: kind = 'person', keys, heightM }) => {
      const place = placeAt(keys, at);
      const past = pasts.get(id);
      if (past !== undefined && random() < gapsPerS / fps) past.missingUntil = at + random.between(0, longestGapMs);
      if (place === null || (past !== undefined && at < past.missingUntil)) return past !== undefined && at - past.track.seenAt <= 1000 ? [past.track] : [];
      const whole = camera.boxOf(place, heightM ?? sizes[kind].height, sizes[kind].width);
      const box = noisy({ ...whole, height: whole.height * (1 - place.hidden) }, random, camera.aspect);
      const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      if (middle.x < 0 || middle.x > 1 || middle.y < 0 || middle.y > 1) return [];
      const track: Track = { id, class: kind, confidence: random.between(0.5, 0.9), box, firstAt: past?.track.firstAt ?? at, seenAt: at };
      pasts.set(id, { track, missingUntil: past?.missingUntil ?? 0 });
      return [track];
    });
    return { at, aspect: camera.aspect, tracks };
  });
}
