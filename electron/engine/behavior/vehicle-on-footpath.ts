import { z } from 'zod';
import type { Behavior } from './behavior.ts';
import { stayMeasures, watchStays } from './presence.ts';
import { classesSetting, insideSettings, setting } from './settings.ts';

const settings = z.strictObject({
  classes: classesSetting(['car', 'bus', 'truck']),
  seconds: setting(z.number().min(0).max(60).default(1), {
    title: { 'zh-CN': '持续时间', en: 'Seconds inside' },
    explanation: {
      'zh-CN': '车辆驶入达到此时长才预警，可滤除压边经过。需管电动车、摩托车时，在“关注目标”中勾选。',
      en: 'How long a vehicle has to be inside; keeps out those who brush the edge. Tick motorcycles among the objects watched where they matter.',
    },
    unit: 's',
    step: 0.5,
  }),
  ...insideSettings,
});

const toleranceMs = 1500;

/** A motor vehicle is where people walk. */
export const behavior: Behavior<typeof settings> = {
  id: 'vehicle-on-footpath',
  title: { 'zh-CN': '机动车驶入人行道', en: 'Vehicle on a footpath' },
  explanation: {
    'zh-CN': '机动车驶入人行道、广场等行人区域即预警。区域请沿路缘石内侧画，避免行车道上的车辆误报。',
    en: 'Flags a motor vehicle on a footpath, square or other place for people on foot. Draw the zone inside the kerb, so that vehicles on the road do not count.',
  },
  sentence: { 'zh-CN': '有{classes}驶入{zone}[并停留超过 {seconds}]', en: '{classes} is on {zone}[ for longer than {seconds}]' },
  severity: 'yellow',
  place: 'zone',
  needs: ['tracks'],
  settings,
  measures: stayMeasures,
  thresholds: { confidence: 'confidence' },
  provedWithinMs: ({ seconds }) => seconds * 1000 + toleranceMs,
  watch: (settings, { zone }) => (zone === null ? () => [] : watchStays(zone, settings, toleranceMs)),
};
