import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BehaviorCard } from '../../../../electron/contract/behavior.ts';
import { BehaviorRule, Scene } from '../../../../electron/contract/scene.ts';
import { behaviorCards, behaviors, parseRule, RuleError } from '../../../../electron/engine/behavior/registry.ts';
import { middleLine, middleZone } from '../../../support/observations.ts';

const folder = new URL('../../../../electron/engine/behavior/', import.meta.url);
const scene = Scene.parse({ zones: [middleZone], lines: [middleLine] });
const problemOf = (rule: Record<string, unknown>): { kind: string; path: readonly string[] } | null => {
  try {
    parseRule(BehaviorRule.parse({ id: 'r', ...rule }), scene);
    return null;
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { kind: error.kind, path: error.path };
  }
};

describe('the registry of behaviours', () => {
  it('lists every file of the folder that exports a behaviour', async () => {
    const exported = await Promise.all(
      readdirSync(folder).filter((name) => name.endsWith('.ts')).map(async (file) => ((await import(new URL(file, folder).href)) as { behavior?: { id: string } }).behavior?.id),
    );
    expect(behaviors.map(({ id }) => id).sort()).toEqual(exported.filter((id) => id !== undefined).sort());
  });
  it('gives windows a card of each behaviour that its own contract accepts, with texts in both languages', () => {
    const cards = behaviorCards();
    expect(BehaviorCard.array().parse(cards)).toEqual(cards);
    expect(new Set(cards.map(({ title }) => title['zh-CN'])).size).toBe(cards.length);
    for (const { id, title, explanation, measures } of cards)
      for (const words of [title, explanation, ...Object.values(measures)]) {
        expect(words['zh-CN'], id).toMatch(/[\u4e00-\u9fff]/);
        expect(words.en, id).toMatch(/^[A-Z]/);
      }
  });
  it('reads every rule back by a sentence that names only what the rule has', () => {
    for (const { id, sentence, fields } of behaviorCards()) {
      const names = new Set(['zone', 'line', ...fields.map(({ key }) => key)]);
      for (const text of [sentence?.['zh-CN'], sentence?.en]) {
        expect(text, id).toBeDefined();
        for (const [, name = ''] of (text ?? '').matchAll(/\{(\w+)\}/g)) expect(names, id).toContain(name);
      }
    }
  });
  it('describes numbers with limits and steps, and choices with titles for every value', () => {
    const [intrusion] = behaviorCards();
    expect(intrusion?.fields.find(({ key }) => key === 'seconds')).toMatchObject({ kind: 'number', min: 0, max: 600, step: 0.5, unit: 's', default: 0 });
    expect(intrusion?.fields.find(({ key }) => key === 'footing')).toMatchObject({ kind: 'choice', default: 'foot' });
    expect(intrusion?.fields.find(({ key }) => key === 'classes')?.choices?.map(({ value }) => value)).toContain('person');
    for (const { id, fields } of behaviorCards()) {
      const behavior = behaviors.find((one) => one.id === id);
      for (const { key, choices, kind } of fields)
        for (const { value } of choices ?? [])
          expect(behavior?.settings.safeParse({ [key]: kind === 'choices' ? [value] : value }).success, `${id}.${key}: ${value}`).toBe(true);
    }
  });
  it('accepts a rule with nothing but its place, using the defaults the form shows', () => {
    const parsed = parseRule(BehaviorRule.parse({ id: 'r', behavior: 'intrusion', zone: 'middle' }), scene);
    expect(parsed).toMatchObject({ behavior: 'intrusion', severity: 'yellow', zone: middleZone, line: null });
    expect(parsed.start()({ at: 0, aspect: 16 / 9, tracks: [] })).toEqual([]);
  });
  it('lets a rule choose its own severity', () => {
    expect(parseRule(BehaviorRule.parse({ id: 'r', behavior: 'intrusion', zone: 'middle', severity: 'red' }), scene).severity).toBe('red');
  });
  it('names what is wrong with a rule', () => {
    expect(problemOf({ behavior: 'flying' })).toEqual({ kind: 'unknown-behavior', path: ['behavior'] });
    expect(problemOf({ behavior: 'loitering' })).toEqual({ kind: 'needs-zone', path: ['zone'] });
    expect(problemOf({ behavior: 'line-crossing', zone: 'middle' })).toEqual({ kind: 'needs-line', path: ['line'] });
    expect(problemOf({ behavior: 'intrusion', zone: 'middle', settings: { seconds: -1 } })).toEqual({ kind: 'bad-setting', path: ['settings', 'seconds'] });
    expect(problemOf({ behavior: 'intrusion', zone: 'middle', settings: { second: 1 } })?.kind).toBe('bad-setting');
    expect(problemOf({ behavior: 'line-crossing', line: 'across' })).toBeNull();
  });
});
