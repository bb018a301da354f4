import { z } from 'zod';
import { ObjectClass, SceneId } from './object-class.ts';

/** Monday first, as ISO 8601 counts. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export const Weekday = z.enum(weekdays);
export type Weekday = z.infer<typeof Weekday>;

/** As many outside inputs as are kept of a camera; further ones are not taken. */
export const mostInputs = 64;

/** Time of day on a 24-hour clock, `22:00`. */
export const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/**
 * On these days from one time of day to another, by the clock on the station's wall. `to` that is not after `from` lies on
 * the next day: `22:00` to `06:00` is a night, `00:00` to `00:00` the whole day.
 */
export const ScheduleWindow = z.object({ days: z.array(Weekday).min(1).max(7), from: TimeOfDay, to: TimeOfDay });
export type ScheduleWindow = z.infer<typeof ScheduleWindow>;

/** Fits every week that can be painted in whole hours. */
export const mostWindows = 84;

/** `rule` has to have been the case within the last seconds; `sameObject`: with an object that takes part now too. */
export const RequiredRule = z.object({
  rule: SceneId,
  withinSeconds: z.number().min(0).max(86_400),
  sameObject: z.boolean().default(false),
});
export type RequiredRule = z.infer<typeof RequiredRule>;

/** Only the n-th going-on within the time counts; then counting begins anew. */
export const RuleCount = z.object({ times: z.number().int().min(2).max(100), withinSeconds: z.number().min(1).max(86_400) });
export type RuleCount = z.infer<typeof RuleCount>;

const Height = z.number().min(0).max(1);

/** How high an object stands in the picture, as a share of the picture's height. */
export const ObjectSize = z
  .object({ minHeight: Height.optional(), maxHeight: Height.optional() })
  .refine(({ minHeight, maxHeight }) => (minHeight ?? 0) < (maxHeight ?? 1), { error: 'size-never' });
export type ObjectSize = z.infer<typeof ObjectSize>;

/** An outside input, e.g. a door's contact: `active` at some moment of the last seconds, or `inactive` all that time. */
export const RequiredInput = z.object({
  id: SceneId,
  state: z.enum(['active', 'inactive']),
  withinSeconds: z.number().min(0).max(86_400),
});
export type RequiredInput = z.infer<typeof RequiredInput>;

/**
 * What has to be true besides for a rule's behaviour to count; everything absent means no such condition. They hold in
 * this order: `classes`, `size`, `schedule`, `input`, `requires`, `count`; what passed them all is what other rules can
 * require. `coolDownSeconds` then only decides about events: while one goes on and for so long after its end, the rule
 * raises no other.
 */
export const RuleConditions = z.object({
  schedule: z.array(ScheduleWindow).min(1).max(mostWindows).optional(),
  requires: RequiredRule.optional(),
  count: RuleCount.optional(),
  coolDownSeconds: z.number().min(1).max(86_400).optional(),
  classes: z.array(ObjectClass).min(1).max(ObjectClass.options.length).optional(),
  size: ObjectSize.optional(),
  input: RequiredInput.optional(),
});
export type RuleConditions = z.infer<typeof RuleConditions>;

type Requiring = { readonly id: string; readonly conditions?: RuleConditions | undefined };

/** True when following what a rule requires leads back to it. */
export function requiresItself(rule: Requiring, rules: readonly Requiring[]): boolean {
  const seen = new Set<string>();
  for (let next = rule.conditions?.requires?.rule; next !== undefined; ) {
    if (next === rule.id) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    const wanted = next;
    next = rules.find(({ id }) => id === wanted)?.conditions?.requires?.rule;
  }
  return false;
}
