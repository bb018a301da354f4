import { z } from 'zod';
import type { Behavior, Condition } from './behavior.ts';
import { watchCrossings, type LineCrossing } from './crossings.ts';
import { directionSetting, setting } from './settings.ts';

const settings = z.strictObject({
  direction: directionSetting,
  seconds: setting(z.number().min(0.5).max(30).default(3), {
    title: { 'zh-CN': '跟随间隔', en: 'Within' },
    explanation: {
      'zh-CN': '前一人过线后不到此时间又有人同向过线，即算尾随。按门关上所需的时间设置。',
      en: 'Somebody who goes through so soon after the one before follows on his heels. Set it to the time in which the door closes.',
    },
    unit: 's',
    step: 0.5,
  }),
  allowed: setting(z.number().int().min(1).max(10).default(1), {
    title: { 'zh-CN': '允许同时通过人数', en: 'People allowed at a time' },
    explanation: { 'zh-CN': '一次开门最多允许通过的人数，超出的人才预警。', en: 'How many people may go through together; whoever comes on top of that raises the alarm.' },
    step: 1,
  }),
});

/** How far beyond the line, in shares of a person's own size. */
const margin = 0.1;

type Passage = LineCrossing & { lastSeenAt: number };

/** Somebody slips through a door behind another person. */
export const behavior: Behavior<typeof settings> = {
  id: 'tailgating',
  title: { 'zh-CN': '尾随进入', en: 'Tailgating' },
  explanation: {
    'zh-CN': '门禁处一人通过后，另一人紧跟着同向通过时预警。警戒线画在门槛上。',
    en: 'Flags somebody who goes through a door right behind another person in the same direction. Draw the line on the threshold.',
  },
  sentence: { 'zh-CN': '有人员在 {seconds}内{direction}尾随他人通过{line}', en: 'somebody follows another person over {line} {direction} within {seconds}' },
  severity: 'yellow',
  place: 'line',
  needs: ['tracks'],
  settings,
  measures: {
    gap: { 'zh-CN': '与前一人的间隔', en: 'Time behind the one before' },
    people: { 'zh-CN': '同次通过人数', en: 'People who went through together' },
  },
  provedWithinMs: ({ seconds }) => seconds * 1000,
  watch(settings, { line }) {
    if (line === null) return () => [];
    const crossings = watchCrossings(line, { classes: ['person'], margin, footing: 'foot' });
    let passages: Passage[] = [];

    /** Who went through shortly before, the latest last. One person who was lost and found on the line is not two. */
    const before = ({ track, direction, crossedAt }: LineCrossing): Passage[] =>
      passages
        .filter((earlier) => earlier.direction === direction && earlier.track.id !== track.id)
        .filter((earlier) => Math.abs(crossedAt - earlier.crossedAt) <= settings.seconds * 1000 && earlier.lastSeenAt >= track.firstAt)
        .sort((a, b) => a.crossedAt - b.crossedAt);

    const conditionOf = (crossing: LineCrossing): Condition | null => {
      const earlier = before(crossing);
      const last = earlier.at(-1);
      if (last === undefined || earlier.length < settings.allowed) return null;
      return {
        subject: `pair:${last.track.id}-${crossing.track.id}`,
        tracks: [last.track.id, crossing.track.id],
        reasons: [
          { measure: 'gap', value: Math.abs(crossing.crossedAt - last.crossedAt) / 1000, threshold: settings.seconds, unit: 's', atMost: true },
          { measure: 'people', value: earlier.length + 1, threshold: settings.allowed + 1, unit: 'count' },
        ],
        since: Math.min(last.crossedAt, crossing.crossedAt),
      };
    };

    return (observation) => {
      const { at, tracks } = observation;
      const seen = new Set(tracks.filter(({ seenAt }) => seenAt >= at).map(({ id }) => id));
      for (const passage of passages) if (seen.has(passage.track.id)) passage.lastSeenAt = at;
      const found: Condition[] = [];
      for (const crossing of crossings(observation)) {
        if (settings.direction !== 'both' && settings.direction !== crossing.direction) continue;
        const condition = conditionOf(crossing);
        if (condition !== null) found.push(condition);
        // Somebody who comes back through the door has not gone through it.
        passages = passages.filter((passage) => passage.track.id !== crossing.track.id);
        passages.push({ ...crossing, lastSeenAt: at });
      }
      passages = passages.filter(({ crossedAt }) => at - crossedAt <= settings.seconds * 1000 + 2000);
      return found;
    };
  },
};
