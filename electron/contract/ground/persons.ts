import type { GroundPersons } from '../ground.ts';
import { clickError, heightShare, lensShare, rollError } from './errors.ts';
import { mapped, type Matrix3, solve } from './matrix.ts';
import { centred, commonViewDeg, focalOf, pinhole, seen, type View } from './view.ts';

/** Logarithm of the focal length, tilt in radians, logarithm of the camera's height in metres, roll in radians. */
type Pose = readonly [number, number, number, number];

const viewOfPose = ([focal, tilt, height, roll]: Pose): View | null => pinhole(Math.exp(focal), tilt, Math.exp(height), roll);

/**
 * How far the heads, in errors of a click, lie from where they would be over the feet; and lens and roll from what is to be
 * expected. Without the roll, heads beside their feet would tell a wrong lens. Foot and head were both clicked, hence the root of two.
 */
function misfit(pose: Pose, { aspect, near, far, heightM, viewDeg }: GroundPersons): number[] | null {
  const view = viewOfPose(pose);
  if (view === null) return null;
  const parts = [near, far].flatMap(({ foot, head }) => {
    const place = mapped(view.toGround, centred(foot, aspect));
    const found = place === null ? null : seen(view, place, heightM);
    const marked = centred(head, aspect);
    return found === null ? [Number.NaN] : [(found.x - marked.x) / (clickError * Math.SQRT2), (found.y - marked.y) / (clickError * Math.SQRT2)];
  });
  const lens = (pose[0] - Math.log(focalOf(viewDeg ?? commonViewDeg, aspect))) / (viewDeg === null ? lensShare.unknown : lensShare.known);
  return parts.some((part) => !Number.isFinite(part)) ? null : [...parts, lens, pose[3] / rollError];
}

const sumOfSquares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);

/** Where the heights shrink to nothing is the horizon; exact for a camera that looks straight ahead. */
function firstGuess({ aspect, near, far, heightM, viewDeg }: GroundPersons): Pose | null {
  const [tallNear, tallFar] = [near.foot.y - near.head.y, far.foot.y - far.head.y];
  const horizon = (far.foot.y * tallNear - near.foot.y * tallFar) / (tallNear - tallFar) - 0.5;
  const focal = focalOf(viewDeg ?? commonViewDeg, aspect);
  const height = (heightM * (near.foot.y - 0.5 - horizon)) / tallNear;
  return height > 0 && Number.isFinite(horizon) ? [Math.log(focal), Math.atan(-horizon / focal), Math.log(height), 0] : null;
}

const step = 1e-5;
const axes: readonly Pose[] = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]];
const moved = (pose: Pose, by: Pose, share: number): Pose => pose.map((value, index) => value + (by[index] ?? 0) * share) as unknown as Pose;

/** Rows of the normal equations with the downhill side last. */
function normalEquations(pose: Pose, at: readonly number[], persons: GroundPersons, damping: number): number[][] | null {
  const slopes = axes.map((axis) => misfit(moved(pose, axis, step), persons)?.map((value, index) => (value - (at[index] ?? 0)) / step));
  if (slopes.some((slope) => slope === undefined)) return null;
  const product = (a: readonly number[] = [], b: readonly number[] = []): number => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  return slopes.map((a, row) => [...slopes.map((b, column) => product(a, b) * (row === column ? 1 + damping : 1)), -product(a, at)]);
}

type Fitted = { readonly pose: Pose; readonly at: readonly number[] };

function fittedAt(pose: Pose | null, persons: GroundPersons): Fitted | null {
  const at = pose === null ? null : misfit(pose, persons);
  return pose === null || at === null ? null : { pose, at };
}

/** Least squares by Levenberg and Marquardt. */
function fit(persons: GroundPersons): Pose | null {
  let best = fittedAt(firstGuess(persons), persons);
  if (best === null) return null;
  for (let damping = 1e-3, round = 0; round < 60 && damping < 1e9; round++) {
    const equations = normalEquations(best.pose, best.at, persons, damping);
    const change: number[] | null = equations === null ? null : solve(equations);
    const next: Fitted | null = change === null ? null : fittedAt(moved(best.pose, change as unknown as Pose, 1), persons);
    const gained: number = next === null ? 0 : sumOfSquares(best.at) - sumOfSquares(next.at);
    if (next !== null && gained > 0) [best, damping] = [next, damping / 5];
    else damping *= 5;
    if (gained > 0 && gained < 1e-9) break;
  }
  return best.pose;
}

/** Columns of the pose's covariance's root (Cholesky): independent errors of one standard deviation each. */
function poseErrors(pose: Pose, persons: GroundPersons): Pose[] | null {
  const at = misfit(pose, persons);
  const equations = at === null ? null : normalEquations(pose, at, persons, 0);
  if (equations === null) return null;
  const covariance = axes.map((axis) => solve(equations.map((row, index) => [...row.slice(0, axes.length), axis[index] ?? 0])));
  const errors: number[][] = [];
  for (let column = 0; column < axes.length; column++) {
    const left = axes.map((_, row) => errors.reduce((rest, error) => rest - (error[row] ?? 0) * (error[column] ?? 0), covariance[column]?.[row] ?? Number.NaN));
    const size = Math.sqrt(left[column] ?? Number.NaN);
    errors.push(left.map((value, row) => (row < column ? 0 : value / size)));
  }
  return errors.flat().every(Number.isFinite) ? (errors as unknown as Pose[]) : null;
}

/** The view that a person near and far gives, and the ways to the ground that it has when one thing is wrong by its error. */
export function viewOfPersons(persons: GroundPersons): { view: View; variants: Matrix3[] } | null {
  const pose = fit(persons);
  const view = pose === null ? null : viewOfPose(pose);
  const errors = pose === null ? null : poseErrors(pose, persons);
  if (pose === null || view === null || errors === null) return null;
  const wrong = [...errors.map((error) => moved(pose, error, 1)), moved(pose, [0, 0, heightShare, 0], 1)].map(viewOfPose);
  return { view, variants: wrong.flatMap((each) => (each === null ? [] : [each.toGround])) };
}
