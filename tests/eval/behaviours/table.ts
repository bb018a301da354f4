import type { Scenario } from '../composed/scenario.ts';
import { scenarios as intrusion } from './scenarios/intrusion.ts';
import { scenarios as lineCrossing } from './scenarios/line-crossing.ts';
import { scenarios as loitering } from './scenarios/loitering.ts';
import { intrusionTruth, lineCrossingTruth, loiteringTruth, type TruthOf } from './truth.ts';

/** How one behaviour is measured: what has to be found in a scenario, by exact arithmetic over ways, and the scenarios. */
export type Measured = { readonly id: string; readonly truth: TruthOf; readonly scenarios: readonly Scenario[] };

/** A further behaviour is its scenarios' file and a line here. */
export const measured: readonly Measured[] = [
  { id: 'intrusion', truth: intrusionTruth, scenarios: intrusion },
  { id: 'line-crossing', truth: lineCrossingTruth, scenarios: lineCrossing },
  { id: 'loitering', truth: loiteringTruth, scenarios: loitering },
];
