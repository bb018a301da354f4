import { z } from 'zod';
import type { RelativeBox } from '../../contract/geometry.ts';
import type { Zone } from '../../contract/scene.ts';
import { overlap } from '../vision/overlap.ts';
import type { Observation, Track } from '../vision/observation.ts';
import type { Behavior } from './behavior.ts';
import { centreOf } from './geometry.ts';
import { isInZone } from './presence.ts';
import { classesSetting, insideSettings, setting } from './settings.ts';

const settings = z.strictObject({
  classes: classesSetting(['car', 'bus', 'truck']),
  seconds: setting(z.number().min(5).max(7200).default(60), {
    title: { 'zh-CN': '停留时长', en: 'Time standing' },
    explanation: {
      'zh-CN': '车辆在区域内停住不动达到此时长即预警；缓慢行驶的不算。',
      en: 'How long a vehicle has to stand in the zone; one that creeps along does not count.',
    },
    unit: 's',
    step: 5,
  }),
  jitter: setting(z.number().min(0.05).max(1).default(0.2), {
    title: { 'zh-CN': '允许晃动', en: 'Movement allowed' },
    explanation: {
      'zh-CN': '相对车辆自身大小，移动不超过此比例仍算停住。画面抖动或检测框不稳时调高。',
      en: 'As a share of its own size: a vehicle that moves no further still counts as standing. Raise it when the camera or the boxes tremble.',
    },
    step: 0.05,
  }),
  queue: setting(z.number().int().min(0).max(20).default(0), {
    title: { 'zh-CN': '拥堵车辆数', en: 'Traffic jam from' },
    explanation: {
      'zh-CN': '区域内同时停住的车辆达到此数即视为拥堵，暂不预警。0 表示不判断拥堵。',
      en: 'When so many vehicles stand in the zone at once it is a traffic jam and nothing is flagged. 0 does not look for jams.',
    },
    step: 1,
  }),
  ...insideSettings,
});

type Settings = z.output<typeof settings>;
/**
 * A vehicle at the place where it stands. `tracks` are the numbers it had; `movingAt`: since when it has been further from
 * there than it may, null while it is not.
 */
type Stop = {
  readonly id: number;
  readonly tracks: readonly number[];
  readonly since: number;
  readonly seenAt: number;
  readonly box: RelativeBox;
  readonly confidence: number;
  readonly movingAt: number | null;
};

/** A vehicle may be hidden, or missed by the detector, this long. */
const toleranceMs = 10_000;
/** One box that jumps is no departure. */
const departureMs = 600;
/** Under a new number it is the same vehicle when the boxes share this much. */
const sameOverlap = 0.5;
/** From here on a number of vehicles that stand counts for a jam. */
const standsMs = 5000;
const mostNumbers = 8;

/** A vehicle stands where it must not. */
export const behavior: Behavior<typeof settings> = {
  id: 'vehicle-stopped',
  title: { 'zh-CN': '违停', en: 'Vehicle stopped' },
  explanation: {
    'zh-CN': '车辆在禁停区域内停住超过设定时长即预警，驶离后事件结束。可用于消防通道、出入口、禁停路段。',
    en: 'Flags a vehicle that stands in a zone for longer than allowed: fire lanes, gateways, no-stopping stretches. The event ends when it drives away.',
  },
  sentence: { 'zh-CN': '有{classes}在{zone}停放超过 {seconds}', en: '{classes} stands in {zone} for longer than {seconds}' },
  severity: 'blue',
  place: 'zone',
  needs: ['tracks'],
  settings,
  measures: {
    standing: { 'zh-CN': '停留时长', en: 'Time standing' },
    confidence: { 'zh-CN': '最高置信度', en: 'Best confidence' },
    'vehicles-standing': { 'zh-CN': '区域内停住的车辆数', en: 'Vehicles standing in the zone' },
  },
  thresholds: { confidence: 'confidence' },
  provedWithinMs: ({ seconds }) => (seconds + toleranceMs / 1000) * 1000,
  watch(settings, { zone }) {
    if (zone === null) return () => [];
    let stops: Stop[] = [];
    return (observation) => {
      const { at } = observation;
      stops = follow(stops, observation, settings, zone);
      const standing = stops.filter(({ since, seenAt }) => seenAt - since >= standsMs).length;
      if (settings.queue > 0 && standing >= settings.queue) return [];
      return stops
        .filter(({ since, seenAt, confidence }) => seenAt - since >= settings.seconds * 1000 && confidence >= settings.confidence)
        .map(({ id, tracks, since, seenAt, confidence }) => ({
          subject: `stop:${id}:${since}`,
          tracks: tracks.slice(-1),
          since,
          until: Math.min(at, seenAt),
          reasons: [
            { measure: 'standing', value: (seenAt - since) / 1000, threshold: settings.seconds, unit: 's' },
            { measure: 'confidence', value: confidence, threshold: settings.confidence, unit: 'ratio' },
            ...(settings.queue === 0 ? [] : [{ measure: 'vehicles-standing', value: standing, threshold: settings.queue - 1, unit: 'count' as const, atMost: true as const }]),
          ],
        }));
    };
  },
};

function follow(before: readonly Stop[], { at, tracks }: Observation, settings: Settings, zone: Zone): Stop[] {
  const rest = before.filter(({ seenAt }) => at - seenAt <= toleranceMs);
  const seen = tracks.filter((track) => track.seenAt >= at && settings.classes.includes(track.class) && isInZone(track.box, zone, settings));
  const now = seen.map((track) => {
    let index = rest.findIndex((stop) => stop.tracks.includes(track.id));
    if (index < 0) index = rest.findIndex((stop) => overlap(stop.box, track.box) >= sameOverlap && !seen.some(({ id }) => stop.tracks.includes(id)));
    const [stop] = index < 0 ? [] : rest.splice(index, 1);
    return stop === undefined ? begin(track, at) : carryOn(stop, track, at, settings.jitter);
  });
  return [...now, ...rest];
}

function begin({ id, box, firstAt, firstBox, confidence }: Track, at: number): Stop {
  const stoodBefore = firstBox !== undefined && at - firstAt <= toleranceMs && moved(firstBox, box) <= 0.1;
  return { id, tracks: [id], since: stoodBefore ? firstAt : at, seenAt: at, box, confidence, movingAt: null };
}

function carryOn(stop: Stop, track: Track, at: number, jitter: number): Stop {
  const tracks = [...stop.tracks.filter((id) => id !== track.id).slice(1 - mostNumbers), track.id];
  const seen = { ...stop, tracks, seenAt: at, confidence: Math.max(stop.confidence, track.confidence) };
  if (moved(stop.box, track.box) <= jitter) return { ...seen, movingAt: null };
  const movingAt = stop.movingAt ?? at;
  // Driving is standing anew at every place on the way.
  if (at - movingAt >= departureMs) return { ...seen, since: at, box: track.box, movingAt: null };
  return { ...seen, movingAt };
}

/** How far a box moved, as a share of its own size. */
function moved(from: RelativeBox, to: RelativeBox): number {
  const a = centreOf(from);
  const b = centreOf(to);
  return Math.max((2 * Math.abs(a.x - b.x)) / (from.width + to.width), (2 * Math.abs(a.y - b.y)) / (from.height + to.height));
}
