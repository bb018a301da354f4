import { z } from 'zod';
import type { RelativeBox, RelativePoint } from '../../contract/geometry.ts';
import { ObjectClass } from '../../contract/scene.ts';
import type { Line } from '../../contract/scene.ts';
import type { Observation, Track } from '../vision/observation.ts';
import type { Behavior, Condition } from './behavior.ts';
import { crossingOf, depthBeyond } from './geometry.ts';
import { longestConfirmationMs } from './history.ts';
import { classesSetting, confidenceSetting, footingOf, footingSetting, setting } from './settings.ts';

const settings = z.strictObject({
  classes: classesSetting([...ObjectClass.options]),
  direction: setting(z.enum(['forward', 'backward', 'both']).default('both'), {
    title: { 'zh-CN': '越线方向', en: 'Direction' },
    explanation: {
      'zh-CN': '沿警戒线起点望向终点，从左侧到右侧为正向。画面上的箭头指向正向。',
      en: 'Looking along the line from its first to its second end, forward is from the left hand to the right.',
    },
    choices: {
      both: { 'zh-CN': '双向', en: 'Both ways' },
      forward: { 'zh-CN': '正向', en: 'Forward' },
      backward: { 'zh-CN': '反向', en: 'Backward' },
    },
  }),
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
type Settings = z.output<typeof settings>;

/** An object that has not been seen for longer is forgotten. */
const forgetMs = 10_000;

/** What is remembered of one object: where it was, and on which side of the line it last was beyond doubt. */
type Walk = {
  at: number;
  point: RelativePoint;
  confidence: number;
  depth: number;
  side: 'left' | 'right' | null;
  firstDepth: number;
  /** Steps over the line since the side was last certain, forward less backward. */
  net: number;
  crossedAt: number;
};

function startWalk(line: Line, settings: Settings, box: RelativeBox, at: number): Walk {
  const point = footingOf(box, settings.footing);
  const depth = depthBeyond(line, point, box);
  const side = Math.abs(depth) < settings.margin ? null : depth > 0 ? 'right' : 'left';
  return { at, point, confidence: 0, depth, side, firstDepth: depth, net: 0, crossedAt: at };
}

/** Takes the next step of a walk; tells the depth beyond the line when it has now certainly changed sides across it. */
function step(walk: Walk, line: Line, settings: Settings, track: Track, at: number): number | null {
  const point = footingOf(track.box, settings.footing);
  const depth = depthBeyond(line, point, track.box);
  const crossing = crossingOf(line, walk.point, point);
  if (crossing !== null) {
    walk.net += crossing.direction === 'forward' ? 1 : -1;
    walk.crossedAt = walk.at + crossing.share * (at - walk.at);
  }
  // One step that long is a movement, not a tremble: fast objects need not be seen a second time beyond the line.
  const strode = crossing !== null && Math.abs(depth - walk.depth) >= 2 * settings.margin;
  walk.at = at;
  walk.point = point;
  walk.depth = depth;
  walk.confidence = Math.max(walk.confidence, track.confidence);

  if (Math.abs(depth) < settings.margin && !strode) return null;
  const side = depth > 0 ? 'right' : 'left';
  const before = walk.side;
  const net = walk.net;
  const bornBeyond = Math.abs(depth - walk.firstDepth) >= 2 * settings.margin;
  walk.side = side;
  walk.net = 0;
  const crossed = net === (side === 'right' ? 1 : -1) && (before === null ? bornBeyond : before !== side);
  return crossed ? depth : null;
}

/** Somebody or something goes over a line, whichever way or only one way. */
export const behavior: Behavior<typeof settings> = {
  id: 'line-crossing',
  title: { 'zh-CN': '越线', en: 'Line crossing' },
  explanation: {
    'zh-CN': '人员或车辆越过警戒线时预警，可只看一个方向。',
    en: 'Flags a person or vehicle that goes over a line, in one direction or both.',
  },
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
    const walks = new Map<number, Walk>();

    /** From where it was first detected, unless the line was drawn while it had long been there: that way is nobody's. */
    const begin = (track: Track, at: number): Walk =>
      track.firstBox !== undefined && at - track.firstAt <= longestConfirmationMs
        ? startWalk(line, settings, track.firstBox, track.firstAt)
        : startWalk(line, settings, track.box, at);

    const conditionOf = (track: Track, at: number): Condition | null => {
      const walk = walks.get(track.id) ?? begin(track, at);
      walks.set(track.id, walk);
      const depth = step(walk, line, settings, track, at);
      if (depth === null || walk.confidence < settings.confidence) return null;
      const direction = depth > 0 ? 'forward' : 'backward';
      if (settings.direction !== 'both' && settings.direction !== direction) return null;
      return {
        subject: `track:${track.id}`,
        tracks: [track.id],
        reasons: [
          { measure: direction, value: 1, threshold: 1, unit: 'count' },
          { measure: 'beyond', value: Math.abs(depth), threshold: settings.margin, unit: 'ratio' },
          { measure: 'confidence', value: walk.confidence, threshold: settings.confidence, unit: 'ratio' },
        ],
        since: walk.crossedAt,
      };
    };

    return ({ at, tracks }: Observation) => {
      for (const [id, walk] of walks) if (at - walk.at > forgetMs) walks.delete(id);
      return tracks
        .filter((track) => track.seenAt >= at && settings.classes.includes(track.class))
        .map((track) => conditionOf(track, at))
        .filter((condition) => condition !== null);
    };
  },
};
