import { isSimplePolygon, type RelativePoint } from '../geometry.ts';
import type { GroundCalibration, GroundPersons } from '../ground.ts';
import { type GroundCorners, groundCorners, lengthsOf } from './corners.ts';
import { groundModel, type GroundModel } from './model.ts';
import { centred } from './view.ts';

/** What can be wrong with a calibration; its sentences are in `words/scene-problems.ts`. */
export const groundProblems = [
  'ground-crosses', 'ground-too-small', 'ground-in-line', 'ground-length-missing', 'ground-lengths-impossible', 'ground-not-seen-so',
  'ground-head-below-foot', 'ground-person-too-small', 'ground-persons-swapped', 'ground-persons-alike', 'ground-height',
] as const;
export type GroundProblem = (typeof groundProblems)[number];

/** Twice the area of a triangle, positive where it turns to the right as one looks at the picture. */
const turn = (a: RelativePoint, b: RelativePoint, c: RelativePoint): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

function turns(points: readonly RelativePoint[]): number[] {
  const at = (index: number): RelativePoint => points[index % points.length] ?? { x: 0, y: 0 };
  return points.map((_, index) => turn(at(index), at(index + 1), at(index + 2)));
}

function cornersProblem(calibration: GroundCorners): GroundProblem | null {
  const { corners, aspect, way } = calibration;
  if (!isSimplePolygon(corners)) return 'ground-crosses';
  const bends = turns(corners.map((corner) => centred(corner, aspect)));
  const area = (Math.abs(bends[0] ?? 0) + Math.abs(bends[2] ?? 0)) / 2;
  if (area < 0.002 * aspect) return 'ground-too-small';
  const round = Math.sign(bends[0] ?? 0);
  if (bends.some((bend) => bend * round < 0.04 * area)) return 'ground-in-line';
  const lengths = lengthsOf(calibration);
  if (lengths.some((length) => length < 0.1)) return 'ground-length-missing';
  const ground = groundCorners(way, lengths);
  if (ground === null || new Set(turns(ground).map(Math.sign)).size > 1) return 'ground-lengths-impossible';
  return null;
}

function personsProblem({ near, far, heightM }: GroundPersons): GroundProblem | null {
  const [tallNear, tallFar] = [near.foot.y - near.head.y, far.foot.y - far.head.y];
  if (tallNear <= 0 || tallFar <= 0) return 'ground-head-below-foot';
  if (Math.min(tallNear, tallFar) < 0.02) return 'ground-person-too-small';
  if (far.foot.y >= near.foot.y || tallFar >= tallNear) return 'ground-persons-swapped';
  if (tallNear < 1.1 * tallFar) return 'ground-persons-alike';
  return heightM < 0.5 || heightM > 2.5 ? 'ground-height' : null;
}

/** What is lower in the picture has to be nearer, unless the camera looks straight down, and the camera has to hang somewhere. */
function seenFromAbove({ horizon, cameraHeightM, distance }: GroundModel, marks: readonly RelativePoint[]): boolean {
  const lowest = Math.max(...marks.map(({ y }) => y));
  const horizonAt = horizon === null ? -1 : (horizon[0] + horizon[1]) / 2;
  const upsideDown = horizonAt > lowest && horizonAt < 4;
  return !upsideDown && marks.every((point) => distance(point, point) !== null) && cameraHeightM > 0.3 && cameraHeightM < 300;
}

/** The first thing that is wrong with a calibration, null when it can be used. */
export function groundProblem(calibration: GroundCalibration): GroundProblem | null {
  const problem = calibration.way === 'persons' ? personsProblem(calibration) : cornersProblem(calibration);
  if (problem !== null) return problem;
  const model = groundModel(calibration);
  const marks = calibration.way === 'persons' ? [calibration.near.foot, calibration.far.foot] : calibration.corners;
  return model === null || !seenFromAbove(model, marks) ? 'ground-not-seen-so' : null;
}
