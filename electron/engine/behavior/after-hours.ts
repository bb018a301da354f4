import { z } from 'zod';
import { ObjectClass } from '../../contract/scene.ts';
import type { Behavior } from './behavior.ts';
import { stayConditions, stayMeasures, watchPresence } from './presence.ts';
import { classesSetting, insideSettings, setting } from './settings.ts';

const settings = z.strictObject({
  classes: classesSetting([...ObjectClass.options]),
  seconds: setting(z.number().min(0).max(3600).default(10), {
    title: { 'zh-CN': '停留时间', en: 'Seconds inside' },
    explanation: { 'zh-CN': '停留这么久才预警，路过的不算。', en: 'How long somebody has to be there; passing by does not count.' },
    unit: 's',
    step: 5,
  }),
  ...insideSettings,
});

/** Who is hidden for a moment, or steps over the edge, stays. */
const toleranceMs = 3000;

/** Somebody is there at a time when nobody should be. The time is not this behaviour's: it is the rule's schedule. */
export const behavior: Behavior<typeof settings> = {
  id: 'after-hours',
  title: { 'zh-CN': '非开放时段逗留', en: 'Presence after hours' },
  explanation: {
    'zh-CN': '关门后区域内仍有人员或车辆停留时预警。时段用“并且…”中的“布防时段”设置；未设置时全天生效。',
    en: 'Flags people or vehicles that are still in a zone when it is closed. Set the hours under “And only if… → Hours”; without them it watches all day.',
  },
  sentence: { 'zh-CN': '非开放时段有{classes}在{zone}停留超过 {seconds}', en: '{classes} is in {zone} for longer than {seconds} when nobody should be' },
  severity: 'yellow',
  place: 'zone',
  needs: ['tracks'],
  settings,
  measures: stayMeasures,
  thresholds: { confidence: 'confidence' },
  provedWithinMs: ({ seconds }) => seconds * 1000 + toleranceMs,
  watch(settings, { zone }) {
    if (zone === null) return () => [];
    const presence = watchPresence(zone, settings, toleranceMs);
    return (observation) => stayConditions(presence(observation), settings.seconds, settings);
  },
};
