import { z } from 'zod';
import type { FightView, Observation, Track } from '../vision/observation.ts';
import { coveredShare } from '../vision/overlap.ts';
import type { Behavior, Condition } from './behavior.ts';
import { centreOf, insidePolygon, insideZone } from './geometry.ts';
import { setting } from './settings.ts';

const settings = z.strictObject({
  score: setting(z.number().min(0.05).max(0.99).default(0.6), {
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
/** Looks at one place further apart are not of one going-on. */
const longestGapMs = 3000;
/** Views of one going-on share so much of the smaller one. */
const leastShared = 0.3;

type Look = Pick<FightView, 'box' | 'tracks' | 'score'> & { readonly at: number };
type Looks = readonly Look[];

function meanOf(looks: Looks): number {
  return looks.reduce((sum, { score }) => sum + score, 0) / looks.length;
}

/** Whether two views are of one place and, as far as they are known, of the same people. */
function isSame(a: Pick<FightView, 'box' | 'tracks'>, b: Pick<FightView, 'box' | 'tracks'>): boolean {
  const [small, large] = a.box.width * a.box.height < b.box.width * b.box.height ? [a, b] : [b, a];
  if (coveredShare(small.box, [large.box]) < leastShared) return false;
  return a.tracks.length === 0 || b.tracks.length === 0 || a.tracks.some((id) => b.tracks.includes(id));
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
    /** By place. */
    let going: readonly Looks[] = [];
    /** Where one of the people in the view stands, or, while the detector sees none of them, the view's middle. */
    const isInside = ({ box, tracks: ids }: FightView, tracks: readonly Track[]): boolean => {
      if (zone === null) return true;
      const people = tracks.filter(({ id }) => ids.includes(id));
      return people.length > 0 ? people.some((person) => insideZone(person.box, zone)) : insidePolygon(centreOf(box), zone.points);
    };

    const conditionOf = (view: FightView, at: number): Condition | null => {
      going = going.filter((looks) => looks.every((look) => look.at < at) && at - (looks.at(-1)?.at ?? 0) <= longestGapMs);
      const look: Look = { at, ...view };
      const before = going.find((those) => isSame(those.at(-1) ?? look, look)) ?? [];
      let looks: Looks = [...before, look];
      // The oldest look stays as long as no later one covers the whole stretch.
      while (at - ((looks[1]?.at ?? Infinity) - viewMs) >= seconds * 1000) looks = looks.slice(1);
      going = [...going.filter((those) => those !== before), looks];
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
