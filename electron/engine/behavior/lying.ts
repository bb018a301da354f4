import { z } from 'zod';
import type { Behavior } from './behavior.ts';
import { lastFor } from './fall-score.ts';
import { heightsAbove, holdWhileLying, isLying, isWithin, lyingBorders } from './lying-state.ts';
import { makePeople, type Person } from './people.ts';
import { setting } from './settings.ts';

const settings = z.strictObject({
  seconds: setting(z.number().min(0.6).max(4).default(1.6), {
    title: { 'zh-CN': '持续时间', en: 'Seconds lying' },
    explanation: {
      'zh-CN': '躺卧持续这么久才预警，可滤除弯腰、拾物等短暂动作。',
      en: 'How long somebody has to lie before it counts; keeps out those who bend or pick something up.',
    },
    unit: 's',
    step: 0.2,
  }),
});

/** Somebody lies on the ground, however he came there. */
export const behavior: Behavior<typeof settings> = {
  id: 'lying',
  title: { 'zh-CN': '人员躺卧', en: 'Person lying down' },
  explanation: {
    'zh-CN': '有人躺在地上时预警，同一人躺卧期间只算一起事件。画面里有床铺、长椅时，请划定区域避开。',
    en: 'Flags somebody who lies on the ground; as long as he lies there it is one event. Where there are beds or benches, choose a zone without them.',
  },
  sentence: { 'zh-CN': '{zone}内有人员躺卧超过 {seconds}', en: 'somebody lies on the ground in {zone} for longer than {seconds}' },
  severity: 'yellow',
  place: 'picture',
  needs: ['tracks', 'skeletons'],
  settings,
  measures: {
    lying: { 'zh-CN': '躺卧时长', en: 'Time lying' },
    shouldersAbove: { 'zh-CN': '肩部离地高度（以身高计）', en: 'Shoulders above the ground, in body heights' },
    trunk: { 'zh-CN': '躯干倾角（直立为 0°）', en: 'Tilt of the trunk (0° is upright)' },
  },
  provedWithinMs: ({ seconds }) => seconds * 1000 + 1400,
  watch(settings, { zone }) {
    const people = makePeople();
    const held = holdWhileLying();
    const begin = (person: Person): void => {
      const postures = lastFor(person.postures, settings.seconds * 1000);
      const [first] = postures;
      const now = postures.at(-1);
      if (first === undefined || now === undefined || !postures.every((posture) => isLying(person, posture))) return;
      held.begin(person, first.at, [
        { measure: 'lying', value: (now.at - first.at) / 1000, threshold: settings.seconds, unit: 's' },
        { measure: 'shouldersAbove', value: heightsAbove(person, now).shoulders, threshold: lyingBorders.shouldersAbove, unit: 'relative', atMost: true },
        { measure: 'trunk', value: now.trunkAngle, threshold: 50, unit: '°' },
      ]);
    };
    return (observation) => {
      const seen = people(observation).filter((person) => isWithin(person, zone, observation.aspect));
      for (const person of seen) begin(person);
      return held.goOn(seen, observation);
    };
  },
};
