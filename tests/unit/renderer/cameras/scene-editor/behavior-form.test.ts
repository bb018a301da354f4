import { describe, expect, it } from 'vitest';
import type { BehaviorCard } from '../../../../../electron/contract/behavior.ts';
import { defaultSettings, formHasProblem, formOf } from '../../../../../renderer/cameras/scene-editor/behavior-form.ts';

const words = (text: string): { 'zh-CN': string; en: string } => ({ 'zh-CN': text, en: text });
const card: BehaviorCard = {
  id: 'loitering', title: words('Loitering'), explanation: words('…'), place: 'zone', severity: 'yellow', measures: {},
  thresholds: {},
  fields: [
    { key: 'seconds', title: words('Time'), explanation: words('…'), kind: 'number', unit: 's', min: 5, max: 600, step: 1, default: 60 },
    { key: 'direction', title: words('Direction'), explanation: words('…'), kind: 'choice', choices: [{ value: 'forward', title: words('f') }, { value: 'both', title: words('b') }], default: 'both' },
    { key: 'classes', title: words('Objects'), explanation: words('…'), kind: 'choices', choices: [{ value: 'person', title: words('p') }, { value: 'car', title: words('c') }], default: ['person'] },
    { key: 'night', title: words('Night only'), explanation: words('…'), kind: 'switch', default: false },
  ],
};

describe('a behaviour form', () => {
  it('has a control for each field in the order of the card, with the defaults', () => {
    expect(formOf(card, {}).map(({ control, value }) => [control, value])).toEqual([
      ['number', 60], ['choice', 'both'], ['choices', ['person']], ['switch', false],
    ]);
    expect(defaultSettings(card)).toEqual({ seconds: 60, direction: 'both', classes: ['person'], night: false });
  });

  it('shows what is stored', () => {
    expect(formOf(card, { seconds: 10, direction: 'forward', classes: ['car'], night: true }).map(({ value }) => value)).toEqual([10, 'forward', ['car'], true]);
  });

  it('names the limit that a number does not keep', () => {
    expect(formOf(card, { seconds: 4 })[0]?.problem).toEqual({ kind: 'below', limit: 5 });
    expect(formOf(card, { seconds: 601 })[0]?.problem).toEqual({ kind: 'above', limit: 600 });
    expect(formOf(card, { seconds: null })[0]?.problem).toEqual({ kind: 'missing' });
    expect(formHasProblem(card, { seconds: 5 })).toBe(false);
  });

  it('does not offer a choice that the card does not know', () => {
    expect(formOf(card, { direction: 'sideways' })[1]).toMatchObject({ value: null, problem: { kind: 'missing' } });
    expect(formOf(card, { classes: ['dragon'] })[2]).toMatchObject({ value: [], problem: { kind: 'missing' } });
  });
});
