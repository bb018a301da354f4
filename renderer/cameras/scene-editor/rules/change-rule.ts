import { requiresItself, type RuleConditions, weekdays } from '../../../../electron/contract/rule-conditions.ts';
import type { BehaviorCard } from '../../../../electron/contract/behavior.ts';
import type { BehaviorRule, Scene } from '../../../../electron/contract/scene.ts';

/** What can be added to a rule behind "and only if", in the order in which it holds; `raises` is that it raises nothing. */
export const conditionKeys = ['classes', 'size', 'schedule', 'input', 'requires', 'count', 'coolDownSeconds', 'raises'] as const;
export type ConditionKey = (typeof conditionKeys)[number];

export function hasCondition(rule: BehaviorRule, key: ConditionKey): boolean {
  return key === 'raises' ? rule.raises === false : rule.conditions?.[key] !== undefined;
}

export function withConditions(rule: BehaviorRule, changed: Partial<RuleConditions>): BehaviorRule {
  return { ...rule, conditions: { ...rule.conditions, ...changed } };
}

export function withoutCondition(rule: BehaviorRule, key: ConditionKey): BehaviorRule {
  const { conditions, raises, ...rest } = rule;
  const left = Object.fromEntries(Object.entries(conditions ?? {}).filter(([name]) => name !== key)) as RuleConditions;
  return { ...rest, ...(Object.keys(left).length === 0 ? {} : { conditions: left }), ...(raises === false && key !== 'raises' ? { raises } : {}) };
}

/** Rules that a rule may require: any other of the scene that does not itself depend on it. */
export function requirable(rule: BehaviorRule, { behaviors }: Pick<Scene, 'behaviors'>): BehaviorRule[] {
  return behaviors.filter((other) => {
    if (other.id === rule.id) return false;
    return !requiresItself({ id: rule.id, conditions: { requires: { rule: other.id, withinSeconds: 0, sameObject: false } } }, behaviors);
  });
}

/** A rule with a condition as it is when it has just been added. */
export function withNewCondition(rule: BehaviorRule, key: ConditionKey, scene: Scene): BehaviorRule {
  switch (key) {
    case 'classes':
      return withConditions(rule, { classes: ['person'] });
    case 'size':
      return withConditions(rule, { size: { minHeight: 0.1 } });
    case 'schedule':
      return withConditions(rule, { schedule: [{ days: [...weekdays], from: '22:00', to: '06:00' }] });
    case 'input':
      return withConditions(rule, { input: { id: 'door', state: 'active', withinSeconds: 10 } });
    case 'requires': {
      const [other] = requirable(rule, scene);
      return other === undefined ? rule : withConditions(rule, { requires: { rule: other.id, withinSeconds: 60, sameObject: true } });
    }
    case 'count':
      return withConditions(rule, { count: { times: 3, withinSeconds: 600 } });
    case 'coolDownSeconds':
      return withConditions(rule, { coolDownSeconds: 300 });
    case 'raises':
      return { ...rule, raises: false };
  }
}

/** The conditions that can still be added; a behaviour that has classes of its own asks for them there. */
export function addableConditions(rule: BehaviorRule, card: BehaviorCard | undefined, scene: Scene): ConditionKey[] {
  return conditionKeys.filter((key) => {
    if (hasCondition(rule, key)) return false;
    if (key === 'classes') return card?.fields.every((field) => field.key !== 'classes') ?? true;
    if (key === 'raises') return rule.conditions?.coolDownSeconds === undefined && scene.behaviors.length > 1;
    if (key === 'coolDownSeconds') return rule.raises !== false;
    return key !== 'requires' || requirable(rule, scene).length > 0;
  });
}

/** Where a rule with this behaviour can be put: at a zone, at a line, at the whole picture. */
export function fitsPlace(card: BehaviorCard, kind: 'zone' | 'line' | 'picture'): boolean {
  switch (card.place) {
    case 'zone':
    case 'line':
      return card.place === kind;
    case 'zone-and-line':
      return kind === 'zone';
    case 'picture':
      return kind !== 'line';
  }
}
