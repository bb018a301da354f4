import { z } from 'zod';
import type { Behavior } from './behavior.ts';
import { stayConditions, stayMeasures, watchPresence } from './presence.ts';
import { classesSetting, insideSettings, setting } from './settings.ts';

const settings = z.strictObject({
  classes: classesSetting(['person']),
  seconds: setting(z.number().min(1).max(7200).default(30), {
    title: { 'zh-CN': '徘徊时长', en: 'Loitering time' },
    explanation: {
      'zh-CN': '在区域内停留达到此时长即预警，短暂离开的时间也计入。',
      en: 'How long an object has to stay in the zone; short absences count as part of the stay.',
    },
    unit: 's',
    step: 5,
  }),
  leaveSeconds: setting(z.number().min(0).max(300).default(5), {
    title: { 'zh-CN': '允许离开时长', en: 'Absence allowed' },
    explanation: {
      'zh-CN': '离开或被遮挡不超过此时长又返回的，仍按同一次停留连续计时。',
      en: 'Somebody who leaves the zone or is hidden for no longer than this goes on with the same stay.',
    },
    unit: 's',
    step: 1,
  }),
  ...insideSettings,
});

/** Somebody hangs about in a zone where people normally pass through. */
export const behavior: Behavior<typeof settings> = {
  id: 'loitering',
  title: { 'zh-CN': '徘徊', en: 'Loitering' },
  explanation: {
    'zh-CN': '同一人员在警戒区域内长时间逗留时预警，整段逗留只算一起事件。',
    en: 'Flags somebody who stays in a zone for a long time. The whole stay is one event.',
  },
  sentence: { 'zh-CN': '有{classes}在{zone}停留超过 {seconds}', en: '{classes} stays longer than {seconds} in {zone}' },
  severity: 'blue',
  place: 'zone',
  needs: ['tracks'],
  settings,
  measures: stayMeasures,
  thresholds: { confidence: 'confidence' },
  provedWithinMs: ({ seconds, leaveSeconds }) => (seconds + leaveSeconds) * 1000,
  watch(settings, { zone }) {
    if (zone === null) return () => [];
    const presence = watchPresence(zone, settings, settings.leaveSeconds * 1000);
    return (observation) => stayConditions(presence(observation), settings.seconds, settings);
  },
};
