import type { GroundQuadrilateral, GroundRectangle } from '../ground.ts';
import { clickError, lengthError } from './errors.ts';
import { homographyOf } from './homography.ts';
import { inverse, type Matrix3, type PlanePoint } from './matrix.ts';
import { centred, type View, viewOf } from './view.ts';

export type GroundCorners = GroundRectangle | GroundQuadrilateral;

/** The third corner of a triangle over a base from the origin along x, on the side that `side` names; null when the sides do not meet. */
function apex(base: number, fromOrigin: number, fromEnd: number, side: 1 | -1): PlanePoint | null {
  const x = (base ** 2 + fromOrigin ** 2 - fromEnd ** 2) / (2 * base);
  const square = fromOrigin ** 2 - x ** 2;
  return square > (0.02 * base) ** 2 ? { x, y: side * Math.sqrt(square) } : null;
}

/** The corners on the ground in metres; null when no quadrilateral has these lengths. */
export function groundCorners(way: GroundCorners['way'], lengths: readonly number[]): readonly PlanePoint[] | null {
  const [first = 0, second = 0, third = 0, fourth = 0, diagonal = 0] = lengths;
  if (way === 'rectangle') return [{ x: 0, y: 0 }, { x: first, y: 0 }, { x: first, y: second }, { x: 0, y: second }];
  const b = apex(diagonal, first, second, -1);
  const d = apex(diagonal, fourth, third, 1);
  return b === null || d === null ? null : [{ x: 0, y: 0 }, b, { x: diagonal, y: 0 }, d];
}

export function lengthsOf(calibration: GroundCorners): readonly number[] {
  return calibration.way === 'rectangle' ? calibration.sidesM : [...calibration.sidesM, calibration.diagonalM];
}

function toPictureOf(way: GroundCorners['way'], lengths: readonly number[], marked: readonly PlanePoint[]): Matrix3 | null {
  const ground = groundCorners(way, lengths);
  return ground === null ? null : homographyOf(ground, marked);
}

/** The view that four measured corners give, and the ways to the ground that it has when one mark or length is wrong by its error. */
export function viewOfCorners(calibration: GroundCorners): { view: View; variants: Matrix3[] } | null {
  const { way, aspect } = calibration;
  const lengths = lengthsOf(calibration);
  const marked = calibration.corners.map((corner) => centred(corner, aspect));
  const toPicture = toPictureOf(way, lengths, marked);
  const view = toPicture === null ? null : viewOf(toPicture, aspect);
  if (view === null) return null;
  const wrong = [
    ...marked.flatMap(({ x, y }, index) => [{ x: x + clickError, y }, { x, y: y + clickError }].map((point) => toPictureOf(way, lengths, marked.with(index, point)))),
    ...lengths.map((length, index) => toPictureOf(way, lengths.with(index, length + lengthError(length)), marked)),
  ];
  const variants = wrong.map((matrix) => (matrix === null ? null : inverse(matrix))).filter((matrix) => matrix !== null);
  return { view, variants };
}
