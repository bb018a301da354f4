import type { RelativeBox } from '../../contract/geometry.ts';
import type { ObjectClass, Zone } from '../../contract/scene.ts';
import type { Reason } from '../../contract/event.ts';
import type { Observation, Track } from '../vision/observation.ts';
import type { BehaviorWatch, Condition } from './behavior.ts';
import { insidePolygon, shareInside } from './geometry.ts';
import { footingOf } from './settings.ts';
import { watchUnhidden } from './whole-box.ts';

export type PresenceSettings = {
  readonly classes: readonly ObjectClass[];
  readonly confidence: number;
  readonly footing: 'foot' | 'centre' | 'overlap';
  readonly share: number;
};

/** One object's stay in a zone, from when it entered. Absences up to the tolerance are part of it. */
export type Stay = {
  readonly track: number;
  readonly since: number;
  /** Last moment it was seen inside. */
  readonly insideAt: number;
  /** Best confidence during the stay. */
  readonly confidence: number;
  /** Largest share of it that was inside. */
  readonly share: number;
  /** In how many pictures it was seen inside, and in how many of them as an object that is watched. */
  readonly seen: number;
  readonly seenAsWatched: number;
};

/** Whether a box is in a zone, by the point at which it stands or by the share of it that is inside. */
export function isInZone(box: RelativeBox, { points }: Zone, { footing, share }: Pick<PresenceSettings, 'footing' | 'share'>): boolean {
  return footing === 'overlap' ? shareInside(box, points) >= share : insidePolygon(footingOf(box, footing), points);
}

/**
 * Follows who stays in a zone. Only boxes that were really seen count: a predicted box neither enters nor leaves. Nor does one
 * enter whose feet something hides.
 * A stay ends when its object has not been seen inside for longer than `toleranceMs`. A detector that takes a car for a truck
 * now and then does not end it, as long as it was right half of the time.
 */
export function watchPresence(
  zone: Zone,
  settings: PresenceSettings,
  toleranceMs: number,
): (observation: Observation) => readonly Stay[] {
  let stays = new Map<number, Stay>();
  const unhidden = watchUnhidden(null);

  const shareOf = (box: RelativeBox): number => (settings.footing === 'overlap' ? shareInside(box, zone.points) : 1);
  const isInside = (box: RelativeBox): boolean => isInZone(box, zone, settings);
  /** A track is reported some pictures after its first detection; that time inside counts. */
  const enteredAt = ({ firstAt, firstBox }: Track, at: number): number =>
    firstBox !== undefined && at - firstAt <= toleranceMs && isInside(firstBox) ? firstAt : at;

  return (observation) => {
    const { at, tracks } = observation;
    const whole = settings.footing === 'foot' ? new Set(unhidden(observation).map(({ id }) => id)) : null;
    const next = new Map<number, Stay>();
    for (const stay of stays.values()) if (at - stay.insideAt <= toleranceMs) next.set(stay.track, stay);
    for (const track of tracks) {
      if (track.seenAt < at || !isInside(track.box)) continue;
      const stay = next.get(track.id);
      const watched = settings.classes.includes(track.class);
      if (stay === undefined && (!watched || whole?.has(track.id) === false)) continue;
      next.set(track.id, {
        track: track.id,
        since: stay?.since ?? enteredAt(track, at),
        insideAt: at,
        confidence: Math.max(stay?.confidence ?? 0, track.confidence),
        share: Math.max(stay?.share ?? 0, shareOf(track.box)),
        seen: (stay?.seen ?? 0) + 1,
        seenAsWatched: (stay?.seenAsWatched ?? 0) + (watched ? 1 : 0),
      });
    }
    stays = next;
    return [...next.values()].filter(({ seen, seenAsWatched }) => 2 * seenAsWatched >= seen);
  };
}

/** The measured values of a stay that lasted `secondsInside` or longer, as an event shows them. */
export function stayReasons(stay: Stay, secondsInside: number, settings: PresenceSettings): Reason[] {
  const reasons: Reason[] = [
    { measure: 'inside', value: (stay.insideAt - stay.since) / 1000, threshold: secondsInside, unit: 's' },
    { measure: 'confidence', value: stay.confidence, threshold: settings.confidence, unit: 'ratio' },
  ];
  if (settings.footing === 'overlap') reasons.push({ measure: 'share', value: stay.share, threshold: settings.share, unit: 'ratio' });
  return reasons;
}

/** The stays that lasted long enough, as conditions. */
export function stayConditions(stays: readonly Stay[], seconds: number, settings: PresenceSettings): Condition[] {
  return stays
    .filter(({ since, insideAt, confidence }) => insideAt - since >= seconds * 1000 && confidence >= settings.confidence)
    .map((stay) => ({
      subject: `track:${stay.track}`,
      tracks: [stay.track],
      reasons: stayReasons(stay, seconds, settings),
      since: stay.since,
      until: stay.insideAt,
    }));
}

/** The conditions of those who are seen in a zone at this moment and have been there for `seconds`. */
export function watchStays(zone: Zone, settings: PresenceSettings & { readonly seconds: number }, toleranceMs: number): BehaviorWatch {
  const presence = watchPresence(zone, settings, toleranceMs);
  return (observation) => {
    const inside = presence(observation).filter(({ insideAt }) => insideAt === observation.at);
    return stayConditions(inside, settings.seconds, settings);
  };
}

/** Texts of the measures in `stayReasons`. */
export const stayMeasures = {
  inside: { 'zh-CN': '区域内停留时长', en: 'Time inside the zone' },
  confidence: { 'zh-CN': '最高置信度', en: 'Best confidence' },
  share: { 'zh-CN': '落入区域的面积比例', en: 'Share of the object inside' },
} as const;
