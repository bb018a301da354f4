import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { GroundPlane, Located } from '../../../electron/engine/behavior/ground-plane.ts';

/** Where a foot was in the picture, and when (ms). */
export type FootAt = { readonly at: number; readonly foot: RelativePoint };

/** `uncertaintyMps` is one standard deviation. */
export type GroundSpeed = { readonly speedMps: number; readonly uncertaintyMps: number };

type Sample = { readonly seconds: number; readonly place: Located };

/** Boxes of neighbouring pictures err alike (a stride, a shadow), so that so many of them count as one look. */
const alikeMs = 200;
const fewest = 3;
const shortestMs = 400;

/** Slope of a line through weighted samples, and how far each lies off it. */
function slope(samples: readonly Sample[], weights: readonly number[], pick: (place: Located) => number): { perSecond: number; off: number[] } {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (value: (sample: Sample) => number): number => samples.reduce((sum, sample, index) => sum + (weights[index] ?? 0) * value(sample), 0) / total;
  const [time, middle] = [mean(({ seconds }) => seconds), mean(({ place }) => pick(place))];
  const spread = mean(({ seconds }) => (seconds - time) ** 2);
  const perSecond = mean(({ seconds, place }) => (seconds - time) * (pick(place) - middle)) / spread;
  return { perSecond, off: samples.map(({ seconds, place }) => pick(place) - middle - perSecond * (seconds - time)) };
}

/**
 * Speed over the ground along a stretch of a track, by least squares over its places, each weighted by its uncertainty.
 * A place far off the line (a box that took in somebody else) counts less (Huber's weights). Null when the stretch is
 * shorter than 0.4 s or less than three of its points lie on usable ground.
 */
export function speedOf(ground: GroundPlane, feet: readonly FootAt[]): GroundSpeed | null {
  const first = feet[0]?.at ?? 0;
  const samples = feet.flatMap(({ at, foot }): Sample[] => {
    const place = ground.locate(foot);
    return place === null ? [] : [{ seconds: (at - first) / 1000, place }];
  });
  const lasts = (samples.at(-1)?.seconds ?? 0) - (samples[0]?.seconds ?? 0);
  if (samples.length < fewest || lasts * 1000 < shortestMs) return null;
  const noise = samples.map(({ place }) => Math.max(1e-3, place.noiseM ?? place.uncertaintyM));
  const exact = noise.map((deviation) => 1 / deviation ** 2);
  let weights = exact;
  let [x, y] = [slope(samples, weights, (place) => place.x), slope(samples, weights, (place) => place.y)];
  for (let round = 0; round < 3; round++) {
    weights = exact.map((weight, index) => weight * Math.min(1, (2 * (noise[index] ?? 0)) / Math.max(1e-9, Math.hypot(x.off[index] ?? 0, y.off[index] ?? 0))));
    [x, y] = [slope(samples, weights, (place) => place.x), slope(samples, weights, (place) => place.y)];
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const time = samples.reduce((sum, { seconds }, index) => sum + (weights[index] ?? 0) * seconds, 0) / total;
  const spread = samples.reduce((sum, { seconds }, index) => sum + (weights[index] ?? 0) * (seconds - time) ** 2, 0);
  const looks = Math.min(1, (lasts * 1000) / alikeMs / (samples.length - 1));
  const scale = Math.max(...samples.map(({ place }) => place.scaleError ?? 0));
  const speedMps = Math.hypot(x.perSecond, y.perSecond);
  return { speedMps, uncertaintyMps: Math.hypot(1 / Math.sqrt(spread * looks), speedMps * scale) };
}
