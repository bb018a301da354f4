import type { Scenario } from '../composed/scenario.ts';
import { scenarios as afterHours } from './scenarios/after-hours.ts';
import { scenarios as intrusion } from './scenarios/intrusion.ts';
import { scenarios as lineCrossing } from './scenarios/line-crossing.ts';
import { scenarios as loitering } from './scenarios/loitering.ts';
import { scenarios as running } from './scenarios/running.ts';
import { onFootpath, stopped } from './scenarios/vehicles.ts';
import { afterHoursTruth, footpathTruth, intrusionTruth, lineCrossingTruth, loiteringTruth, runningTruth, stoppedTruth, type TruthOf } from './truth.ts';

/** How one behaviour is measured: what has to be found in a scenario, by exact arithmetic over ways, and the scenarios. */
export type Measured = { readonly id: string; readonly truth: TruthOf; readonly scenarios: readonly Scenario[] };

const none: TruthOf = () => [];
/** Behaviours that have no composed scenarios yet; other evaluations measure them. */
const unfilmed = ['crowd', 'crowd-density', 'dispersal', 'wrong-way', 'climbing', 'tailgating', 'vehicle-lane', 'object-left', 'object-taken', 'fall', 'lying', 'fight'];

/** A further behaviour is its scenarios' file and a line here. */
export const measured: readonly Measured[] = [
  { id: 'intrusion', truth: intrusionTruth, scenarios: intrusion },
  { id: 'line-crossing', truth: lineCrossingTruth, scenarios: lineCrossing },
  { id: 'loitering', truth: loiteringTruth, scenarios: loitering },
  { id: 'running', truth: runningTruth, scenarios: running },
  { id: 'after-hours', truth: afterHoursTruth, scenarios: afterHours },
  { id: 'vehicle-stopped', truth: stoppedTruth, scenarios: stopped },
  { id: 'vehicle-on-footpath', truth: footpathTruth, scenarios: onFootpath },
  ...unfilmed.map((id) => ({ id, truth: none, scenarios: [] })),
];
