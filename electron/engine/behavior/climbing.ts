import { z } from 'zod';
import type { RelativeBox, RelativePoint } from '../../contract/geometry.ts';
import type { Observation, Track } from '../vision/observation.ts';
import type { Behavior, Condition } from './behavior.ts';
import { personHeightM } from './body-scale.ts';
import { crossingOf, depthBeyond, footOf } from './geometry.ts';
import { directionSetting, setting } from './settings.ts';

const settings = z.strictObject({
  rise: setting(z.number().min(0.2).max(3).default(0.6), {
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
/** Before and after it stands right at the fence, so about as far from the camera: heights differ by no more than this ratio. */
const likeHeight = 0.75;
/** Who is smaller up there than on landing is crouching, or has walked away from the camera: then they have to be more alike. */
const upright = 0.95;
const likeHeightCrouched = 0.85;
/** On the other side by this share of the body. */
const margin = 0.03;
/** Below this share of the body nobody has left the ground. */
const onGround = 0.1;
/** The way from walking to climbing bends by this share of the body at least, or it is one. */
const leastBend = 0.05;
/** Somebody has landed whose feet sank by less than this share of the body in this time. */
const landedShare = 0.12;
const landedMs = 450;
/** Going back from the top, the ground is where the feet were not lower for this time before. */
const groundMs = 2000;
/** Heights in the picture are off by this share of the height gained, since people are not all equally tall. */
const heightError = 0.15;

type Point = { readonly at: number; readonly box: RelativeBox; readonly foot: RelativePoint; readonly side: 'left' | 'right'; /** Beyond doubt on that side. */ readonly clear: boolean };
type Climb = { readonly start: Point; readonly topHeight: number; readonly riseM: number; readonly since: number; readonly tookMs: number };

function bodyOf(path: readonly Point[], share = 0.75): number {
  const heights = path.map(({ box }) => box.height).sort((a, b) => a - b);
  return heights[Math.floor(heights.length * share)] ?? 0;
}

/** Where it stood before the top: back to where the feet were lowest, less the walk up to the fence, from which the climb is a bend. */
function groundBefore(path: readonly Point[], peak: number, body: number): Point | undefined {
  const top = path[peak];
  let lowest = top;
  for (const point of path.slice(0, peak).reverse()) {
    if (lowest !== undefined && lowest.at - point.at > groundMs) break;
    if (lowest === undefined || point.foot.y > lowest.foot.y) lowest = point;
  }
  if (top === undefined || lowest === undefined || lowest === top) return lowest;
  const first = lowest;
  const sag = ({ at, foot }: Point): number => foot.y - first.foot.y - ((at - first.at) / (top.at - first.at)) * (top.foot.y - first.foot.y);
  const bend = path.filter(({ at }) => at >= first.at && at <= top.at).reduce((best, point) => (sag(point) > sag(best) ? point : best), first);
  if (sag(bend) / body <= leastBend) return first;
  // On the line itself it is still on its side; beyond the line it is up in the air, or has walked round.
  if (!bend.clear) return { ...bend, side: first.side, foot: { x: bend.foot.x, y: first.foot.y } };
  return bend.side === first.side ? bend : first;
}

function hasLanded(path: readonly Point[], peak: number, start: Point, body: number): boolean {
  const end = path.at(-1);
  const before = end && path.findLast(({ at }) => end.at - at >= landedMs);
  if (end === undefined || before === undefined) return false;
  // Lower in the picture than before, beyond the line, there is nothing but ground.
  if (end.clear && end.side !== start.side && end.foot.y > start.foot.y) return true;
  return before.at >= (path[peak]?.at ?? 0) && (end.foot.y - before.foot.y) / body < landedShare;
}

/**
 * The latest way up and down again: feet and head were both higher than before and after, which no walk straight on does.
 * Whatever hides the feet lifts the box's lower end alone.
 */
function climbOf(path: readonly Point[], leastM: number): Climb | null {
  const end = path.at(-1);
  if (end === undefined) return null;
  const body = bodyOf(path);
  const peak = path.reduce((best, { foot }, i) => (foot.y < (path[best]?.foot.y ?? Infinity) ? i : best), 0);
  const start = groundBefore(path, peak, body);
  if (start === undefined || !hasLanded(path, peak, start, body)) return null;
  const ground = { foot: Math.min(start.foot.y, end.foot.y), head: Math.min(start.box.top, end.box.top) };
  const riseOf = ({ foot, box }: Point): number => Math.min(ground.foot - foot.y, ground.head - box.top) / body;
  const flight = path.filter(({ at }) => at >= start.at);
  const most = Math.max(...flight.map(riseOf));
  const riseM = personHeightM * most;
  if (riseM < leastM) return null;
  const left = path.slice(0, peak).findLast(({ foot }) => (start.foot.y - foot.y) / body < onGround) ?? start;
  const landed = path.slice(peak).find(({ foot }) => (end.foot.y - foot.y) / body < onGround) ?? end;
  const topHeight = bodyOf(flight.filter((point) => riseOf(point) >= 0.7 * most), 0.5);
  return { start, topHeight, riseM, since: left.at, tookMs: landed.at - left.at };
}

/** Somebody climbs over a fence. */
export const behavior: Behavior<typeof settings> = {
  id: 'climbing',
  title: { 'zh-CN': '翻越', en: 'Climbing over' },
  explanation: {
    'zh-CN': '有人翻越围栏或围墙时预警。警戒线画在围栏根部；须能看到人翻越前后的全身，被实墙挡住下半身时可能漏报。',
    en: 'Flags somebody who climbs over a fence. Draw the line along the fence’s foot. The whole body has to be seen before and after; behind a solid wall it may be missed.',
  },
  sentence: { 'zh-CN': '有人员{direction}翻越{line}', en: 'somebody climbs over {line} {direction}' },
  severity: 'red',
  place: 'line',
  needs: ['tracks'],
  settings,
  measures: {
    rise: { 'zh-CN': '升高（按身高 1.70 米估算）', en: 'Height gained, guessed from a body height of 1.70 m' },
    duration: { 'zh-CN': '翻越用时', en: 'Time to get over' },
  },
  provedWithinMs: ({ seconds }) => seconds * 1000 + landedMs,
  watch(settings, { line }) {
    if (line === null) return () => [];
    const paths = new Map<number, Point[]>();
    const longestMs = settings.seconds * 1000 + groundMs + landedMs;

    const pointOf = ({ box }: Track, at: number): Point => {
      const foot = footOf(box);
      const depth = depthBeyond(line, foot, box);
      return { at, box, foot, side: depth > 0 ? 'right' : 'left', clear: Math.abs(depth) >= margin };
    };

    const conditionOf = (track: number, { start, topHeight, riseM, since, tookMs }: Climb, end: Point, aspect: number): Condition | null => {
      if (start.side === end.side || !end.clear || tookMs > settings.seconds * 1000) return null;
      const crossing = crossingOf(line, start.foot, end.foot);
      if (crossing === null || (settings.direction !== 'both' && settings.direction !== crossing.direction)) return null;
      const ratio = end.box.height / start.box.height;
      const alike = topHeight < upright * end.box.height ? likeHeightCrouched : likeHeight;
      if (ratio < alike || ratio > 1 / alike) return null;
      if (Math.abs(end.foot.x - start.foot.x) * aspect > widest * Math.max(start.box.height, end.box.height)) return null;
      return {
        subject: `track:${track}`,
        tracks: [track],
        reasons: [
          { measure: 'rise', value: riseM, threshold: settings.rise, unit: 'm', uncertainty: heightError * riseM },
          { measure: 'duration', value: tookMs / 1000, threshold: settings.seconds, unit: 's', atMost: true },
        ],
        since,
      };
    };

    return ({ at, aspect, tracks }: Observation) => {
      for (const [id, path] of paths) if (at - (path.at(-1)?.at ?? 0) > longestMs) paths.delete(id);
      return tracks.flatMap((track) => {
        if (track.seenAt < at || track.class !== 'person' || track.box.height <= 0) return [];
        const end = pointOf(track, at);
        const path = [...(paths.get(track.id) ?? []).filter((point) => at - point.at <= longestMs), end];
        const climb = climbOf(path, settings.rise);
        // Down is down, on whichever side: what follows begins there.
        paths.set(track.id, climb === null ? path : [end]);
        return (climb && conditionOf(track.id, climb, end, aspect)) ?? [];
      });
    };
  },
};
