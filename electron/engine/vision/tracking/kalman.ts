import { extent, type PixelBox } from './pixel-box.ts';

/**
 * A constant-velocity Kalman filter over centre and size of a box: state (cx, cy, w, h and their rates per second).
 * Process noise is continuous white noise in the acceleration (Bar-Shalom, Estimation with Applications, 6.2.2), so
 * that any frame interval, also an irregular one, means the same; it does not couple the four coordinates, which
 * makes the 8 x 8 filter four filters of 2 x 2. Noises are in proportion to the size of the box, as in DeepSORT.
 */
export type KalmanState = { readonly at: number; readonly axes: readonly [Axis, Axis, Axis, Axis] };

/** Value, its rate per second, and their covariance. */
type Axis = {
  readonly value: number;
  readonly rate: number;
  readonly varValue: number;
  readonly covariance: number;
  readonly varRate: number;
};

/** All relative to the extent of the box, seconds. */
export type KalmanNoise = {
  /** Standard deviation of a detector's centre, and of its width and height. */
  readonly center: number;
  readonly size: number;
  /** Square root of the acceleration's spectral density: speed gained at random within a second. */
  readonly centerDrift: number;
  readonly sizeDrift: number;
  /** Standard deviation of the unknown speed at birth. */
  readonly startSpeed: number;
};

export const defaultNoise: KalmanNoise = { center: 0.06, size: 0.15, centerDrift: 0.5, sizeDrift: 0.08, startSpeed: 1.5 };

export function startKalman(box: PixelBox, at: number, noise: KalmanNoise): KalmanState {
  const scale = extent(box);
  const axis = (value: number, deviation: number, speed: number): Axis => ({
    value,
    rate: 0,
    varValue: (deviation * scale) ** 2,
    covariance: 0,
    varRate: (speed * scale) ** 2,
  });
  const sizeSpeed = noise.startSpeed * 0.2;
  return {
    at,
    axes: [
      axis(box.left + box.width / 2, noise.center, noise.startSpeed),
      axis(box.top + box.height / 2, noise.center, noise.startSpeed),
      axis(box.width, noise.size, sizeSpeed),
      axis(box.height, noise.size, sizeSpeed),
    ],
  };
}

/** The state as it is expected at a later moment; the same state when `at` is not later. */
export function predict(state: KalmanState, at: number, noise: KalmanNoise): KalmanState {
  const seconds = (at - state.at) / 1000;
  if (seconds <= 0) return state;
  const scale = extent(boxOf(state));
  const move = (axis: Axis, drift: number): Axis => {
    const density = (drift * scale) ** 2;
    return {
      value: axis.value + seconds * axis.rate,
      rate: axis.rate,
      varValue: axis.varValue + 2 * seconds * axis.covariance + seconds ** 2 * axis.varRate + (density * seconds ** 3) / 3,
      covariance: axis.covariance + seconds * axis.varRate + (density * seconds ** 2) / 2,
      varRate: axis.varRate + density * seconds,
    };
  };
  const [x, y, width, height] = state.axes;
  return {
    at,
    axes: [move(x, noise.centerDrift), move(y, noise.centerDrift), move(width, noise.sizeDrift), move(height, noise.sizeDrift)],
  };
}

/** The state after a box was seen. A less certain box moves it less (the NSA rule of Du et al., GIAOTracker, 2021). */
export function correct(state: KalmanState, box: PixelBox, confidence: number, noise: KalmanNoise): KalmanState {
  const scale = extent(box);
  const doubt = 1.5 - Math.min(1, Math.max(0, confidence));
  const see = (axis: Axis, seen: number, deviation: number): Axis => {
    const variance = (deviation * doubt * scale) ** 2;
    const gainValue = axis.varValue / (axis.varValue + variance);
    const gainRate = axis.covariance / (axis.varValue + variance);
    const surprise = seen - axis.value;
    return {
      value: axis.value + gainValue * surprise,
      rate: axis.rate + gainRate * surprise,
      varValue: (1 - gainValue) * axis.varValue,
      covariance: (1 - gainValue) * axis.covariance,
      varRate: axis.varRate - gainRate * axis.covariance,
    };
  };
  const [x, y, width, height] = state.axes;
  return {
    at: state.at,
    axes: [
      see(x, box.left + box.width / 2, noise.center),
      see(y, box.top + box.height / 2, noise.center),
      see(width, box.width, noise.size),
      see(height, box.height, noise.size),
    ],
  };
}

/** The box in the middle of the state; never smaller than a pixel. */
export function boxOf({ axes: [x, y, width, height] }: KalmanState): PixelBox {
  const w = Math.max(1, width.value);
  const h = Math.max(1, height.value);
  return { left: x.value - w / 2, top: y.value - h / 2, width: w, height: h };
}

/** Pixels a second. */
export function velocityOf({ axes: [x, y] }: KalmanState): { readonly x: number; readonly y: number } {
  return { x: x.rate, y: y.rate };
}

/** Standard deviation of the centre, in extents of the box: how far off the expectation may be. */
export function centerDoubt(state: KalmanState): number {
  const [x, y] = state.axes;
  return Math.sqrt((x.varValue + y.varValue) / 2) / extent(boxOf(state));
}

/** The same state with its sizes held: an object that is hidden does not go on growing. */
export function holdSize(state: KalmanState): KalmanState {
  const [x, y, width, height] = state.axes;
  return { at: state.at, axes: [x, y, { ...width, rate: 0 }, { ...height, rate: 0 }] };
}
