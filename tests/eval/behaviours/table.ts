import type { Scenario } from '../composed/scenario.ts';
import { scenarios as afterHours } from './scenarios/after-hours.ts';
import { scenarios as climbing } from './scenarios/climbing.ts';
import { crowds, density, dispersals } from './scenarios/groups.ts';
import { scenarios as intrusion } from './scenarios/intrusion.ts';
import { scenarios as lineCrossing } from './scenarios/line-crossing.ts';
import { scenarios as loitering } from './scenarios/loitering.ts';
import { allWays, bothWays } from './scenarios/moved.ts';
import { scenarios as running } from './scenarios/running.ts';
import { scenarios as tailgating } from './scenarios/tailgating.ts';
import { left, taken } from './scenarios/things.ts';
import { scenarios as vehicleLane } from './scenarios/vehicle-lane.ts';
import { onFootpath, stopped } from './scenarios/vehicles.ts';
import { scenarios as wrongWay } from './scenarios/wrong-way.ts';
import { crowdTruth, densityTruth, dispersalTruth } from './truth-groups.ts';
import { climbingTruth, tailgatingTruth, vehicleLaneTruth, wrongWayTruth } from './truth-moves.ts';
import { objectLeftTruth, objectTakenTruth } from './truth-things.ts';
import { afterHoursTruth, footpathTruth, intrusionTruth, lineCrossingTruth, loiteringTruth, runningTruth, stoppedTruth, type TruthOf } from './truth.ts';

/** How one behaviour is measured: what has to be found in a scenario, by exact arithmetic over ways, and the scenarios. */
export type Measured = { readonly id: string; readonly truth: TruthOf; readonly scenarios: readonly Scenario[] };

const none: TruthOf = () => [];
/** Behaviours that go by a body's posture or by movements of limbs, which no cut-out of a walker has: `clips` measures them. */
const unfilmed = ['fall', 'lying', 'fight'];

/** A further behaviour is its scenarios' file and a line here; where the scenarios are few they are played several ways. */
export const measured: readonly Measured[] = [
  { id: 'intrusion', truth: intrusionTruth, scenarios: intrusion },
  { id: 'line-crossing', truth: lineCrossingTruth, scenarios: lineCrossing },
  { id: 'loitering', truth: loiteringTruth, scenarios: loitering },
  { id: 'running', truth: runningTruth, scenarios: allWays(running) },
  { id: 'after-hours', truth: afterHoursTruth, scenarios: bothWays(afterHours) },
  { id: 'vehicle-stopped', truth: stoppedTruth, scenarios: bothWays(stopped) },
  { id: 'vehicle-on-footpath', truth: footpathTruth, scenarios: bothWays(onFootpath) },
  { id: 'vehicle-lane', truth: vehicleLaneTruth, scenarios: allWays(vehicleLane) },
  { id: 'wrong-way', truth: wrongWayTruth, scenarios: allWays(wrongWay) },
  { id: 'tailgating', truth: tailgatingTruth, scenarios: allWays(tailgating) },
  { id: 'climbing', truth: climbingTruth, scenarios: allWays(climbing) },
  { id: 'crowd', truth: crowdTruth, scenarios: crowds },
  { id: 'crowd-density', truth: densityTruth, scenarios: allWays(density) },
  { id: 'dispersal', truth: dispersalTruth, scenarios: dispersals },
  { id: 'object-left', truth: objectLeftTruth, scenarios: allWays(left) },
  { id: 'object-taken', truth: objectTakenTruth, scenarios: allWays(taken) },
  ...unfilmed.map((id) => ({ id, truth: none, scenarios: [] })),
];
