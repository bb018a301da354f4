import { z } from 'zod';
import { ObjectClass } from '../../contract/scene.ts';
import type { Behavior } from './behavior.ts';
import { stayMeasures, watchStays } from './presence.ts';
import { classesSetting, insideSettings, setting } from './settings.ts';

const settings = z.strictObject({
  classes: classesSetting([...ObjectClass.options]),
  seconds: setting(z.number().min(0).max(600).default(0), {
    title: { 'zh-CN': '持续时间', en: 'Seconds inside' },
    explanation: {
      'zh-CN': '目标在区域内持续这么久才预警，可滤除擦边经过。0 表示一进入就预警。',
      en: 'How long an object has to be inside before it counts; keeps out those who only brush the edge. 0 alarms at once.',
    },
    unit: 's',
    step: 0.5,
  }),
  ...insideSettings,
});

/** A box that trembles over the zone's edge, or a detector that misses a moment, does not begin a new stay. */
const toleranceMs = 1500;

/** Somebody or something is in a zone where nobody should be. */
export const behavior: Behavior<typeof settings> = {
  id: 'intrusion',
  title: { 'zh-CN': '区域入侵', en: 'Intrusion' },
  explanation: {
    'zh-CN': '人员或车辆进入警戒区域时预警，同一目标停留期间只算一起事件。',
    en: 'Flags a person or vehicle that enters a zone. One stay of one object is one event.',
  },
  sentence: { 'zh-CN': '有{classes}进入{zone}[并停留超过 {seconds}]', en: '{classes} is in {zone}[ for longer than {seconds}]' },
  severity: 'yellow',
  place: 'zone',
  needs: ['tracks'],
  settings,
  measures: stayMeasures,
  thresholds: { confidence: 'confidence' },
  provedWithinMs: ({ seconds }) => seconds * 1000 + toleranceMs,
  watch: (settings, { zone }) => (zone === null ? () => [] : watchStays(zone, settings, toleranceMs)),
};
