import { z } from 'zod';
import { kin } from '../vision/kinship.ts';
import type { Observation } from '../vision/observation.ts';
import { gapBetween } from '../vision/overlap.ts';
import type { Behavior } from './behavior.ts';
import { watchMotion } from './motion.ts';
import { stayConditions, stayMeasures, watchPresence } from './presence.ts';
import { watchRiders } from './riders.ts';
import { confidenceSetting, setting } from './settings.ts';

const settings = z.strictObject({
  seconds: setting(z.number().min(0).max(600).default(3), {
    title: { 'zh-CN': '持续时间', en: 'Seconds in the lane' },
    explanation: { 'zh-CN': '行人在车道内持续这么久才预警。', en: 'How long somebody on foot has to be in the lane.' },
    unit: 's',
    step: 1,
  }),
  besideSeconds: setting(z.number().min(0).max(600).default(15), {
    title: { 'zh-CN': '上下车允许时间', en: 'Time to get into a car' },
    explanation: { 'zh-CN': '紧挨停着的车辆的人多给这么长时间，上下车、装卸不预警。', en: 'Somebody right beside a standing vehicle is given so long, to get in or out.' },
    unit: 's',
    step: 5,
  }),
  confidence: confidenceSetting,
});

const toleranceMs = 1500;
/** Beside a vehicle: the gap between the boxes is below this share of the person's height. */
const besideShare = 0.3;
const standingMps = 1;
const windowMs = 1500;

/** Somebody on foot is where vehicles drive. */
export const behavior: Behavior<typeof settings> = {
  id: 'vehicle-lane',
  title: { 'zh-CN': '人员进入车道', en: 'Person in a vehicle lane' },
  explanation: {
    'zh-CN': '行人进入机动车道时预警，骑车的人和短时上下车的人不算。',
    en: 'Flags somebody on foot in a vehicle lane. Riders do not count, nor do people who quickly get into or out of a car.',
  },
  sentence: { 'zh-CN': '有行人进入{zone}并停留超过 {seconds}', en: 'somebody is on foot in {zone} for longer than {seconds}' },
  severity: 'yellow',
  place: 'zone',
  needs: ['tracks'],
  settings,
  measures: stayMeasures,
  provedWithinMs: ({ seconds, besideSeconds }) => (seconds + besideSeconds) * 1000 + toleranceMs,
  watch(settings, { zone, ground }) {
    if (zone === null) return () => [];
    const manner = { classes: ['person'] as const, confidence: settings.confidence, footing: 'foot' as const, share: 1 };
    const presence = watchPresence(zone, manner, toleranceMs);
    const motion = watchMotion(ground, windowMs);
    const riding = watchRiders();
    const besideAt = new Map<number, number>();

    const noteVehicles = (observation: Observation): void => {
      const { at, aspect, tracks } = observation;
      for (const [id, last] of besideAt) if (at - last > settings.besideSeconds * 1000 + toleranceMs) besideAt.delete(id);
      const motions = motion(observation);
      const standing = tracks.filter(({ id, class: kind }) => kin(kind) === 'vehicle' && (motions.get(id)?.speedMps ?? 0) < standingMps);
      for (const { id, box, class: kind } of tracks) {
        if (kind !== 'person') continue;
        const beside = standing.some(({ box: car }) => gapBetween(box, car, aspect) < besideShare * box.height);
        if (beside) besideAt.set(id, at);
      }
    };

    return (observation) => {
      const { at } = observation;
      noteVehicles(observation);
      const riders = riding(observation);
      const onFoot = { ...observation, tracks: observation.tracks.filter(({ id }) => !riders.has(id)) };
      const stays = presence(onFoot).filter(({ track, since, insideAt }) => {
        const awaySince = Math.max(since, besideAt.get(track) ?? since);
        return insideAt === at && (at - awaySince >= settings.seconds * 1000 || at - since >= settings.besideSeconds * 1000);
      });
      return stayConditions(stays, settings.seconds, manner);
    };
  },
};
