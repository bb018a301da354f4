import { parseArgs } from 'node:util';
import { BadInput } from '../bad-input.ts';
import type { Scenario } from './scenario.ts';
import { climbing, lineCrossing, tailgating } from './scenarios/lines.ts';
import { crowd, dispersal, running, wrongWay } from './scenarios/movement.ts';
import { afterHours, crowdDensity, intrusion, loitering, vehicleLane } from './scenarios/zones.ts';
import { score, type BehaviorScore } from './score.ts';
import { shoot, type Stage } from './stage.ts';
import { makeView } from './street.ts';

/** What is staged for each behaviour that comes from tracks alone. */
export const stages: Readonly<Record<string, Stage>> = {
  intrusion,
  'after-hours': afterHours,
  'vehicle-lane': vehicleLane,
  'line-crossing': lineCrossing,
  climbing,
  tailgating,
  'wrong-way': wrongWay,
  loitering,
  running,
  crowd,
  'crowd-density': crowdDensity,
  dispersal,
};

/** The scenarios of a behaviour in so many variations of camera, pace, noise and gaps. */
export function scenariosOf(behavior: string, variations: number, firstSeed = 0): Scenario[] {
  const stage = stages[behavior];
  if (stage === undefined) throw new BadInput(`nothing is staged for ${behavior}`);
  return Array.from({ length: variations }, (_, i) => makeView(firstSeed + i)).flatMap((view) => stage(view).map((staged) => shoot(behavior, view, staged)));
}

/** `scripted [--behavior B] [--variations N] [--seed S]`: every behaviour on staged streets. @throws BadInput */
export function evaluateScripted(args: readonly string[]): Readonly<Record<string, BehaviorScore>> {
  const option = { type: 'string' } as const;
  let values: Partial<Record<'behavior' | 'variations' | 'seed', string>>;
  try {
    ({ values } = parseArgs({ args: [...args], options: { behavior: option, variations: option, seed: option } }));
  } catch (cause) {
    throw new BadInput(cause instanceof Error ? cause.message.replaceAll('\n', ' ') : 'bad arguments');
  }
  const [variations, seed] = [Number(values.variations ?? 60), Number(values.seed ?? 0)];
  if (!Number.isInteger(variations) || variations < 1 || !Number.isInteger(seed)) throw new BadInput('usage: eval -- scripted [--behavior B] [--variations N] [--seed S]');
  const ids = values.behavior === undefined ? Object.keys(stages) : [values.behavior];
  return Object.fromEntries(ids.map((id) => [id, score(scenariosOf(id, variations, seed))]));
}
