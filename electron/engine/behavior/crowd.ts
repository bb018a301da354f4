import { z } from 'zod';
import type { Behavior } from './behavior.ts';
import { insideZone } from './geometry.ts';
import { watchGroups } from './groups.ts';
import { watchMotion, type Motion } from './motion.ts';
import { setting } from './settings.ts';

const settings = z.strictObject({
  people: setting(z.number().int().min(2).max(100).default(5), {
    title: { 'zh-CN': '聚集人数', en: 'People' },
    explanation: { 'zh-CN': '至少这么多人聚在一起才算聚集。', en: 'How many people at least have to be together.' },
    step: 1,
  }),
  distance: setting(z.number().min(0.5).max(10).default(2), {
    title: { 'zh-CN': '相邻距离', en: 'Distance' },
    explanation: {
      'zh-CN': '相邻两人间距小于此值算在一起，一个挨一个地连成一群。',
      en: 'Two people nearer than this are together; a group is chained from such pairs.',
    },
    unit: 'm',
    step: 0.5,
  }),
  seconds: setting(z.number().min(1).max(3600).default(10), {
    title: { 'zh-CN': '持续时间', en: 'How long' },
    explanation: { 'zh-CN': '聚集持续这么久才预警。', en: 'How long they have to be together.' },
    unit: 's',
    step: 1,
  }),
  moving: setting(z.boolean().default(false), {
    title: { 'zh-CN': '计入行进中的人群', en: 'Walking groups count' },
    explanation: { 'zh-CN': '默认只计停留的人；打开后结队行走的人群也算聚集。', en: 'Normally only people who stand count; with this a group that walks by counts too.' },
  }),
});

/** Whoever is slower stands, over this time; walking is 1.2 m/s and more. */
const standingMps = 0.8;
const windowMs = 2500;
/** Without the ground, whoever comes at the camera is noticed by growing; lenses are taken to be so long, in picture heights. */
const usualFocal = 1.25;
/** A group that is too small for a moment, since somebody is hidden, goes on. */
const toleranceMs = 2000;

function stands({ mostMps, growthPerS, spot }: Motion): boolean {
  const towardsMps = spot.byBody ? growthPerS * usualFocal * spot.metresPerUnit : 0;
  return Math.hypot(mostMps, towardsMps) < standingMps;
}

/** People stand together for a while. */
export const behavior: Behavior<typeof settings> = {
  id: 'crowd',
  title: { 'zh-CN': '人员聚集', en: 'Gathering' },
  explanation: {
    'zh-CN': '多人聚在一起停留超过设定时间时预警，结队路过的不算。同一群人有人加入或离开仍是一起事件。',
    en: 'Flags people who stay together for a while; a group that walks by does not count. It stays one event while people join and leave.',
  },
  sentence: { 'zh-CN': '{zone}内有 {people} 人及以上聚集超过 {seconds}', en: '{people} or more people gather in {zone} for longer than {seconds}' },
  severity: 'yellow',
  place: 'picture',
  needs: ['tracks'],
  settings,
  measures: {
    people: { 'zh-CN': '聚集人数', en: 'People together' },
    duration: { 'zh-CN': '聚集时长', en: 'Time together' },
  },
  provedWithinMs: ({ seconds }) => seconds * 1000 + toleranceMs,
  watch(settings, { zone, ground }) {
    const motion = watchMotion(ground, windowMs);
    const groupsOf = watchGroups(ground, settings.distance);
    const standing = new Map<number, { still: boolean; at: number }>();
    const gatherings = new Map<number, { since: number; heldAt: number; most: number; members: readonly number[] }>();

    return (observation) => {
      const { at } = observation;
      for (const [id, one] of standing) if (at - one.at > toleranceMs) standing.delete(id);
      for (const [track, moves] of motion(observation)) standing.set(track, { still: stands(moves), at });
      const inside = new Set(observation.tracks.filter(({ box }) => insideZone(box, zone)).map(({ id }) => id));
      const groups = groupsOf(observation, (track) => inside.has(track) && (settings.moving || standing.get(track)?.still === true));

      for (const { id, members } of groups) {
        if (members.length < settings.people) continue;
        const before = gatherings.get(id);
        gatherings.set(id, { since: before?.since ?? at, heldAt: at, most: Math.max(before?.most ?? 0, members.length), members });
      }
      for (const [id, { heldAt }] of gatherings) if (at - heldAt > toleranceMs) gatherings.delete(id);

      return [...gatherings]
        .filter(([, { since, heldAt }]) => heldAt - since >= settings.seconds * 1000)
        .map(([id, { since, heldAt, most, members }]) => ({
          subject: `crowd:${id}`,
          tracks: members,
          reasons: [
            { measure: 'people', value: most, threshold: settings.people, unit: 'count' as const },
            { measure: 'duration', value: (heldAt - since) / 1000, threshold: settings.seconds, unit: 's' as const },
          ],
          since,
          until: heldAt,
        }));
    };
  },
};
