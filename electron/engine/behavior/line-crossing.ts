import { z } from 'zod';
import { ObjectClass } from '../../contract/scene.ts';
import type { Behavior } from './behavior.ts';
import { watchCrossings } from './crossings.ts';
import { classesSetting, confidenceSetting, directionSetting, footingSetting, setting } from './settings.ts';

const settings = z.strictObject({
  classes: classesSetting([...ObjectClass.options]),
  direction: directionSetting,
  margin: setting(z.number().min(0).max(2).default(0.1), {
    title: { 'zh-CN': '越线余量', en: 'Margin' },
    explanation: {
      'zh-CN': '越过警戒线多远才算越线，以目标自身大小的比例计，可滤除检测框在线上的抖动。',
      en: 'How far beyond the line an object has to go, as a share of its own size; keeps out boxes that tremble on the line.',
    },
    step: 0.05,
  }),
  footing: setting(footingSetting.unwrap().exclude(['overlap']).default('foot'), {
    title: { 'zh-CN': '位置判定', en: 'Where an object stands' },
    explanation: {
      'zh-CN': '平视画面用脚下点；从高处俯视时用目标中心。',
      en: 'The foot point suits cameras that look from the side; for views from above use the centre.',
    },
    choices: {
      foot: { 'zh-CN': '脚下点（框底边中点）', en: 'Foot point (bottom centre)' },
      centre: { 'zh-CN': '目标中心', en: 'Centre' },
    },
  }),
  confidence: confidenceSetting,
});

/** Somebody or something goes over a line, whichever way or only one way. */
export const behavior: Behavior<typeof settings> = {
  id: 'line-crossing',
  title: { 'zh-CN': '越线', en: 'Line crossing' },
  explanation: {
    'zh-CN': '人员或车辆越过警戒线时预警，可只看一个方向。',
    en: 'Flags a person or vehicle that goes over a line, in one direction or both.',
  },
  sentence: { 'zh-CN': '有{classes}{direction}越过{line}', en: '{classes} crosses {line} {direction}' },
  severity: 'yellow',
  place: 'line',
  needs: ['tracks'],
  settings,
  measures: {
    forward: { 'zh-CN': '正向越线', en: 'Crossed forward' },
    backward: { 'zh-CN': '反向越线', en: 'Crossed backward' },
    beyond: { 'zh-CN': '越过距离（目标自身大小的比例）', en: 'Distance beyond the line (share of the object’s size)' },
    confidence: { 'zh-CN': '最高置信度', en: 'Best confidence' },
  },
  thresholds: { confidence: 'confidence' },
  watch(settings, { line }) {
    if (line === null) return () => [];
    const crossings = watchCrossings(line, settings);
    return (observation) =>
      crossings(observation)
        .filter(({ confidence, direction }) => confidence >= settings.confidence && (settings.direction === 'both' || settings.direction === direction))
        .map(({ track, direction, beyond, confidence, crossedAt }) => ({
          subject: `track:${track.id}`,
          tracks: [track.id],
          reasons: [
            { measure: direction, value: 1, threshold: 1, unit: 'count' },
            { measure: 'beyond', value: beyond, threshold: settings.margin, unit: 'ratio' },
            { measure: 'confidence', value: confidence, threshold: settings.confidence, unit: 'ratio' },
          ],
          since: crossedAt,
        }));
  },
};
