import type { BehaviorPlace } from '../../../electron/engine/behavior/behavior.ts';
import type { Observation } from '../../../electron/engine/vision/observation.ts';

/** A moment at which a behaviour's definition is met, and by whom. */
export type Truth = { readonly metAt: number; readonly tracks: readonly number[] };

/** What a camera sees of a staged street, and what a behaviour has to say of it: nothing where there are no truths. */
export type Scenario = {
  readonly name: string;
  readonly behavior: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly scene: BehaviorPlace;
  readonly observations: readonly Observation[];
  readonly truths: readonly Truth[];
};
