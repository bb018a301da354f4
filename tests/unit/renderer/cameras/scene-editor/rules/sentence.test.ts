import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { BehaviorRule, ObjectClass, Scene } from '../../../../../../electron/contract/scene.ts';
import type { Language } from '../../../../../../electron/contract/words.ts';
import { behaviorCards } from '../../../../../../electron/engine/behavior/registry.ts';
import { fillTemplate, ruleSentence, type SentenceContext } from '../../../../../../renderer/cameras/scene-editor/rules/sentence.ts';
import { resources } from '../../../../../../renderer/words/resources.ts';

const words = i18next.createInstance();
beforeAll(() => words.init({ resources, lng: 'en', ns: ['cameras', 'common'], defaultNS: 'common', interpolation: { escapeValue: false } }));

const square = [{ x: 0.2, y: 0.2 }, { x: 0.8, y: 0.2 }, { x: 0.8, y: 0.8 }];
const loitering = { id: 'loitering', behavior: 'loitering', zone: 'bin', severity: 'yellow', settings: { seconds: 60, classes: ['person'] } };
const scene = Scene.parse({
  zones: [{ id: 'bin', name: 'Bin store', points: square }, { id: 'wall', name: 'Wall', points: square }],
  lines: [{ id: 'gate', name: 'Gate', from: { x: 0, y: 0.5 }, to: { x: 1, y: 0.5 } }],
  behaviors: [loitering],
});
const everyDay = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const cards = behaviorCards();

function context(language: Language, more: Partial<SentenceContext> = {}): SentenceContext {
  return { scene, cards, language, t: words.getFixedT(language, ['cameras', 'common']), ...more };
}
function parts(rule: object, language: Language, more: Partial<SentenceContext> = {}) {
  return ruleSentence(BehaviorRule.parse({ id: 'r', ...rule }), context(language, more));
}
const said = (rule: object, more?: Partial<SentenceContext>): [string, string] => [parts(rule, 'en', more).map(({ text }) => text).join(''), parts(rule, 'zh-CN', more).map(({ text }) => text).join('')];

describe('the sentence of a rule', () => {
  it('reads itself back in both languages', () => {
    expect(said({ ...loitering, conditions: { schedule: [{ days: everyDay, from: '22:00', to: '06:00' }] } })).toEqual([
      'If a person stays longer than 60 s in «Bin store» between 22:00 and 06:00, raise yellow.',
      '如果有人员在「Bin store」停留超过 60 秒，且时间在 22:00 至 06:00 之间，发出黄色预警。',
    ]);
  });
  it('says what every behaviour with a sentence of its own watches, with all kinds of objects as one word', () => {
    expect(said({ behavior: 'intrusion', zone: 'bin', severity: 'red', settings: { classes: ObjectClass.options } })).toEqual(['If anything is in «Bin store», raise red.', '如果有目标进入「Bin store」，发出红色预警。']);
    expect(said({ behavior: 'intrusion', zone: 'bin', settings: { classes: ['car', 'person', 'bus'], seconds: 300 } })).toEqual([
      'If a person, car or bus is in «Bin store» for longer than 5 min, raise yellow.',
      '如果有人员、小型车或客车进入「Bin store」并停留超过 5 分钟，发出黄色预警。',
    ]);
    expect(said({ behavior: 'line-crossing', line: 'gate', settings: { classes: ['person'], direction: 'backward' } })).toEqual(['If a person crosses «Gate» against the arrow, raise yellow.', '如果有人员逆箭头方向越过「Gate」，发出黄色预警。']);
  });
  it('makes do with the title where a behaviour has no sentence, or is not known any more', () => {
    const bare = cards.map((card) => ({ ...card, sentence: undefined }));
    expect(said({ behavior: 'intrusion', zone: 'bin' }, { cards: bare })).toEqual(['If “Intrusion” is noticed in «Bin store», raise yellow.', '如果在「Bin store」发现“区域入侵”，发出黄色预警。']);
    expect(said({ behavior: 'flying' })).toEqual(['If “flying” is noticed in the picture, raise blue.', '如果在画面范围发现“flying”，发出蓝色预警。']);
  });
  it('adds a clause for each condition, in the order in which they hold', () => {
    const conditions = {
      size: { minHeight: 0.1 },
      schedule: [{ days: everyDay.slice(0, 5), from: '08:00', to: '18:00' }, { days: ['saturday', 'sunday'], from: '00:00', to: '00:00' }],
      input: { id: 'door', state: 'inactive', withinSeconds: 10 },
      requires: { rule: 'loitering', withinSeconds: 90, sameObject: true },
      count: { times: 3, withinSeconds: 600 },
      coolDownSeconds: 7200,
    };
    expect(said({ behavior: 'intrusion', zone: 'wall', settings: { classes: ['person'] }, conditions })).toEqual([
      'If a person is in «Wall» and stands at least 10% of the picture high on Mon–Fri between 08:00 and 18:00 or on Sat, Sun all day and input “door” was not active in the last 10 s, within 90 s after “Loitering” in «Bin store» by the same object, 3 times within 10 min, raise yellow, then pause for 2 h.',
      '如果有人员进入「Wall」，且目标高度不低于画面的 10%，且时间在周一至周五 08:00 至 18:00 之间或周六、周日全天，且外部输入“door”在 10 秒内未触发，且同一目标此前 90 秒内出现过「Bin store」的“徘徊”，且 10 分钟内发生 3 次，发出黄色预警，之后静默 2 小时。',
    ]);
  });
  it('says that a step raises nothing, and that a rule it asks for is gone', () => {
    expect(said({ behavior: 'intrusion', zone: 'bin', raises: false, settings: { classes: ['person'] }, conditions: { requires: { rule: 'nobody', withinSeconds: 0 } } })).toEqual([
      'If a person is in «Bin store», during a rule that is gone, raise nothing and only serve other rules.',
      '如果有人员进入「Bin store」，且同时出现已删除的规则，不单独预警，仅供其他规则引用。',
    ]);
  });
  it('leads from each part to the field that sets it', () => {
    const fields = parts({ ...loitering, conditions: { coolDownSeconds: 60 } }, 'en').filter(({ field }) => field !== null);
    expect(fields.map(({ field, text }) => [field, text])).toEqual([['classes', 'a person'], ['seconds', '60 s'], ['zone', '«Bin store»'], ['severity', 'yellow'], ['coolDownSeconds', '60 s']]);
  });
  it('shows a gap where nothing is set yet', () => {
    expect(said({ ...loitering, settings: { seconds: null, classes: [] } })[0]).toBe('If … stays longer than … in «Bin store», raise yellow.');
  });
  it('takes names as they are, also those that look like a place in a template', () => {
    const odd = { ...scene, zones: scene.zones.map((zone) => ({ ...zone, name: '{seconds} [x]' })) };
    expect(said(loitering, { scene: odd })[0]).toBe('If a person stays longer than 60 s in «{seconds} [x]», raise yellow.');
    expect(fillTemplate('a {nothing} b', {})).toEqual([{ text: 'a ', field: null }, { text: ' b', field: null }]);
  });
});
