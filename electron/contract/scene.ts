import { z } from 'zod';
import { isSimplePolygon, RelativePoint } from './geometry.ts';
import { GroundCalibration } from './ground.ts';
import { groundProblem } from './ground/problems.ts';
import { ObjectClass, SceneId as Id } from './object-class.ts';
import { requiresItself, RuleConditions } from './rule-conditions.ts';

export { ObjectClass };

/** The severities of an event; each has a colour and a shape in the windows and is used for nothing else. */
export const Severity = z.enum(['red', 'yellow', 'blue']);
export type Severity = z.infer<typeof Severity>;

const Name = z.string().trim().min(1).max(60);

/** A closed polygon without crossing sides, 3 to 32 corners. */
export const Zone = z.object({
  id: Id,
  name: Name,
  points: z.array(RelativePoint).min(3).max(32).refine(isSimplePolygon, { error: 'zone-crosses-itself' }),
});
export type Zone = z.infer<typeof Zone>;

/** A directed line from `from` to `to`. Crossing from its left hand to its right hand, seen in the picture, is forward. */
export const Line = z
  .object({ id: Id, name: Name, from: RelativePoint, to: RelativePoint })
  .refine((line) => Math.hypot(line.from.x - line.to.x, line.from.y - line.to.y) >= 0.01, { error: 'line-too-short' });
export type Line = z.infer<typeof Line>;

/** A behaviour switched on for a camera. `settings` is checked against the behaviour's own schema. */
export const BehaviorRule = z.object({
  id: Id,
  behavior: z.string().min(1).max(64),
  enabled: z.boolean().default(true),
  severity: Severity.optional(),
  /** The zone or line watched; absent for behaviours that watch the whole picture. */
  zone: Id.optional(),
  line: Id.optional(),
  settings: z.record(z.string(), z.unknown()).default({}),
  conditions: RuleConditions.optional(),
  /** False: it raises no event and is only a step that other rules require. Absent: it raises. */
  raises: z.boolean().optional(),
});
export type BehaviorRule = z.infer<typeof BehaviorRule>;

export const mostRules = 128;

/** What is watched in a camera's picture. The same form is `scene.json` of the command line and what the windows store. */
export const Scene = z
  .object({
    zones: z.array(Zone).max(64).default([]),
    lines: z.array(Line).max(64).default([]),
    behaviors: z.array(BehaviorRule).max(mostRules).default([]),
    /** How the picture lies over the ground; null while nobody measured it. */
    ground: GroundCalibration.nullable().default(null),
  })
  .superRefine((scene, context) => {
    const unique = (list: readonly { id: string }[], path: string): void => {
      const seen = new Set<string>();
      list.forEach(({ id }, index) => {
        if (seen.has(id)) context.addIssue({ code: 'custom', message: 'duplicate-id', path: [path, index, 'id'] });
        seen.add(id);
      });
    };
    unique(scene.zones, 'zones');
    unique(scene.lines, 'lines');
    unique(scene.behaviors, 'behaviors');
    const ground = scene.ground === null ? null : groundProblem(scene.ground);
    if (ground !== null) context.addIssue({ code: 'custom', message: ground, path: ['ground'] });
    scene.behaviors.forEach((rule, index) => {
      if (rule.zone !== undefined && !scene.zones.some(({ id }) => id === rule.zone))
        context.addIssue({ code: 'custom', message: 'unknown-zone', path: ['behaviors', index, 'zone'] });
      if (rule.line !== undefined && !scene.lines.some(({ id }) => id === rule.line))
        context.addIssue({ code: 'custom', message: 'unknown-line', path: ['behaviors', index, 'line'] });
      const required = rule.conditions?.requires?.rule;
      const path = ['behaviors', index, 'conditions', 'requires', 'rule'];
      if (required !== undefined && !scene.behaviors.some(({ id }) => id === required)) context.addIssue({ code: 'custom', message: 'unknown-rule', path });
      else if (requiresItself(rule, scene.behaviors)) context.addIssue({ code: 'custom', message: 'rules-in-a-circle', path });
    });
  });
export type Scene = z.infer<typeof Scene>;
