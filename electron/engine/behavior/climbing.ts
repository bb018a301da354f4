import { z } from 'zod';
import type { Observation, Track } from '../vision/observation.ts';
import type { Behavior, Condition } from './behavior.ts';
import { personHeightM } from './body-scale.ts';
import { crossingOf, depthBeyond, footOf } from './geometry.ts';
import { directionSetting, setting } from './settings.ts';

const settings = z.strictObject({
  rise: setting(z.number().min(0.2).max(3).default(0.4), {
    title: { 'zh-CN': '离地高度', en: 'Height gained' },
    explanation: {
      'zh-CN': '翻越时身体至少升高这么多，按身高 1.70 米估算。设为围栏高度的一半左右；走门通过的人不会升高。',
      en: 'How far the body has to rise on the way over, guessed from a body height of 1.70 m. About half the fence’s height; whoever walks through a gate does not rise.',
    },
    unit: 'm',
    step: 0.1,
  }),
  seconds: setting(z.number().min(1).max(60).default(10), {
    title: { 'zh-CN': '翻越最长时间', en: 'Longest time' },
    explanation: { 'zh-CN': '从离地到在另一侧落地不超过此时间才算一次翻越。', en: 'From leaving the ground to the ground on the other side it takes at most so long.' },
    unit: 's',
    step: 1,
  }),
  direction: directionSetting,
});

/** Somebody who climbs goes hardly sideways: at most so many body heights. */
const widest = 2.5;
/** On the other side by this share of the body. */
const margin = 0.03;
/** Below this share of the body nobody has left the ground. */
const onGround = 0.1;
/** Heights in the picture are off by this share of the height gained, since people are not all equally tall. */
const heightError = 0.15;

type Point = { readonly at: number; readonly x: number; readonly foot: number; readonly head: number; readonly height: number; readonly side: 'left' | 'right' | null; readonly box: Track['box'] };
type Climb = { readonly rise: number; readonly since: number; readonly tookMs: number; readonly direction: 'forward' | 'backward' };

/** Way of the feet and of the head above where both stood before and after, in body heights: walking lifts neither. */
function climbOf(path: readonly Point[], start: Point, end: Point): Climb | null {
  const between = path.filter(({ at }) => at >= start.at && at <= end.at);
  const body = between.map(({ height }) => height).sort((a, b) => a - b)[Math.floor(between.length * 0.75)] ?? end.height;
  const ground = { foot: Math.min(start.foot, end.foot), head: Math.min(start.head, end.head) };
  const riseOf = ({ foot, head }: Point): number => Math.min(ground.foot - foot, ground.head - head) / body;
  const peak = between.reduce((best, point) => (riseOf(point) > riseOf(best) ? point : best), start);
  if (Math.abs(end.x - start.x) > widest * body) return null;
  const left = between.findLast((point) => point.at <= peak.at && (start.foot - point.foot) / body < onGround) ?? start;
  return { rise: riseOf(peak), since: left.at, tookMs: end.at - left.at, direction: end.side === 'right' ? 'forward' : 'backward' };
}

/** Somebody climbs over a fence. */
export const behavior: Behavior<typeof settings> = {
  id: 'climbing',
  title: { 'zh-CN': '翻越', en: 'Climbing over' },
  explanation: {
    'zh-CN': '有人翻越围栏或围墙时预警。警戒线画在围栏根部；须能看到人翻越前后的全身，被实墙挡住下半身时可能漏报。',
    en: 'Flags somebody who climbs over a fence. Draw the line along the fence’s foot. The whole body has to be seen before and after; behind a solid wall it may be missed.',
  },
  severity: 'red',
  place: 'line',
  needs: ['tracks'],
  settings,
  measures: {
    rise: { 'zh-CN': '升高（按身高 1.70 米估算）', en: 'Height gained, guessed from a body height of 1.70 m' },
    duration: { 'zh-CN': '翻越用时', en: 'Time to get over' },
  },
  provedWithinMs: ({ seconds }) => seconds * 1000,
  watch(settings, { line }) {
    if (line === null) return () => [];
    const paths = new Map<number, Point[]>();

    const pointOf = ({ box }: Track, at: number, aspect: number): Point => {
      const foot = footOf(box);
      const depth = depthBeyond(line, foot, box);
      const side = Math.abs(depth) < margin ? null : depth > 0 ? 'right' : 'left';
      return { at, x: foot.x * aspect, foot: foot.y, head: box.top, height: box.height, side, box };
    };

    /** Whether the way from one point to the other goes over the line between its ends. */
    const crosses = (start: Point, end: Point): boolean => crossingOf(line, footOf(start.box), footOf(end.box)) !== null;

    const conditionOf = (track: number, path: readonly Point[]): Condition | null => {
      const end = path.at(-1);
      if (end === undefined || end.side === null) return null;
      // Where it stood before: the lowest place on the other side.
      const start = path.filter(({ side }) => side !== null && side !== end.side).reduce<Point | null>((low, point) => (low === null || point.foot >= low.foot ? point : low), null);
      if (start === null || !crosses(start, end)) return null;
      const climb = climbOf(path, start, end);
      if (climb === null || climb.rise * personHeightM < settings.rise || climb.tookMs > settings.seconds * 1000) return null;
      if (settings.direction !== 'both' && settings.direction !== climb.direction) return null;
      const rise = climb.rise * personHeightM;
      return {
        subject: `track:${track}`,
        tracks: [track],
        reasons: [
          { measure: 'rise', value: rise, threshold: settings.rise, unit: 'm', uncertainty: heightError * rise },
          { measure: 'duration', value: climb.tookMs / 1000, threshold: settings.seconds, unit: 's' },
        ],
        since: climb.since,
      };
    };

    return ({ at, aspect, tracks }: Observation) => {
      for (const [id, path] of paths) if (at - (path.at(-1)?.at ?? 0) > settings.seconds * 1000) paths.delete(id);
      return tracks.flatMap((track) => {
        if (track.seenAt < at || track.class !== 'person' || track.box.height <= 0) return [];
        const path = [...(paths.get(track.id) ?? []).filter((point) => at - point.at <= settings.seconds * 1000), pointOf(track, at, aspect)];
        const condition = conditionOf(track.id, path);
        // Over is over: the next time begins on this side.
        paths.set(track.id, condition === null ? path : path.slice(-1));
        return condition ?? [];
      });
    };
  },
};
