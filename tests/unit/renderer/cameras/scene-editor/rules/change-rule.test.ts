import { describe, expect, it } from 'vitest';
import type { BehaviorCard } from '../../../../../../electron/contract/behavior.ts';
import { BehaviorRule, Scene } from '../../../../../../electron/contract/scene.ts';
import { parseScene } from '../../../../../../electron/engine/behavior/parse-scene.ts';
import { behaviorCards } from '../../../../../../electron/engine/behavior/registry.ts';
import { openEditor } from '../../../../../../renderer/cameras/scene-editor/model.ts';
import { reduceEditor } from '../../../../../../renderer/cameras/scene-editor/reduce.ts';
import { addableConditions, conditionKeys, fitsPlace, hasCondition, requirable, withNewCondition, withoutCondition } from '../../../../../../renderer/cameras/scene-editor/rules/change-rule.ts';
import { ruleProblem } from '../../../../../../renderer/cameras/scene-editor/rules/rule-problems.ts';
import { middleLine, middleZone } from '../../../../../support/observations.ts';

const rule = BehaviorRule.parse({ id: 'r', behavior: 'intrusion', zone: 'middle' });
const other = BehaviorRule.parse({ id: 'other', behavior: 'loitering', zone: 'middle' });
const scene = Scene.parse({ zones: [middleZone], lines: [middleLine], behaviors: [rule, other] });
const card = behaviorCards()[0] as BehaviorCard;
const bareCard = { ...card, fields: [] };

describe('a condition in the rule editor', () => {
  it('is added in a form that the engine accepts, and taken away without a trace', () => {
    for (const key of conditionKeys) {
      const added = withNewCondition(rule, key, scene);
      expect(hasCondition(added, key)).toBe(true);
      expect(parseScene({ ...scene, behaviors: [added, other] }).scene.behaviors[0]).toEqual(added);
      expect(withoutCondition(added, key)).toEqual(rule);
    }
  });
  it('leaves the others when it is taken away', () => {
    const both = withNewCondition(withNewCondition(rule, 'count', scene), 'raises', scene);
    expect(withoutCondition(both, 'count')).toEqual({ ...rule, raises: false });
    expect(withoutCondition(both, 'raises')).toEqual(withNewCondition(rule, 'count', scene));
  });
  it('is offered once, and classes only where the behaviour does not ask for them itself', () => {
    expect(addableConditions(rule, card, scene)).toEqual(['size', 'schedule', 'input', 'requires', 'count', 'coolDownSeconds', 'raises']);
    expect(addableConditions(withNewCondition(rule, 'schedule', scene), bareCard, scene)).not.toContain('schedule');
    expect(addableConditions(rule, bareCard, scene)).toContain('classes');
    expect(addableConditions(rule, card, { ...scene, behaviors: [rule] })).not.toContain('requires');
  });
  it('can require only rules that do not depend on this one', () => {
    const dependent = withNewCondition(other, 'requires', scene);
    expect(dependent.conditions?.requires?.rule).toBe('r');
    expect(requirable(rule, { behaviors: [rule, dependent] })).toEqual([]);
  });
});

describe('a rule that cannot be saved', () => {
  const having = (conditions: object) => ruleProblem(BehaviorRule.parse({ ...rule, conditions }), scene, card)?.problem;
  it('says why', () => {
    expect(having({ requires: { rule: 'nobody', withinSeconds: 1 } })).toBe('rule-gone');
    expect(having({ requires: { rule: 'r', withinSeconds: 1 } })).toBe('rules-in-a-circle');
    expect(ruleProblem({ ...rule, conditions: { schedule: [] } }, scene, card)?.problem).toBe('never-open');
    expect(ruleProblem({ ...rule, conditions: { size: { minHeight: 0.5, maxHeight: 0.2 } } }, scene, card)?.problem).toBe('size-never');
    expect(ruleProblem({ ...rule, conditions: { input: { id: 'front door', state: 'active', withinSeconds: 1 } } }, scene, card)?.problem).toBe('no-input');
    expect(ruleProblem(rule, scene, { ...card, place: 'zone-and-line' })?.problem).toBe('needs-line');
    expect(ruleProblem({ ...rule, line: 'across' }, scene, { ...card, place: 'zone-and-line' })).toBeNull();
  });
  it('stays so when the rule it asks for is removed: a new rule never takes that one’s place', () => {
    const asking = withNewCondition(rule, 'requires', { ...scene, behaviors: [rule, { ...other, id: 'rule-1' }] });
    const state = openEditor({ ...scene, behaviors: [asking, { ...other, id: 'rule-1' }] });
    const after = [{ type: 'removeRule', id: 'rule-1' } as const, { type: 'addRule', rule: other } as const].reduce(reduceEditor, state);
    expect(after.scene.behaviors.map(({ id }) => id)).toEqual(['r', 'rule-2']);
    expect(ruleProblem(asking, after.scene, card)?.problem).toBe('rule-gone');
  });
});

describe('a line that serves as an arrow', () => {
  it('leaves its rule behind when it is removed, waiting for another line; a rule that watched it goes with it', () => {
    const arrow = { ...rule, line: 'across' };
    const crossing = BehaviorRule.parse({ id: 'crossing', behavior: 'line-crossing', line: 'across' });
    const { scene: after } = reduceEditor(openEditor({ ...scene, behaviors: [arrow, crossing] }), { type: 'removeShape', kind: 'line', id: 'across' });
    expect(after.behaviors.map(({ id, line }) => [id, line])).toEqual([['r', undefined]]);
    expect(ruleProblem(rule, after, { ...card, place: 'zone-and-line' })?.problem).toBe('needs-line');
  });
});

describe('what is offered at a place', () => {
  const at = (place: BehaviorCard['place']) => (['zone', 'line', 'picture'] as const).filter((kind) => fitsPlace({ ...card, place }, kind));
  it('is what fits it: with an arrow at zones, of the whole picture also narrowed to a zone', () => {
    expect(at('zone')).toEqual(['zone']);
    expect(at('line')).toEqual(['line']);
    expect(at('zone-and-line')).toEqual(['zone']);
    expect(at('picture')).toEqual(['zone', 'picture']);
  });
});

describe('undoing in the rule editor', () => {
  it('takes back one field at a time, and a field’s typing together', () => {
    const { id, ...plain } = rule;
    const steps = [
      { type: 'setRule', id, rule: { ...plain, settings: { seconds: 1 } }, part: 'setting seconds' },
      { type: 'setRule', id, rule: { ...plain, settings: { seconds: 12 } }, part: 'setting seconds' },
      { type: 'setRule', id, rule: { ...plain, settings: { seconds: 12 }, severity: 'red' }, part: 'severity' },
      { type: 'undo' },
    ] as const;
    const state = steps.reduce(reduceEditor, openEditor(scene));
    expect(state.scene.behaviors[0]).toEqual({ ...rule, settings: { seconds: 12 } });
    expect(reduceEditor(state, { type: 'undo' }).scene).toEqual(scene);
  });
});
