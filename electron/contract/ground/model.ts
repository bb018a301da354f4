import type { RelativePoint } from '../geometry.ts';
import type { GroundCalibration } from '../ground.ts';
import { viewOfCorners } from './corners.ts';
import { clickError, footShare, modelShare } from './errors.ts';
import { jacobian, mapped, type Matrix3, type PlanePoint, product } from './matrix.ts';
import { viewOfPersons } from './persons.ts';
import { centred, seen, uncentred, type View, viewDegOf } from './view.ts';

/** A place on the ground in metres. */
export type GroundSpot = PlanePoint & {
  /** One standard deviation in the worse direction, of everything that is not exact. */
  readonly uncertaintyM: number;
  /** The part of it that changes from picture to picture: where a box ends and feet begin. */
  readonly noiseM: number;
  /** By what share all lengths around here may be wrong together, since marks and lengths were not exact. */
  readonly scaleError: number;
};

export type Measured = { readonly metres: number; readonly uncertaintyM: number };

/** What a calibration says about a camera's picture. */
export type GroundModel = {
  /** Where something stands whose foot is at a picture point; null beyond the horizon and where it would say too little. */
  locate: (point: RelativePoint) => GroundSpot | null;
  /** From one clicked point of the ground to another. */
  distance: (from: RelativePoint, to: RelativePoint) => Measured | null;
  /** Where a place, or a point so many metres above it, appears; may lie outside the picture. Null behind the camera. */
  appears: (place: PlanePoint, heightM?: number) => RelativePoint | null;
  /** Height of the horizon in the picture at its left and right edge; null where it is endlessly far, as when looking straight down. */
  horizon: readonly [number, number] | null;
  cameraHeightM: number;
  /** Horizontal angle of view in degrees; null where the marks do not tell it. */
  viewDeg: number | null;
};

/** A place less certain than this is of no use to anybody: metres from picture to picture, share of lengths, metres in all. */
const leastUseful = { noiseM: 1, scaleError: 0.35, uncertaintyM: 5 } as const;

const directions = [0, 1, 2, 3].map((index) => [Math.cos((index * Math.PI) / 4), Math.sin((index * Math.PI) / 4)] as const);

/** Points of the marked ground, by which versions of it are laid over one another. */
function anchorsOf(calibration: GroundCalibration): readonly PlanePoint[] {
  const points = calibration.way === 'persons' ? [calibration.near.foot, calibration.far.foot] : calibration.corners;
  return points.map((point) => centred(point, calibration.aspect));
}

/** Turns and shifts a way to the ground so that the anchors come to lie as near as can be to where they should. */
function laidOver(variant: Matrix3, base: Matrix3, anchors: readonly PlanePoint[]): Matrix3 | null {
  const pairs = anchors.flatMap((anchor) => {
    const [is, should] = [mapped(variant, anchor), mapped(base, anchor)];
    return is === null || should === null ? [] : [{ is, should }];
  });
  if (pairs.length < anchors.length) return null;
  const mean = (pick: (pair: (typeof pairs)[number]) => number): number => pairs.reduce((sum, pair) => sum + pick(pair), 0) / pairs.length;
  const [ix, iy, sx, sy] = [mean(({ is }) => is.x), mean(({ is }) => is.y), mean(({ should }) => should.x), mean(({ should }) => should.y)];
  const along = mean(({ is, should }) => (is.x - ix) * (should.x - sx) + (is.y - iy) * (should.y - sy));
  const across = mean(({ is, should }) => (is.x - ix) * (should.y - sy) - (is.y - iy) * (should.x - sx));
  const turn = Math.atan2(across, along);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return product([cos, -sin, sx - cos * ix + sin * iy, sin, cos, sy - sin * ix - cos * iy, 0, 0, 1], variant);
}

/** Largest standard deviation over all directions of a covariance. */
function worst(xx: number, xy: number, yy: number): number {
  return Math.sqrt((xx + yy) / 2 + Math.sqrt(((xx - yy) / 2) ** 2 + xy ** 2));
}

/** How far the picture lies off when a foot is taken from a box: the larger, the nearer the person. */
function footError(view: View, place: PlanePoint, at: PlanePoint): number {
  const head = seen(view, place, 1.7);
  return Math.max(clickError, head === null ? 0 : footShare * Math.hypot(head.x - at.x, head.y - at.y));
}

function spot(view: View, variants: readonly Matrix3[], at: PlanePoint): GroundSpot | null {
  const place = mapped(view.toGround, at);
  if (place === null) return null;
  const [a, b, c, d] = jacobian(view.toGround, at);
  const foot = footError(view, place, at) ** 2;
  let [xx, xy, yy] = [foot * (a * a + b * b), foot * (a * c + b * d), foot * (c * c + d * d)];
  const noiseM = worst(xx, xy, yy);
  const wrong = directions.map(() => modelShare ** 2);
  const determinant = a * d - b * c;
  for (const variant of variants) {
    const there = mapped(variant, at);
    if (there === null) return null;
    const [dx, dy] = [there.x - place.x, there.y - place.y];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
    const [p, q, r, s] = jacobian(variant, at);
    directions.forEach(([x, y], index) => {
      const [u, v] = [(d * x - b * y) / determinant, (a * y - c * x) / determinant];
      wrong[index] = (wrong[index] ?? 0) + (Math.hypot(p * u + q * v, r * u + s * v) - 1) ** 2;
    });
  }
  const uncertaintyM = worst(xx, xy, yy);
  const scaleError = Math.sqrt(Math.max(...wrong));
  const useful = noiseM <= leastUseful.noiseM && scaleError <= leastUseful.scaleError && uncertaintyM <= leastUseful.uncertaintyM;
  return useful ? { ...place, uncertaintyM, noiseM, scaleError } : null;
}

function distanceOf(view: View, variants: readonly Matrix3[], from: PlanePoint, to: PlanePoint): Measured | null {
  const length = (matrix: Matrix3, a: PlanePoint, b: PlanePoint): number => {
    const [p, q] = [mapped(matrix, a), mapped(matrix, b)];
    return p === null || q === null ? Number.NaN : Math.hypot(q.x - p.x, q.y - p.y);
  };
  const metres = length(view.toGround, from, to);
  const off = ({ x, y }: PlanePoint): PlanePoint[] => [{ x: x + clickError, y }, { x, y: y + clickError }];
  const others = [
    ...variants.map((variant) => length(variant, from, to)),
    ...off(from).map((point) => length(view.toGround, point, to)),
    ...off(to).map((point) => length(view.toGround, from, point)),
  ];
  const uncertaintyM = Math.sqrt(others.reduce((sum, other) => sum + (other - metres) ** 2, (modelShare * metres) ** 2));
  return Number.isFinite(uncertaintyM) ? { metres, uncertaintyM } : null;
}

function horizonOf({ toGround: [, , , , , , g, h, i] }: View, aspect: number): readonly [number, number] | null {
  const at = (x: number): number => -(i + g * x) / h + 0.5;
  const [left, right] = [at(-aspect / 2), at(aspect / 2)];
  return Math.abs(left) < 50 && Math.abs(right) < 50 ? [left, right] : null;
}

/** Computes what a calibration says; null when its marks and lengths do not make a view of flat ground. */
export function groundModel(calibration: GroundCalibration): GroundModel | null {
  const found = calibration.way === 'persons' ? viewOfPersons(calibration) : viewOfCorners(calibration);
  if (found === null) return null;
  const { view } = found;
  const { aspect } = calibration;
  const anchors = anchorsOf(calibration);
  const variants = found.variants.map((variant) => laidOver(variant, view.toGround, anchors)).filter((variant) => variant !== null);
  return {
    locate: (point) => spot(view, variants, centred(point, aspect)),
    distance: (from, to) => distanceOf(view, variants, centred(from, aspect), centred(to, aspect)),
    appears: (place, heightM = 0) => {
      const at = seen(view, place, heightM);
      return at === null ? null : uncentred(at, aspect);
    },
    horizon: horizonOf(view, aspect),
    cameraHeightM: view.cameraHeightM,
    viewDeg: view.focal === null ? null : viewDegOf(view.focal, aspect),
  };
}
