import { z } from 'zod';
import { ObjectClass, type Line } from '../../contract/scene.ts';
import { kin } from '../vision/kinship.ts';
import type { Track } from '../vision/observation.ts';
import type { Behavior, Condition } from './behavior.ts';
import { distanceM, flatPoint, spotOf, type Spot } from './body-scale.ts';
import { insideZone } from './geometry.ts';
import type { GroundPlane } from './ground-plane.ts';
import { classesSetting, setting } from './settings.ts';
import { watchWhole } from './whole-box.ts';

const settings = z.strictObject({
  classes: classesSetting([...ObjectClass.options]),
  distance: setting(z.number().min(0.5).max(50).default(3), {
    title: { 'zh-CN': '逆行距离', en: 'Distance' },
    explanation: {
      'zh-CN': '逆向行进这么远才预警，可滤除倒车挪位和来回走动。',
      en: 'How far somebody has to go the wrong way; keeps out manoeuvring cars and people who step back.',
    },
    unit: 'm',
    step: 0.5,
  }),
  angle: setting(z.number().min(5).max(90).default(45), {
    title: { 'zh-CN': '允许偏角', en: 'Angle' },
    explanation: {
      'zh-CN': '与箭头正相反的方向左右各偏这么多度以内都算逆行。',
      en: 'Movement counts whose direction is within this angle of straight against the arrow, to either side.',
    },
    unit: '°',
    step: 5,
  }),
});

/** Who was not seen for longer begins a new way. */
const lostMs = 3000;
/** A step at which nothing could have gone this fast is another object. */
const fastestMps = { person: 10, 'two-wheeler': 20, vehicle: 45 } as const;

/** Weight of the newest place, which evens out boxes that tremble. */
const newest = 0.5;
/** Slower than this nobody goes anywhere; a way that takes longer is forgotten. */
const slowestMps = 0.4;

const longestMs = (distance: number): number => (1000 * distance) / slowestMps;

type Step = { readonly at: number; readonly spot: Spot };
type Way = { steps: Step[]; wrongSince: number | null };
type Vector = { readonly x: number; readonly y: number };

/**
 * Unit vector of the line's forward direction, the arrow that windows draw across its middle, in the spots' system; null where it
 * cannot be laid on the ground.
 */
function arrowOf({ from, to }: Line, aspect: number, ground: GroundPlane | null): Vector | null {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  // A quarter turn to the right hand of who looks from `from` to `to`, in a picture whose sides are true to one another.
  const right = { x: -(to.y - from.y) / aspect, y: (to.x - from.x) * aspect };
  const along = (share: number): { x: number; y: number } => ({ x: middle.x + share * right.x, y: middle.y + share * right.y });
  const [start, end] = [flatPoint(along(-0.25), aspect, ground), flatPoint(along(0.25), aspect, ground)];
  if (start === null || end === null) return null;
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  return length === 0 ? null : { x: (end.x - start.x) / length, y: (end.y - start.y) / length };
}

function smooth(spot: Spot, before: Spot | undefined): Spot {
  if (before === undefined) return spot;
  return { ...spot, x: before.x + newest * (spot.x - before.x), y: before.y + newest * (spot.y - before.y) };
}

/** The latest step that lies certainly as far back as the distance. */
function farEnough(steps: readonly Step[], distance: number): Step | undefined {
  const last = steps.at(-1);
  return last && steps.findLast(({ spot }) => distanceM(spot, last.spot) - spot.uncertaintyM >= distance);
}

/** Degrees between the way from one step to the next and straight against the arrow. */
function angleAgainst(arrow: Vector, before: Spot, after: Spot): number {
  const [x, y] = [after.x - before.x, after.y - before.y];
  const length = Math.hypot(x, y);
  return length === 0 ? 180 : (Math.acos(Math.max(-1, Math.min(1, -(x * arrow.x + y * arrow.y) / length))) * 180) / Math.PI;
}

/** Somebody or something goes against the allowed direction. */
export const behavior: Behavior<typeof settings> = {
  id: 'wrong-way',
  title: { 'zh-CN': '逆行', en: 'Wrong way' },
  explanation: {
    'zh-CN': '在警戒区域内逆着箭头方向行进时预警，可选人员、车辆或两者。警戒线上的箭头表示允许的方向。未标定地面时距离按目标高度估算。',
    en: 'Flags people or vehicles that go against the arrow inside the zone. The arrow shows the allowed direction. Without a measured ground, distances are guessed from the objects’ height.',
  },
  sentence: { 'zh-CN': '有{classes}在{zone}内逆着{line}箭头方向行进超过 {distance}', en: '{classes} goes more than {distance} against the arrow of {line} in {zone}' },
  severity: 'yellow',
  place: 'zone-and-line',
  needs: ['tracks'],
  settings,
  measures: {
    distance: { 'zh-CN': '逆行距离（地面实测）', en: 'Distance the wrong way, on the ground' },
    'distance-by-body': { 'zh-CN': '逆行距离（按目标高度估算）', en: 'Distance the wrong way, guessed from the object’s height' },
    angle: { 'zh-CN': '与正逆向的偏角', en: 'Angle from straight against the arrow' },
  },
  provedWithinMs: ({ distance }) => longestMs(distance),
  watch(settings, { zone, line, ground }) {
    if (zone === null || line === null) return () => [];
    const wholeOf = watchWhole(ground);
    const ways = new Map<number, Way>();

    const walk = (track: Track, spot: Spot, at: number): Way => {
      const way = ways.get(track.id) ?? { steps: [], wrongSince: null };
      const before = way.steps.at(-1);
      const leapt = before !== undefined && distanceM(before.spot, spot) > (fastestMps[kin(track.class)] * (at - before.at)) / 1000 + 0.5 + 3 * spot.uncertaintyM;
      const steps = leapt ? [] : way.steps.filter((step) => at - step.at <= longestMs(settings.distance));
      steps.push({ at, spot: smooth(spot, steps.at(-1)?.spot) });
      const next = { steps, wrongSince: leapt ? null : way.wrongSince };
      ways.set(track.id, next);
      return next;
    };

    const conditionOf = (track: Track, way: Way, arrow: Vector): Condition | null => {
      const last = way.steps.at(-1);
      const start = farEnough(way.steps, settings.distance);
      const angle = start && last ? angleAgainst(arrow, start.spot, last.spot) : 180;
      if (start === undefined || last === undefined || angle > settings.angle) {
        way.wrongSince = null;
        return null;
      }
      way.wrongSince ??= start.at;
      const begun = way.steps.find(({ at }) => at >= (way.wrongSince ?? 0)) ?? start;
      const { byBody, uncertaintyM } = last.spot;
      return {
        subject: `track:${track.id}`,
        tracks: [track.id],
        reasons: [
          { measure: byBody ? 'distance-by-body' : 'distance', value: distanceM(begun.spot, last.spot), threshold: settings.distance, unit: 'm', uncertainty: Math.SQRT2 * uncertaintyM },
          { measure: 'angle', value: angle, threshold: settings.angle, unit: '°', atMost: true },
        ],
        since: way.wrongSince,
      };
    };

    return (observation) => {
      const { at, aspect } = observation;
      const arrow = arrowOf(line, aspect, ground);
      if (arrow === null) return [];
      for (const [id, { steps }] of ways) if (at - (steps.at(-1)?.at ?? 0) > lostMs) ways.delete(id);
      return wholeOf(observation).flatMap((track) => {
        if (!settings.classes.includes(track.class)) return [];
        const spot = spotOf(track, aspect, ground);
        if (spot === null || !insideZone(track.box, zone)) {
          ways.delete(track.id);
          return [];
        }
        return conditionOf(track, walk(track, spot, at), arrow) ?? [];
      });
    };
  },
};
