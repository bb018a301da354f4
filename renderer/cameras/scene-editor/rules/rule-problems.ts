import type { BehaviorCard } from '../../../../electron/contract/behavior.ts';
import { SceneId } from '../../../../electron/contract/object-class.ts';
import { requiresItself } from '../../../../electron/contract/rule-conditions.ts';
import type { BehaviorRule, Scene } from '../../../../electron/contract/scene.ts';
import { formHasProblem } from '../behavior-form.ts';
import type { ConditionKey } from './change-rule.ts';

export type RuleProblem = 'rule-gone' | 'rules-in-a-circle' | 'never-open' | 'no-classes' | 'size-never' | 'no-input' | 'needs-line';

/** What is wrong with a rule's conditions or place, so that the scene cannot be saved. */
export function ruleProblem(rule: BehaviorRule, scene: Scene, card: BehaviorCard | undefined): { readonly at: ConditionKey | 'line'; readonly problem: RuleProblem } | null {
  if (card?.place === 'zone-and-line' && !scene.lines.some(({ id }) => id === rule.line)) return { at: 'line', problem: 'needs-line' };
  const { requires, schedule, classes, size, input } = rule.conditions ?? {};
  if (requires !== undefined && !scene.behaviors.some(({ id }) => id === requires.rule)) return { at: 'requires', problem: 'rule-gone' };
  if (requiresItself(rule, scene.behaviors)) return { at: 'requires', problem: 'rules-in-a-circle' };
  if (schedule?.length === 0) return { at: 'schedule', problem: 'never-open' };
  if (classes?.length === 0) return { at: 'classes', problem: 'no-classes' };
  if (size !== undefined && (size.minHeight ?? 0) >= (size.maxHeight ?? 1)) return { at: 'size', problem: 'size-never' };
  if (input !== undefined && !SceneId.safeParse(input.id).success) return { at: 'input', problem: 'no-input' };
  return null;
}

export function ruleIsWrong(rule: BehaviorRule, scene: Scene, cards: readonly BehaviorCard[]): boolean {
  const card = cards.find(({ id }) => id === rule.behavior);
  return ruleProblem(rule, scene, card) !== null || (card !== undefined && formHasProblem(card, rule.settings));
}
