import { z } from 'zod';
import { median } from '../vision/median.ts';
import type { Behavior, Condition } from './behavior.ts';
import { distanceM, spotOf, type Spot } from './body-scale.ts';
import { insideZone } from './geometry.ts';
import { watchGroups, type Group } from './groups.ts';
import { watchMotion, type Motion } from './motion.ts';
import { setting } from './settings.ts';

const settings = z.strictObject({
  people: setting(z.number().int().min(3).max(100).default(5), {
    title: { 'zh-CN': '人群人数', en: 'People' },
    explanation: { 'zh-CN': '散开之前至少有这么多人聚在一起。', en: 'How many people at least were together before.' },
    step: 1,
  }),
  speed: setting(z.number().min(1.5).max(8).default(2.5), {
    title: { 'zh-CN': '散开速度', en: 'Speed' },
    explanation: { 'zh-CN': '跑离人群的速度超过此值才计入。快步走约 2 米/秒。', en: 'Who leaves the group faster than this counts. Brisk walking is about 2 m/s.' },
    unit: 'm/s',
    step: 0.5,
  }),
});

/** Share of the group that has to run off, in which arc of directions at least, and how long after they were together. */
const leastShare = 0.6;
const leastArc = 90;
const withinMs = 5000;
/** They were together for so long, with neighbours nearer than this. */
const togetherMs = 2000;
const nearM = 3;
const windowMs = 800;
/** A speed that could not be measured again for this long counts no more. */
const freshMs = 1500;
/** A number that was not seen for so long is not given to anybody again. */
const forgetMs = 30_000;

type Together = { since: number; at: number; group: Group; held: boolean; counts: readonly Count[]; members: ReadonlyMap<number, number> };
/** How many of a group were seen at once: second boxes and old numbers of people who were lost come and go. */
type Count = { readonly at: number; readonly seen: number };
type Runner = { readonly track: number; readonly motion: Motion; readonly angle: number };

/** The smallest arc, in degrees, that holds all directions. */
function arcOf(angles: readonly number[]): number {
  const sorted = angles.toSorted((a, b) => a - b);
  const gaps = sorted.map((angle, i) => (sorted[i + 1] ?? (sorted[0] ?? 0) + 360) - angle);
  return 360 - Math.max(...gaps);
}

/** People who stood together suddenly run apart. */
export const behavior: Behavior<typeof settings> = {
  id: 'dispersal',
  title: { 'zh-CN': '人群突然散开', en: 'Sudden dispersal' },
  explanation: {
    'zh-CN': '聚在一起的人群在几秒内向不同方向跑开时预警，往往意味着打架、爆炸或其他险情。朝同一方向跑的不算。',
    en: 'Flags people who were together and within seconds run off in several directions, as they do from a fight or a danger. Running all one way does not count.',
  },
  sentence: { 'zh-CN': '{zone}内聚集的 {people} 人及以上突然向四周散开', en: '{people} or more people who stood together in {zone} run apart' },
  severity: 'red',
  place: 'picture',
  needs: ['tracks'],
  settings,
  measures: {
    runners: { 'zh-CN': '跑开人数', en: 'People running off' },
    speed: { 'zh-CN': '跑开速度（中位值）', en: 'Their speed (median)' },
    'speed-by-body': { 'zh-CN': '跑开速度（中位值，按身高 1.70 米估算）', en: 'Their speed (median), guessed from a body height of 1.70 m' },
    arc: { 'zh-CN': '散开方向的张角', en: 'Arc of their directions' },
  },
  provedWithinMs: () => withinMs,
  watch(settings, { zone, ground }) {
    const motion = watchMotion(ground, windowMs);
    const groupsOf = watchGroups(ground, nearM);
    const gathered = new Map<number, Together>();
    const latest = new Map<number, { motion: Motion; at: number }>();
    const begun = new Map<number, { readonly at: number; readonly spot: Spot; readonly seenAt: number }>();

    const remember = (groups: readonly Group[], at: number): void => {
      for (const group of groups) {
        if (group.members.length < settings.people) continue;
        const calm = group.members.filter((id) => (latest.get(id)?.motion.speedMps ?? 0) < settings.speed);
        const before = gathered.get(group.id);
        // Who runs already does not move the place from which they run.
        if (calm.length <= (1 - leastShare / 2) * group.members.length) continue;
        const since = before !== undefined && at - before.at <= togetherMs ? before.since : at;
        const counts = [...(before?.counts ?? []).filter((count) => at - count.at <= togetherMs), { at, seen: group.seen }];
        // Who is a little slower to be measured stays when the first are out of reach: everybody of the last moments belongs.
        const members = new Map([...(before?.members ?? []), ...group.members.map((id) => [id, at] as const)].filter(([, last]) => at - last <= togetherMs));
        gathered.set(group.id, { since, at, group, held: at - since >= togetherMs, counts, members });
      }
      for (const [id, { at: last }] of gathered) if (at - last > withinMs) gathered.delete(id);
    };

    /** People who hide one another until they run are found under new numbers, where the others stood. */
    const newcomersOf = ({ group, members, at }: Together): number[] =>
      [...begun].flatMap(([id, first]) => (at - first.at <= togetherMs && !members.has(id) && group.spots.some((spot) => distanceM(spot, first.spot) < nearM) ? [id] : []));

    const runnersOf = (together: Together): Runner[] =>
      [...together.members.keys(), ...newcomersOf(together)].flatMap((track) => {
        const moves = latest.get(track)?.motion;
        // Several who are as fast at once need no margin each.
        if (moves === undefined || moves.speedMps <= settings.speed) return [];
        const { direction, spot } = moves;
        const { centre } = together.group;
        if (direction.x * (spot.x - centre.x) + direction.y * (spot.y - centre.y) <= 0) return [];
        return [{ track, motion: moves, angle: (Math.atan2(direction.y, direction.x) * 180) / Math.PI }];
      });

    const conditionOf = (id: number, together: Together): Condition | null => {
      const { at: togetherAt, held, counts } = together;
      const runners = runnersOf(together);
      const least = Math.max(3, Math.ceil(leastShare * median(counts.map(({ seen }) => seen))));
      const arc = runners.length > 1 ? arcOf(runners.map(({ angle }) => angle)) : 0;
      if (!held || runners.length < least || arc < leastArc) return null;
      const middle = runners.toSorted((a, b) => a.motion.speedMps - b.motion.speedMps)[Math.floor(runners.length / 2)]?.motion;
      if (middle === undefined) return null;
      const measure = middle.spot.byBody ? 'speed-by-body' : 'speed';
      return {
        subject: `dispersal:${id}`,
        tracks: runners.map(({ track }) => track),
        reasons: [
          { measure: 'runners', value: runners.length, threshold: least, unit: 'count' },
          { measure, value: middle.speedMps, threshold: settings.speed, unit: 'm/s', uncertainty: middle.uncertaintyMps },
          { measure: 'arc', value: arc, threshold: leastArc, unit: '°' },
        ],
        since: togetherAt,
      };
    };

    return (observation) => {
      const { at } = observation;
      for (const [id, one] of latest) if (at - one.at > freshMs) latest.delete(id);
      for (const [id, { seenAt }] of begun) if (at - seenAt > forgetMs) begun.delete(id);
      for (const track of observation.tracks) {
        const known = begun.get(track.id);
        const spot = known?.spot ?? spotOf(track, observation.aspect, ground);
        if (spot !== null && track.seenAt >= at) begun.set(track.id, { at: known?.at ?? at, spot, seenAt: at });
      }
      for (const [id, moves] of motion(observation)) latest.set(id, { motion: moves, at });
      const inside = new Set(observation.tracks.filter(({ box }) => insideZone(box, zone)).map(({ id }) => id));
      remember(groupsOf(observation, (track) => inside.has(track)), at);
      return [...gathered].map(([id, together]) => conditionOf(id, together)).filter((condition) => condition !== null);
    };
  },
};
