import type { Reason } from '../../../contract/event.ts';
import type { ObjectSize, RequiredInput, RequiredRule } from '../../../contract/rule-conditions.ts';
import type { ObjectClass } from '../../../contract/object-class.ts';
import type { Observation } from '../../vision/observation.ts';
import type { Condition } from '../behavior.ts';
import type { RuleFacts } from '../episodes.ts';
import type { Inputs } from './inputs.ts';
import type { Occurrences } from './occurrences.ts';

/** What a condition measured where it holds, null where it does not. */
type Held = readonly Reason[] | null;

/** A reason that is there or not, without a scale. */
export function fact(measure: string, about?: Reason['about']): Reason {
  return { measure, value: 1, threshold: 1, unit: '', ...(about && { about }) };
}

/** Whether one object that takes part is of a wanted class and stands as high in the picture as wanted. */
export function objectFits(
  { tracks }: Condition,
  observation: Observation,
  { classes, size }: { readonly classes?: readonly ObjectClass[] | undefined; readonly size?: ObjectSize | undefined },
): Held {
  if (classes === undefined && size === undefined) return [];
  const { minHeight = 0, maxHeight = 1 } = size ?? {};
  const fits = observation.tracks.filter((track) => {
    if (!tracks.includes(track.id) || (classes !== undefined && !classes.includes(track.class))) return false;
    return size === undefined || (track.seenAt >= observation.at && track.box.height >= minHeight && track.box.height <= maxHeight);
  });
  const [first] = fits;
  if (first === undefined) return null;
  if (size === undefined) return [];
  return [{ measure: 'object-height', value: first.box.height, threshold: size.minHeight ?? maxHeight, unit: 'ratio', ...(size.minHeight === undefined && { atMost: true }) }];
}

/** Whether an outside input was active within the seconds before `at`, or was not. */
export function inputHolds({ id, state, withinSeconds }: RequiredInput, inputs: Inputs, at: number): Held {
  const { active, activeAt } = inputs.read(id, at);
  const sinceSeconds = activeAt === null ? Infinity : (at - activeAt) / 1000;
  const about = { input: id };
  if (state === 'inactive') return active || sinceSeconds <= withinSeconds ? null : [fact('input-inactive', about)];
  if (active) return [fact('input-active', about)];
  return sinceSeconds <= withinSeconds ? [{ measure: 'input-active-before', value: sinceSeconds, threshold: withinSeconds, unit: 's', atMost: true, about }] : null;
}

/** Whether the required rule was the case within the seconds before `at`, with the same object where that is wanted. */
export function requirementHolds(
  { rule, withinSeconds, sameObject }: RequiredRule,
  { tracks }: Condition,
  { occurrences, facts, at }: { readonly occurrences: Occurrences; readonly facts: RuleFacts | undefined; readonly at: number },
): Held {
  const lastAt = occurrences.lastAt(rule, sameObject ? tracks : undefined);
  if (lastAt === null || facts === undefined) return null;
  const sinceSeconds = Math.max(0, at - lastAt) / 1000;
  if (sinceSeconds > withinSeconds) return null;
  const about = { behavior: facts.behavior, place: facts.zone?.name ?? facts.line?.name ?? null };
  return [sinceSeconds === 0 ? fact('during-rule', about) : { measure: 'after-rule', value: sinceSeconds, threshold: withinSeconds, unit: 's', atMost: true, about }];
}
