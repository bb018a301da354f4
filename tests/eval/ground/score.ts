import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import { groundModel } from '../../../electron/contract/ground/model.ts';
import type { GroundCalibration } from '../../../electron/contract/ground.ts';
import { groundPlaneOf } from '../../../electron/engine/behavior/ground-plane.ts';
import { type FootAt, speedOf } from './ground-speed.ts';
import type { TsaiCamera } from '../../support/tsai.ts';

/** One measured value beside its truth. */
export type Pair = { readonly is: number; readonly truth: number; readonly uncertainty: number };

export type Score = {
  /** Of those that could be measured. */
  readonly count: number;
  readonly refused: number;
  readonly medianRelativeError: number;
  readonly p95RelativeError: number;
  /** Share of truths that lie inside two standard deviations. */
  readonly insideTwoSigma: number;
  readonly medianUncertainty: number;
};

export function scoreOf(pairs: readonly (Pair | null)[]): Score {
  const measured = pairs.filter((pair) => pair !== null);
  const at = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
  const relative = measured.map(({ is, truth }) => Math.abs(is - truth) / truth);
  const round = (value: number): number => Math.round(value * 1e4) / 1e4;
  return {
    count: measured.length,
    refused: pairs.length - measured.length,
    medianRelativeError: round(at(relative, 0.5)),
    p95RelativeError: round(at(relative, 0.95)),
    insideTwoSigma: round(measured.filter(({ is, truth, uncertainty }) => Math.abs(is - truth) <= 2 * uncertainty).length / measured.length),
    medianUncertainty: round(at(measured.map(({ uncertainty }) => uncertainty), 0.5)),
  };
}

const lattice: readonly RelativePoint[] = Array.from({ length: 48 }, (_, index) => ({ x: 0.08 + (index % 8) * 0.12, y: 0.22 + Math.floor(index / 8) * 0.14 }));

/** All distances of 1 to 15 m between points spread evenly over the picture's ground. */
export function distances(camera: TsaiCamera, calibration: GroundCalibration): (Pair | null)[] {
  const model = groundModel(calibration);
  return lattice.flatMap((a, index) =>
    lattice.slice(index + 1).flatMap((b) => {
      const [p, q] = [camera.ground(a), camera.ground(b)];
      const truth = Math.hypot(p.x - q.x, p.y - q.y);
      if (truth < 1 || truth > 15) return [];
      const found = model === null || model.locate(a) === null || model.locate(b) === null ? null : model.distance(a, b);
      return [found === null ? null : { is: found.metres, truth, uncertainty: found.uncertaintyM }];
    }),
  );
}

/** What a straight line through true places over the ground says; the truth of a stretch's speed. */
function trueSpeed(places: readonly { readonly at: number; readonly x: number; readonly y: number }[]): number {
  const mean = (value: (place: (typeof places)[number]) => number): number => places.reduce((sum, place) => sum + value(place), 0) / places.length;
  const [time, x, y] = [mean(({ at }) => at), mean((place) => place.x), mean((place) => place.y)];
  const spread = mean(({ at }) => (at - time) ** 2);
  return (1000 * Math.hypot(mean((place) => (place.at - time) * (place.x - x)), mean((place) => (place.at - time) * (place.y - y)))) / spread;
}

/** A stretch of one walk: where the true feet were, and where those to be measured are. */
export type Stretch = { readonly truth: readonly FootAt[]; readonly seen: readonly FootAt[] };

/** Speeds of stretches in which somebody really walks (0.4 m/s and more). */
export function speeds(camera: TsaiCamera, calibration: GroundCalibration, stretches: readonly Stretch[]): (Pair | null)[] {
  const plane = groundPlaneOf(calibration);
  return stretches.flatMap(({ truth, seen }) => {
    const speed = trueSpeed(truth.map(({ at, foot }) => ({ at, ...camera.ground(foot) })));
    if (speed < 0.4) return [];
    const found = plane === null ? null : speedOf(plane, seen);
    return [found === null ? null : { is: found.speedMps, truth: speed, uncertainty: found.uncertaintyMps }];
  });
}
