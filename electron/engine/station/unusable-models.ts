import type { BuiltInModel, ModelProblem, UnusableModel } from '../../contract/station.ts';
import type { Need } from '../behavior/behavior.ts';
import { behaviors } from '../behavior/registry.ts';

/** What of each model behaviours ask for. */
const delivers: Readonly<Record<BuiltInModel, Need>> = { detector: 'tracks', pose: 'skeletons', fight: 'fights' };

/** Models that are of no use, each with the behaviours that tell nothing without it. */
export function unusableModels(problems: ReadonlyMap<BuiltInModel, ModelProblem>): UnusableModel[] {
  return [...problems].map(([model, problem]) => ({ model, problem, behaviors: behaviors.filter(({ needs }) => needs.includes(delivers[model])).map(({ id }) => id) }));
}
