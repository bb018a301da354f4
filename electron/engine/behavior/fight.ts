import { z } from 'zod';
import type { FightView, Observation, Track } from '../vision/observation.ts';
import type { Behavior, Condition } from './behavior.ts';
import { centreOf, insidePolygon, insideZone } from './geometry.ts';
import { setting } from './settings.ts';

const settings = z.strictObject({
  score: setting(z.number().min(0.05).max(0.99).default(0.5), {
    title: { 'zh-CN': '最低评分', en: 'Least score' },
    explanation: {
      'zh-CN': '模型评分已校准：评分 0.8 的画面中，约五分之四确为斗殴。误报多时调高，漏报时调低。',
      en: 'The model’s score is calibrated: of views that score 0.8 about four in five are fights. Raise it against false alarms, lower it when fights are missed.',
    },
    step: 0.05,
  }),
  seconds: setting(z.number().min(0).max(20).default(3), {
    title: { 'zh-CN': '持续时间', en: 'Seconds' },
    explanation: {
      'zh-CN': '平均评分在这么长时间内达到要求才预警。0 表示一次判断即预警，误报会明显增多。',
      en: 'The mean score has to reach the least score over so long. 0 alarms after a single look and raises many more false alarms.',
    },
    unit: 's',
    step: 1,
  }),
});

/** What one look of the model covers. */
const viewMs = 1840;
/** Looks further apart are not of one going-on. */
const longestGapMs = 2500;

type Looks = readonly { readonly at: number; readonly score: number }[];

function meanOf(looks: Looks): number {
  return looks.reduce((sum, { score }) => sum + score, 0) / looks.length;
}

/** People fight: blows, kicks, wrestling, as a model sees them over two seconds. */
export const behavior: Behavior<typeof settings> = {
  id: 'fight',
  title: { 'zh-CN': '斗殴', en: 'Fight' },
  explanation: {
    'zh-CN': '多人近距离肢体冲突、推搡扭打时预警。只在有人员相互靠近时启用模型判断。',
    en: 'Flags people who hit, kick or wrestle with one another. The model looks only where people are close together.',
  },
  sentence: { 'zh-CN': '{zone}内有人员斗殴[并持续超过 {seconds}]', en: 'people fight in {zone}[ for longer than {seconds}]' },
  severity: 'red',
  place: 'picture',
  needs: ['tracks', 'fights'],
  settings,
  measures: {
    fight: { 'zh-CN': '斗殴评分', en: 'Fight score' },
    lasting: { 'zh-CN': '持续时长', en: 'Time it went on' },
  },
  thresholds: { fight: 'score' },
  provedWithinMs: ({ seconds }) => viewMs + seconds * 1000 + longestGapMs,
  watch({ score, seconds }, { zone }) {
    let looks: Looks = [];
    /** Where one of the people in the view stands, or, while the detector sees none of them, the view's middle. */
    const isInside = ({ box, tracks: ids }: FightView, tracks: readonly Track[]): boolean => {
      if (zone === null) return true;
      const people = tracks.filter(({ id }) => ids.includes(id));
      return people.length > 0 ? people.some((person) => insideZone(person.box, zone)) : insidePolygon(centreOf(box), zone.points);
    };

    const conditionOf = (view: FightView, at: number): Condition | null => {
      const last = looks.at(-1);
      if (last !== undefined && (at <= last.at || at - last.at > longestGapMs)) looks = [];
      looks = [...looks, { at, score: view.score }];
      // The oldest look stays as long as no later one covers the whole stretch.
      while (at - ((looks[1]?.at ?? Infinity) - viewMs) >= seconds * 1000) looks = looks.slice(1);
      const since = (looks[0]?.at ?? at) - viewMs;
      const mean = meanOf(looks);
      if (mean < score || at - since < seconds * 1000) return null;
      return {
        subject: 'fight',
        tracks: view.tracks,
        reasons: [
          { measure: 'fight', value: mean, threshold: score, unit: 'ratio', model: view.model },
          { measure: 'lasting', value: (at - since) / 1000, threshold: seconds, unit: 's' },
        ],
        since,
      };
    };
    return ({ at, fights, tracks }: Observation) => (fights ?? []).filter((view) => isInside(view, tracks)).flatMap((view) => conditionOf(view, at) ?? []);
  },
  score: () => {
    let most = 0;
    return ({ fights }) => (most = Math.max(most, ...(fights ?? []).map(({ score }) => score)));
  },
};
