import { z } from 'zod';
import type { BehaviorCard, SettingField } from '../../contract/behavior.ts';
import type { BehaviorRule, Scene } from '../../contract/scene.ts';
import type { Behavior, BehaviorWatch } from './behavior.ts';
import type { RuleFacts } from './episodes.ts';
import { behavior as fall } from './fall.ts';
import { behavior as fight } from './fight.ts';
import { behavior as intrusion } from './intrusion.ts';
import { behavior as lineCrossing } from './line-crossing.ts';
import { behavior as loitering } from './loitering.ts';
import { behavior as lying } from './lying.ts';
import { settingMeta } from './settings.ts';

/** Every behaviour there is, in the order in which windows list them. A new one is its file and a line here. */
export const behaviors: readonly Behavior[] = [intrusion, lineCrossing, loitering, fall, lying, fight];

export type RuleProblem = 'unknown-behavior' | 'needs-zone' | 'needs-line' | 'bad-setting';

/** A rule that cannot be watched. `path` leads from the rule to what is wrong. */
export class RuleError extends Error {
  readonly kind: RuleProblem;
  readonly path: readonly string[];
  readonly detail: string;
  constructor(kind: RuleProblem, path: readonly string[], detail: string) {
    super(`${kind} at ${path.join('.')}: ${detail}`);
    this.kind = kind;
    this.path = path;
    this.detail = detail;
  }
}

/** A rule with its behaviour, place and checked settings, ready to watch. */
export type ParsedRule = RuleFacts & {
  readonly needs: Behavior['needs'];
  /** How long after its beginning an event of the rule may be raised. */
  readonly provedWithinMs: number;
  /** Starts a watch that has seen nothing yet. */
  readonly start: () => BehaviorWatch;
};

/**
 * Checks a rule of a scene against its behaviour.
 * @throws RuleError when the behaviour is not known, its zone or line is missing, or a setting is wrong or not known
 */
export function parseRule(rule: BehaviorRule, scene: Pick<Scene, 'zones' | 'lines'>): ParsedRule {
  const behavior = behaviors.find(({ id }) => id === rule.behavior);
  if (behavior === undefined) throw new RuleError('unknown-behavior', ['behavior'], rule.behavior);
  const zone = scene.zones.find(({ id }) => id === rule.zone) ?? null;
  const line = scene.lines.find(({ id }) => id === rule.line) ?? null;
  const { place } = behavior;
  if ((place === 'zone' || place === 'zone-and-line') && zone === null) throw new RuleError('needs-zone', ['zone'], behavior.id);
  if ((place === 'line' || place === 'zone-and-line') && line === null) throw new RuleError('needs-line', ['line'], behavior.id);
  const parsed = behavior.settings.safeParse(rule.settings);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new RuleError('bad-setting', ['settings', ...(issue?.path.map(String) ?? [])], issue?.message ?? '');
  }
  const settings = parsed.data;
  return {
    ruleId: rule.id,
    behavior: behavior.id,
    severity: rule.severity ?? behavior.severity,
    zone: place === 'line' ? null : zone,
    line: place === 'line' || place === 'zone-and-line' ? line : null,
    needs: behavior.needs,
    provedWithinMs: behavior.provedWithinMs?.(settings) ?? 0,
    start: () => behavior.watch(settings, { zone, line, ground: null }),
  };
}

/** The part of JSON Schema that settings use. */
const FieldSchema = z.object({
  type: z.enum(['number', 'integer', 'boolean', 'string', 'array']),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  default: z.unknown(),
});

function fieldKind(type: z.output<typeof FieldSchema>['type']): SettingField['kind'] {
  switch (type) {
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'switch';
    case 'string':
      return 'choice';
    case 'array':
      return 'choices';
  }
}

function fieldOf(key: string, schema: z.ZodType): SettingField {
  const meta = settingMeta.get(schema);
  if (meta === undefined) throw new Error(`the setting ${key} has no texts: make it with setting()`);
  const { type, minimum, maximum, default: preset } = FieldSchema.parse(z.toJSONSchema(schema, { io: 'input' }));
  return {
    key,
    title: meta.title,
    explanation: meta.explanation,
    kind: fieldKind(type),
    ...(meta.unit === undefined ? {} : { unit: meta.unit }),
    ...(minimum === undefined ? {} : { min: minimum }),
    ...(maximum === undefined ? {} : { max: maximum }),
    ...(meta.step === undefined ? {} : { step: meta.step }),
    ...(meta.choices === undefined ? {} : { choices: Object.entries(meta.choices).map(([value, title]) => ({ value, title })) }),
    default: preset,
  };
}

/** The behaviours as windows know them. */
export function behaviorCards(): BehaviorCard[] {
  return behaviors.map(({ id, title, explanation, place, severity, settings, measures, thresholds }) => ({
    id,
    title,
    explanation,
    place,
    severity,
    fields: Object.entries(settings.shape).map(([key, schema]) => fieldOf(key, schema as z.ZodType)),
    measures: { ...measures },
    thresholds: { ...thresholds },
  }));
}
