import { z } from 'zod';
import type { Zone } from '../../contract/scene.ts';
import type { Observation, StillThing, Track } from '../vision/observation.ts';
import type { Behavior } from './behavior.ts';
import { distanceToThing } from './distance.ts';
import { footOf, insidePolygon, intoPicture } from './geometry.ts';
import type { GroundPlane } from './ground-plane.ts';
import { setting } from './settings.ts';

const settings = z.strictObject({
  seconds: setting(z.number().min(5).max(3600).default(30), {
    title: { 'zh-CN': '无人看管时长', en: 'Time unattended' },
    explanation: {
      'zh-CN': '物品放下后，物主走开达到此时长才预警；物主在此之前返回的，重新计时。',
      en: 'How long the thing has to be alone before it counts. When its owner comes back earlier, the time begins anew.',
    },
    unit: 's',
    step: 5,
  }),
  distance: setting(z.number().min(0.5).max(50).default(3), {
    title: { 'zh-CN': '物主离开距离', en: 'Owner is away from' },
    explanation: {
      'zh-CN': '物主离物品超过此距离即视为无人看管。未做地面标定的点位，按人员身高估算距离，误差较大。',
      en: 'The owner counts as away when further from the thing than this. Where the ground has not been measured, the distance is reckoned from the height of people, which is less exact.',
    },
    unit: 'm',
    step: 0.5,
  }),
  largest: setting(z.number().min(0.02).max(1).default(0.35), {
    title: { 'zh-CN': '最大物品高度', en: 'Largest thing' },
    explanation: {
      'zh-CN': '占画面高度的比例，超过的不算遗留物（如停放的车辆、打开的门）。',
      en: 'Height as a share of the picture; larger ones do not count: parked vehicles, doors left open.',
    },
    step: 0.05,
  }),
});

type Settings = z.output<typeof settings>;

/** An owner may be hidden this long and counts as where they were seen last. */
const hiddenMs = 2000;

/** Walking past the thing is no coming back to it: an owner who is away has to stay with it this long again. */
const returnMs = 5000;

/** Where somebody was; kept this long, since a thing is known only some seconds after it was put down. */
type Place = { readonly at: number; readonly track: Track };
const rememberMs = 20_000;

type Ward = {
  readonly owner: number | null;
  readonly ownerSeenAt: number;
  readonly aloneSince: number | null;
  /** Since when an owner who was away has been near again. */
  readonly backSince: number | null;
  readonly awayM: number | null;
  readonly awayUncertaintyM: number;
};

/** A thing was put down and whoever brought it has gone away from it. */
export const behavior: Behavior<typeof settings> = {
  id: 'object-left',
  title: { 'zh-CN': '遗留物', en: 'Object left behind' },
  explanation: {
    'zh-CN': '有人放下包、箱等物品后离开，物品无人看管达到设定时长即预警；物主返回或物品被拿走后事件结束。可划定警戒区域，不划则检测整个画面。',
    en: 'Flags a bag, box or other thing that somebody put down and went away from. The event ends when the owner comes back or the thing is taken up. A zone may narrow it; without one the whole picture is watched.',
  },
  sentence: { 'zh-CN': '{zone}内有物品无人看管超过 {seconds}', en: 'a thing in {zone} is left alone for longer than {seconds}' },
  severity: 'yellow',
  place: 'picture',
  needs: ['tracks', 'things'],
  settings,
  measures: {
    alone: { 'zh-CN': '无人看管时长', en: 'Time unattended' },
    away: { 'zh-CN': '物主与物品的距离', en: 'Owner away from the thing' },
    'nobody-seen': { 'zh-CN': '未拍到放置人员', en: 'Nobody was seen putting it there' },
  },
  provedWithinMs: ({ seconds }) => (seconds + 2) * 1000,
  watch(settings, { zone, ground }) {
    let wards = new Map<number, Ward>();
    const places = new Map<number, Place[]>();
    const remember = ({ at, tracks }: Observation): void => {
      for (const [id, past] of places) if (at - (past.at(-1)?.at ?? 0) > rememberMs) places.delete(id);
      for (const track of tracks)
        if (track.seenAt >= at) places.set(track.id, [...(places.get(track.id) ?? []).filter((place) => at - place.at <= rememberMs), { at, track }]);
    };
    return (observation) => {
      const { at, things = [] } = observation;
      remember(observation);
      const watched = things.filter((thing) => thing.change === 'appeared' && counts(thing, settings, zone));
      wards = new Map(watched.map((thing) => [thing.id, attend(thing, wards.get(thing.id) ?? beginWard(thing, places, observation, settings, ground), observation, settings, ground)]));
      return watched.flatMap((thing) => {
        const ward = wards.get(thing.id);
        const aloneSince = ward?.aloneSince ?? null;
        if (ward === undefined || aloneSince === null || at - aloneSince < settings.seconds * 1000) return [];
        return [
          {
            subject: `thing:${thing.id}`,
            tracks: thing.carrier === null ? [] : [thing.carrier],
            things: [thing.id],
            since: aloneSince,
            reasons: [
              { measure: 'alone', value: (at - aloneSince) / 1000, threshold: settings.seconds, unit: 's' as const },
              ...(ward.awayM === null ? [] : [{ measure: 'away', value: ward.awayM, threshold: settings.distance, unit: 'm' as const, uncertainty: ward.awayUncertaintyM }]),
              ...(thing.carrier === null ? [{ measure: 'nobody-seen', value: 1, threshold: 1, unit: '' as const }] : []),
            ],
          },
        ];
      });
    };
  },
};

function counts({ box }: StillThing, { largest }: Settings, zone: Zone | null): boolean {
  return box.height <= largest && (zone === null || insidePolygon(intoPicture(footOf(box)), zone.points));
}

/** What happened before the thing was known: since when its owner, if anybody, had been away from it. */
function beginWard(thing: StillThing, places: ReadonlyMap<number, readonly Place[]>, { aspect }: Observation, { distance }: Settings, ground: GroundPlane | null): Ward {
  const past = (thing.carrier === null ? undefined : places.get(thing.carrier)) ?? [];
  const nearAt = past.findLast(({ track }) => distanceToThing(track.box, thing.box, aspect, ground).metres <= distance)?.at ?? thing.since;
  const aloneSince = past.find(({ at }) => at > Math.max(nearAt, thing.since))?.at ?? null;
  return { owner: thing.carrier, ownerSeenAt: past.at(-1)?.at ?? thing.since, aloneSince, backSince: null, awayM: null, awayUncertaintyM: 0 };
}

/** Who looks after the thing, and since when nobody does. */
function attend(thing: StillThing, ward: Ward, observation: Observation, { distance }: Settings, ground: GroundPlane | null): Ward {
  const { at, tracks, aspect } = observation;
  const seen = tracks.filter((track) => track.seenAt >= at);
  const away = (track: Track): number => distanceToThing(track.box, thing.box, aspect, ground).metres;
  let owner = seen.find(({ id }) => id === ward.owner);
  // Lost and found under another number right beside the thing: the same person.
  if (owner === undefined && ward.owner !== null && ward.aloneSince === null)
    owner = seen.find((track) => track.class === 'person' && track.firstAt >= ward.ownerSeenAt - 1000 && track.firstAt <= ward.ownerSeenAt + 2 * hiddenMs && away(track) <= distance);
  if (owner === undefined) {
    if (ward.owner !== null && at - ward.ownerSeenAt <= hiddenMs && ward.aloneSince === null) return ward;
    const gone = Math.max(thing.since, ward.ownerSeenAt);
    return { ...ward, aloneSince: ward.aloneSince ?? gone, backSince: null };
  }
  const { metres, uncertaintyM } = distanceToThing(owner.box, thing.box, aspect, ground);
  if (metres <= distance) {
    const backSince = ward.backSince ?? at;
    if (ward.aloneSince !== null && at - backSince < returnMs) return { ...ward, ownerSeenAt: at, backSince };
    return { owner: owner.id, ownerSeenAt: at, aloneSince: null, backSince: null, awayM: null, awayUncertaintyM: 0 };
  }
  const further = ward.awayM === null || metres > ward.awayM;
  return {
    owner: owner.id,
    ownerSeenAt: at,
    aloneSince: ward.aloneSince ?? at,
    backSince: null,
    awayM: further ? metres : ward.awayM,
    awayUncertaintyM: further ? uncertaintyM : ward.awayUncertaintyM,
  };
}
