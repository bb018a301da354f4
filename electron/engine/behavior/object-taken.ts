import { z } from 'zod';
import type { Behavior } from './behavior.ts';
import { centreOf, insidePolygon, shareInside } from './geometry.ts';
import { setting } from './settings.ts';

const settings = z.strictObject({
  seconds: setting(z.number().min(2).max(600).default(10), {
    title: { 'zh-CN': '移走确认时长', en: 'Time gone' },
    explanation: {
      'zh-CN': '物品不在原处达到此时长才预警，拿起看看又放回的不算。',
      en: 'How long the thing has to be gone before it counts; one that is picked up and put back does not.',
    },
    unit: 's',
    step: 1,
  }),
  smallest: setting(z.number().min(0).max(0.5).default(0.02), {
    title: { 'zh-CN': '最小物品高度', en: 'Smallest thing' },
    explanation: {
      'zh-CN': '占画面高度的比例，更小的变化不算。误报多时调高。',
      en: 'Height as a share of the picture; smaller changes do not count. Raise it against false alarms.',
    },
    step: 0.01,
  }),
});

/** A gap is an event for this long; afterwards it is how the place is. */
const toldMs = 10_000;

/** A thing that belonged to a zone is not there any more. */
export const behavior: Behavior<typeof settings> = {
  id: 'object-taken',
  title: { 'zh-CN': '物品移走', en: 'Object taken away' },
  explanation: {
    'zh-CN': '警戒区域内原有的物品（展品、设备、车辆等）不见了即预警，并记录当时在场的人员。请把区域画小，只圈住要看护的物品。',
    en: 'Flags that a thing which stood in a zone is gone, and keeps who was there. Draw the zone closely around what is to be guarded.',
  },
  sentence: { 'zh-CN': '{zone}内的物品被移走超过 {seconds}', en: 'something that belonged to {zone} is gone for longer than {seconds}' },
  severity: 'yellow',
  place: 'zone',
  needs: ['tracks', 'things'],
  settings,
  measures: {
    gone: { 'zh-CN': '物品不在原处时长', en: 'Time the thing has been gone' },
    height: { 'zh-CN': '物品高度（占画面比例）', en: 'Height of the thing (share of the picture)' },
  },
  provedWithinMs: ({ seconds }) => (Math.max(seconds, 8) + 2) * 1000,
  watch(settings, { zone }) {
    if (zone === null) return () => [];
    return ({ at, things = [] }) =>
      things
        .filter(({ change, box }) => change === 'gone' && box.height >= settings.smallest)
        .filter(({ box }) => insidePolygon(centreOf(box), zone.points) || shareInside(box, zone.points) >= 0.5)
        .filter(({ since }) => at - since >= settings.seconds * 1000 && at - since <= Math.max(settings.seconds * 1000, 20_000) + toldMs)
        .map(({ id, since, carrier, box }) => ({
          subject: `thing:${id}`,
          tracks: carrier === null ? [] : [carrier],
          things: [id],
          since,
          reasons: [
            { measure: 'gone', value: (at - since) / 1000, threshold: settings.seconds, unit: 's' },
            { measure: 'height', value: box.height, threshold: settings.smallest, unit: 'ratio' },
          ],
        }));
  },
};
