import { z } from 'zod';
import type { Reason } from '../../contract/event.ts';
import type { Observation } from '../vision/observation.ts';
import type { Behavior, BehaviorPlace } from './behavior.ts';
import { fallBorders, judgeFall, type FallJudgement } from './fall-score.ts';
import { holdWhileLying, isWithin } from './lying-state.ts';
import { makePeople, type Person } from './people.ts';
import { setting } from './settings.ts';

const settings = z.strictObject({
  drop: setting(z.number().min(0.2).max(0.8).default(fallBorders.drop.at), {
    title: { 'zh-CN': '最小下落幅度', en: 'Least drop' },
    explanation: {
      'zh-CN': '肩部在两三秒内至少下落多少才算倒地，以本人身高的比例计。误报多时调高，漏报时调低。',
      en: 'How far the shoulders have to come down within two or three seconds, as a share of the person\'s height. Raise it against false alarms, lower it when falls are missed.',
    },
    step: 0.05,
  }),
  seconds: setting(z.number().min(0.4).max(3).default(0.6), {
    title: { 'zh-CN': '倒地后持续时间', en: 'Seconds on the ground' },
    explanation: {
      'zh-CN': '倒下后在地面停留这么久才预警，可滤除弯腰、深蹲后立即起身的动作。',
      en: 'How long somebody stays down before it counts; keeps out those who bend or squat and get up again.',
    },
    unit: 's',
    step: 0.2,
  }),
});
type Settings = z.output<typeof settings>;

/** From here on it is told. */
const alarmFrom = 0.5;

function reasonsOf({ measures, groundMs }: FallJudgement, settings: Settings): Reason[] {
  return [
    { measure: 'drop', value: measures.drop, threshold: settings.drop, unit: 'relative' },
    { measure: 'suddenDrop', value: measures.suddenDrop, threshold: fallBorders.suddenDrop.at, unit: 'relative' },
    { measure: 'hipsAbove', value: Math.max(0, measures.hipsAbove), threshold: fallBorders.hipsAbove.at, unit: 'relative', atMost: true },
    { measure: 'ground', value: groundMs / 1000, threshold: settings.seconds, unit: 's' },
  ];
}

/** What each body seen in an observation looks like, as a fall. */
function judgements(settings: Settings, { zone }: BehaviorPlace): (observation: Observation) => readonly { person: Person; judgement: FallJudgement | null }[] {
  const people = makePeople();
  return (observation) =>
    people(observation)
      .filter((person) => isWithin(person, zone, observation.aspect))
      .map((person) => ({ person, judgement: judgeFall(person, settings.seconds * 1000, settings.drop) }));
}

/** Somebody comes down suddenly and stays on the ground. */
export const behavior: Behavior<typeof settings> = {
  id: 'fall',
  title: { 'zh-CN': '倒地', en: 'Fall' },
  explanation: {
    'zh-CN': '人员突然摔倒且未立即起身时预警；坐下、弯腰拾物、下蹲不报。可指定区域，不指定则监看整个画面。',
    en: 'Flags somebody who falls and does not get up at once; sitting down, bending and squatting do not count. A zone may be chosen; without one the whole picture is watched.',
  },
  sentence: { 'zh-CN': '{zone}内有人员摔倒，{seconds}内没有起身', en: 'somebody falls in {zone} and stays down for {seconds}' },
  severity: 'red',
  place: 'picture',
  needs: ['tracks', 'skeletons'],
  settings,
  measures: {
    drop: { 'zh-CN': '肩部下落（以身高计）', en: 'Drop of the shoulders, in body heights' },
    suddenDrop: { 'zh-CN': '最快一段的下落（以身高计）', en: 'Drop within the fastest moment, in body heights' },
    hipsAbove: { 'zh-CN': '髋部离地高度（以身高计）', en: 'Hips above the ground, in body heights' },
    ground: { 'zh-CN': '倒地时长', en: 'Time on the ground' },
  },
  thresholds: { drop: 'drop' },
  provedWithinMs: ({ seconds }) => 3000 + seconds * 1000,
  watch(settings, place) {
    const judge = judgements(settings, place);
    const held = holdWhileLying();
    return (observation) => {
      const judged = judge(observation);
      for (const { person, judgement } of judged)
        if (judgement !== null && judgement.score >= alarmFrom) held.begin(person, judgement.measures.since, reasonsOf(judgement, settings));
      return held.goOn(judged.map(({ person }) => person), observation);
    };
  },
  score(settings, place) {
    const judge = judgements(settings, place);
    return (observation) => judge(observation).reduce((most, { judgement }) => Math.max(most, judgement?.score ?? 0), 0);
  },
};
