import type { z } from 'zod';
import type { Behavior, BehaviorPlace, Condition } from '../../electron/engine/behavior/behavior.ts';
import type { GroundPlane } from '../../electron/engine/behavior/ground-plane.ts';
import type { Observation } from '../../electron/engine/vision/observation.ts';

export type Told = Condition & { readonly at: number };

/** Everything a behaviour says of the observations, with when it said so. */
export function watchAll<S extends z.ZodObject>(behavior: Behavior<S>, settings: Record<string, unknown>, place: Partial<BehaviorPlace>, observations: readonly Observation[]): Told[] {
  const watch = behavior.watch(behavior.settings.parse(settings), { zone: null, line: null, ground: null, ...place });
  return observations.flatMap((observation) => watch(observation).map((condition) => ({ at: observation.at, ...condition })));
}

/** How many metres the picture is wide where a person of 1.70 m has a box of a tenth of the picture's height, at 16:9. */
export const metresWide = (1.7 / 0.1) * (16 / 9);

/** A ground seen from straight above, as wide as the people of `film` make it: metres are the same everywhere. */
export const evenGround: GroundPlane = { locate: ({ x, y }) => ({ x: x * metresWide, y: (y * metresWide * 9) / 16, uncertaintyM: 0.1 }) };
