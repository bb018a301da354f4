import type { Reason } from '../../contract/event.ts';
import type { Zone } from '../../contract/scene.ts';
import type { Observation } from '../vision/observation.ts';
import type { Condition } from './behavior.ts';
import { insidePolygon, intoPicture } from './geometry.ts';
import type { Person } from './people.ts';
import { extentOf, levelness, type Posture } from './posture.ts';

/** Shoulders and hips of somebody who lies are no higher above the lowest point of his body, in his own heights. */
export const lyingBorders = { shouldersAbove: 0.3, hipsAbove: 0.36, levelness: 1 } as const;
/** Of somebody known to lie it is believed more readily that he still does. */
const stillLying = 1.25;

/** Heights of shoulders and hips above the lowest point of the body. Somebody never seen upright is at least as high as he is long. */
export function heightsAbove({ height }: Pick<Person, 'height'>, posture: Posture): { readonly shoulders: number; readonly hips: number } {
  const whole = Math.max(height, extentOf(posture));
  return { shoulders: (posture.bottom - posture.shoulders.y) / whole, hips: (posture.bottom - posture.hips.y) / whole };
}

export function isLying(person: Pick<Person, 'height'>, posture: Posture, slack = 1): boolean {
  const above = heightsAbove(person, posture);
  return (
    levelness(posture) >= lyingBorders.levelness / slack &&
    above.shoulders <= lyingBorders.shouldersAbove * slack &&
    above.hips <= lyingBorders.hipsAbove * slack
  );
}

/** Whether the middle of the body is within the zone; everywhere is where there is none. */
export function isWithin({ postures }: Pick<Person, 'postures'>, zone: Zone | null, aspect: number): boolean {
  const now = postures.at(-1);
  if (zone === null || now === undefined) return true;
  return insidePolygon(intoPicture({ x: (now.left + now.right) / 2 / aspect, y: (now.top + now.bottom) / 2 }), zone.points);
}

/** He has got up when he was seen not lying for this long. */
const upMs = 1500;
/** Somebody who lies and is not seen any more, because nothing moves or something stands before him, still lies there for so long. */
const unseenMs = 60_000;

type Held = { readonly person: number; readonly since: number; reasons: readonly Reason[]; track: number | null; seenAt: number; upSince: number | null };

export type HoldWhileLying = {
  readonly begin: (person: Person, since: number, reasons: readonly Reason[]) => void;
  /** What is the case now, given those whose bodies were seen in the observation. */
  readonly goOn: (seen: readonly Person[], observation: Observation) => readonly Condition[];
};

/** Makes one going-on of somebody who came to lie, until he gets up, also over pictures in which he is not seen. */
export function holdWhileLying(): HoldWhileLying {
  const held = new Map<number, Held>();
  return {
    begin(person, since, reasons) {
      const known = held.get(person.id);
      if (known !== undefined) known.reasons = reasons;
      else held.set(person.id, { person: person.id, since, reasons, track: person.track, seenAt: person.postures.at(-1)?.at ?? since, upSince: null });
    },
    goOn(seen, { at }) {
      for (const person of seen) {
        const one = held.get(person.id);
        const now = person.postures.at(-1);
        if (one === undefined || now === undefined) continue;
        one.track = person.track ?? one.track;
        one.seenAt = at;
        if (isLying(person, now, stillLying)) one.upSince = null;
        else one.upSince ??= at;
      }
      for (const one of held.values()) {
        const isUp = one.upSince !== null && at - one.upSince >= upMs;
        if (isUp || at - one.seenAt > unseenMs) held.delete(one.person);
      }
      return [...held.values()].map((one) => ({
        subject: `person:${one.person}`,
        tracks: one.track === null ? [] : [one.track],
        reasons: one.reasons,
        since: one.since,
        until: one.seenAt,
      }));
    },
  };
}
