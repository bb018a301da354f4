import type { RelativePoint } from '../../../../electron/contract/geometry.ts';
import type { GroundCalibration, GroundWay } from '../../../../electron/contract/ground.ts';

type Four = [RelativePoint, RelativePoint, RelativePoint, RelativePoint];

/** A standing person's usual height where nobody was measured. */
export const usualHeightM = 1.7;

/** The four marks in the order in which they are set: corners round about, or near foot, near head, far foot, far head. */
export function groundMarks(ground: GroundCalibration): Four {
  return ground.way === 'persons' ? [ground.near.foot, ground.near.head, ground.far.foot, ground.far.head] : [...ground.corners];
}

/** The same calibration with its marks elsewhere. */
export function withGroundMarks(ground: GroundCalibration, points: readonly RelativePoint[]): GroundCalibration {
  const [a, b, c, d] = points;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return ground;
  return ground.way === 'persons' ? { ...ground, near: { foot: a, head: b }, far: { foot: c, head: d } } : { ...ground, corners: [a, b, c, d] };
}

/** Four new marks, with the lengths known before where the way is the same; others are 0 until they are entered. */
export function newGround(way: GroundWay, aspect: number, points: readonly RelativePoint[], before: GroundCalibration | null): GroundCalibration | null {
  const [a, b, c, d] = points;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  if (before?.way === way) return { ...withGroundMarks(before, points), aspect };
  switch (way) {
    case 'rectangle':
      return { way, aspect, corners: [a, b, c, d], sidesM: [0, 0] };
    case 'quadrilateral':
      return { way, aspect, corners: [a, b, c, d], sidesM: [0, 0, 0, 0], diagonalM: 0 };
    case 'persons':
      return { way, aspect, near: { foot: a, head: b }, far: { foot: c, head: d }, heightM: usualHeightM, viewDeg: null };
  }
}

/** A rectangle and four free sides share their marks; what was measured of the one holds in the other. */
export function withCornersWay(ground: GroundCalibration, way: 'rectangle' | 'quadrilateral'): GroundCalibration {
  if (ground.way === 'persons' || ground.way === way) return ground;
  const { aspect, corners } = ground;
  const [first, second] = ground.sidesM;
  return way === 'rectangle'
    ? { way, aspect, corners, sidesM: [first, second] }
    : { way, aspect, corners, sidesM: [first, second, first, second], diagonalM: Math.round(Math.hypot(first, second) * 100) / 100 };
}

/** A person's line from foot to head, or the side from one corner to the next. */
export function groundSides(ground: GroundCalibration): readonly (readonly [RelativePoint, RelativePoint])[] {
  const [a, b, c, d] = groundMarks(ground);
  return ground.way === 'persons' ? [[a, b], [c, d]] : [[a, b], [b, c], [c, d], [d, a]];
}
