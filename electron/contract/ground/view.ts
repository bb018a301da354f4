import type { RelativePoint } from '../geometry.ts';
import { columns, cross, dot, inverse, mapped, type Matrix3, norm, type PlanePoint, product, scaled, times, type Vector3 } from './matrix.ts';

/** How a camera sees flat ground. Picture points are `centred`, ground points in metres. */
export type View = {
  readonly toPicture: Matrix3;
  readonly toGround: Matrix3;
  /** What a metre upwards adds to the homogeneous picture point of a place on the ground. */
  readonly up: Vector3;
  readonly cameraHeightM: number;
  /** Focal length in heights of the picture; null where the marks do not tell it and a common one was taken. */
  readonly focal: number | null;
};

/** The picture's points seen from its middle, with its height as the unit, so that pixels are square. */
export function centred({ x, y }: RelativePoint, aspect: number): PlanePoint {
  return { x: (x - 0.5) * aspect, y: y - 0.5 };
}

export function uncentred({ x, y }: PlanePoint, aspect: number): RelativePoint {
  return { x: x / aspect + 0.5, y: y + 0.5 };
}

/** Focal length in heights of the picture for a horizontal angle of view, and back. */
export const focalOf = (viewDeg: number, aspect: number): number => aspect / 2 / Math.tan((viewDeg * Math.PI) / 360);
export const viewDegOf = (focal: number, aspect: number): number => (Math.atan(aspect / 2 / focal) * 360) / Math.PI;

/** A lens as most cameras on streets have it. */
export const commonViewDeg = 60;

/** The pixels are square and the axis goes through the middle: then two right angles on the ground give the focal length. */
function focalFrom([ax, ay, aw]: Vector3, [bx, by, bw]: Vector3): number | null {
  const [p, q] = [ax * bx + ay * by, aw * bw];
  const [r, s] = [ax * ax + ay * ay - bx * bx - by * by, aw * aw - bw * bw];
  const focal = Math.sqrt(-(p * p + r * r) / (p * q + r * s));
  return focal > 0.25 && focal < 12 ? focal : null;
}

/** A view from where ground points come to lie in the picture (Zhang, A Flexible New Technique for Camera Calibration, 2000). */
export function viewOf(toPicture: Matrix3, aspect: number): View | null {
  const toGround = inverse(toPicture);
  if (toGround === null) return null;
  const [first, second, third] = columns(toPicture);
  const focal = focalFrom(first, second);
  const used = focal ?? focalOf(commonViewDeg, aspect);
  const without = ([x, y, w]: Vector3): Vector3 => [x / used, y / used, w];
  const [alongX, alongY] = [without(first), without(second)];
  const metre = Math.sqrt(norm(alongX) * norm(alongY));
  const normal = scaled(cross(alongX, alongY), 1 / metre ** 2);
  const towards = dot(normal, without(third)) / metre;
  const [x, y, w] = scaled(normal, -Math.sign(towards) * metre);
  return { toPicture, toGround, up: [x * used, y * used, w], cameraHeightM: Math.abs(towards), focal };
}

/**
 * A camera `heightM` above the ground that looks down by `tilt` and is turned on its axis by `roll` (radians); the ground's
 * y leads away from it.
 */
export function pinhole(focal: number, tilt: number, heightM: number, roll: number): View | null {
  const [sin, cos] = [Math.sin(tilt), Math.cos(tilt)];
  const turned: Matrix3 = [Math.cos(roll), -Math.sin(roll), 0, Math.sin(roll), Math.cos(roll), 0, 0, 0, 1];
  const toPicture = product(turned, [focal, 0, 0, 0, -focal * sin, focal * heightM * cos, 0, cos, heightM * sin]);
  const toGround = inverse(toPicture);
  return toGround === null ? null : { toPicture, toGround, up: times(turned, [0, -focal * cos, -sin]), cameraHeightM: heightM, focal };
}

/** Where a point `heightM` above a place on the ground appears; null behind the camera. */
export function seen({ toPicture, up }: View, { x, y }: PlanePoint, heightM = 0): PlanePoint | null {
  const [a, b, c] = up;
  const [p, q, r, s, t, u, v, w, z] = toPicture;
  return mapped([p, q, r + a * heightM, s, t, u + b * heightM, v, w, z + c * heightM], { x, y });
}
