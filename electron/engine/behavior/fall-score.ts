import type { Person } from './people.ts';
import { extentOf, levelness, type Posture } from './posture.ts';

/** What is measured of somebody who may have fallen; lengths in his own heights. */
export type FallMeasures = {
  /** How far the shoulders came down within the last seconds, and how far at most within a moment that ended near the ground. */
  readonly drop: number;
  readonly suddenDrop: number;
  /** Shoulders and hips above the ground on which he stood or sat before. */
  readonly shouldersAbove: number;
  readonly hipsAbove: number;
  readonly levelness: number;
  /** When the shoulders began to come down. */
  readonly since: number;
};

/** The value at which each measure says fall rather than not, and how far on either side of it doubt ends. */
export const fallBorders = {
  drop: { at: 0.4, doubt: 0.3 },
  suddenDrop: { at: 0.22, doubt: 0.18 },
  shouldersAbove: { at: 0.34, doubt: 0.2 },
  hipsAbove: { at: 0.33, doubt: 0.26 },
  levelness: { at: 1, doubt: 0.4 },
} as const;

/** A fall takes no longer than this; lying down with care does. */
const longestFallMs = 2500;
/**
 * The sudden part of it lies within this time and ends with the shoulders below this height. Somebody who sits down
 * ends above it, and who then lies down comes there slowly.
 */
const suddenMs = 850;
const suddenEndsBelow = 0.45;

/** Measures the posture against those before it; null when there is none before. */
export function measureFall(person: Pick<Person, 'height'>, before: readonly Posture[], now: Posture): FallMeasures | null {
  const past = before.filter(({ at }) => at < now.at && now.at - at <= longestFallMs);
  const from = past.reduce<Posture | null>((highest, posture) => (highest === null || posture.shoulders.y < highest.shoulders.y ? posture : highest), null);
  if (from === null) return null;
  const { height } = person;
  const way = [...past.filter(({ at }) => at >= from.at), now];
  const ground = from.bottom;
  let suddenDrop = 0;
  for (const end of way) {
    if (ground - end.shoulders.y > suddenEndsBelow * height) continue;
    for (const start of way) if (end.at > start.at && end.at - start.at <= suddenMs) suddenDrop = Math.max(suddenDrop, (end.shoulders.y - start.shoulders.y) / height);
  }
  const whole = Math.max(height, extentOf(now));
  return {
    drop: (now.shoulders.y - from.shoulders.y) / height,
    suddenDrop,
    shouldersAbove: Math.max((ground - now.shoulders.y) / height, (now.bottom - now.shoulders.y) / whole),
    hipsAbove: (ground - now.hips.y) / height,
    levelness: levelness(now),
    since: from.at,
  };
}

/** 0.5 at the border, 0.88 where doubt ends on the one side and 0.12 where it ends on the other. */
function certainty(value: number, { at, doubt }: { readonly at: number; readonly doubt: number }, more: boolean): number {
  const beyond = more ? value - at : at - value;
  return 1 / (1 + Math.exp((-2 * beyond) / doubt));
}

/** The weakest of all that has to be the case, 0..1; from 0.5 on every measure speaks for a fall. `drop`: the border to use. */
export function fallScore(measures: FallMeasures, drop: number = fallBorders.drop.at): number {
  return Math.min(
    certainty(measures.drop, { ...fallBorders.drop, at: drop }, true),
    certainty(measures.suddenDrop, fallBorders.suddenDrop, true),
    certainty(measures.shouldersAbove, fallBorders.shouldersAbove, false),
    certainty(measures.hipsAbove, fallBorders.hipsAbove, false),
    certainty(measures.levelness, fallBorders.levelness, true),
  );
}

/** Postures that reach back at least so long, the newest last; empty when they do not, or are too few. */
export function lastFor(postures: readonly Posture[], ms: number): readonly Posture[] {
  const now = postures.at(-1);
  if (now === undefined) return [];
  const start = postures.findLastIndex(({ at }) => now.at - at >= ms);
  return start < 0 || postures.length - start < 2 ? [] : postures.slice(start);
}

export type FallJudgement = { readonly score: number; readonly measures: FallMeasures; /** How long the posture has been that of somebody down. */ readonly groundMs: number };

/** How much what was seen of somebody looks like a fall after which he has been on the ground for `groundMs`. */
export function judgeFall(person: Person, groundMs: number, drop?: number): FallJudgement | null {
  const down = lastFor(person.postures, groundMs);
  const [first] = down;
  const now = down.at(-1);
  if (first === undefined || now === undefined) return null;
  const before = person.postures.filter(({ at }) => at < first.at);
  const measured = down.map((posture) => measureFall(person, before, posture));
  const newest = measured.at(-1);
  if (newest === null || newest === undefined) return null;
  const score = measured.reduce((least, measures) => Math.min(least, measures === null ? 0 : fallScore(measures, drop)), 1);
  return { score, measures: newest, groundMs: now.at - first.at };
}
