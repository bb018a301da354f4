import { kin } from '../vision/kinship.ts';
import { median } from '../vision/median.ts';
import type { Observation, Track } from '../vision/observation.ts';
import { distanceM, headLevel, seenHeight, spotOf, type Spot } from './body-scale.ts';
import type { GroundPlane } from './ground-plane.ts';
import { watchWhole } from './whole-box.ts';

/** How an object moves, over the last moments. */
export type Motion = {
  /** What both ends of the box show: whoever is hidden in part seems slower, never faster. */
  readonly speedMps: number;
  /** What either end shows: whoever is slower stands. */
  readonly mostMps: number;
  /** One standard deviation. */
  readonly uncertaintyMps: number;
  /** Unit vector in the spot's system; zero for what stands quite still. */
  readonly direction: { readonly x: number; readonly y: number };
  /** By which share its height in the picture grows in a second; says who comes straight at a camera. */
  readonly growthPerS: number;
  readonly spot: Spot;
};

type Sample = { readonly at: number; readonly spot: Spot; readonly head: number; readonly height: number; readonly seenHeight: number };
type Past = { samples: Sample[]; lastAt: number };

const fewestSamples = 3;
const shortestMs = 450;
/** At few pictures a second older samples are taken in, up to this age. */
const oldestMs = 2000;
/** Nothing goes faster; a leap beyond is another object. */
const fastestMps = { person: 12, 'two-wheeler': 25, vehicle: 50 } as const;
/** On the ground an object keeps its height; one that seems to grow or shrink faster is being hidden, or comes out. */
const hidingPerS = 0.2;
/** People are taller or shorter than assumed by this share, and the vertical is stretched by a guess. */
const scaleError = 0.1;
const depthError = 0.35;

type Fit = { readonly slope: number; readonly deviation: number };

/** Straight line through values over seconds by least squares: its slope and the values' deviation from it. */
function fit(times: readonly number[], values: readonly number[]): Fit {
  const n = times.length;
  const meanT = times.reduce((sum, t) => sum + t, 0) / n;
  const meanV = values.reduce((sum, v) => sum + v, 0) / n;
  let tt = 0;
  let tv = 0;
  times.forEach((t, i) => {
    tt += (t - meanT) ** 2;
    tv += (t - meanT) * ((values[i] ?? 0) - meanV);
  });
  const slope = tt === 0 ? 0 : tv / tt;
  const squares = times.reduce((sum, t, i) => sum + ((values[i] ?? 0) - meanV - slope * (t - meanT)) ** 2, 0);
  return { slope, deviation: Math.sqrt(squares / Math.max(1, n - 2)) };
}

/** Speed along a direction if the fastest single step is left out: an object that leapt once has not moved all the time. */
function steadySpeed(samples: readonly Sample[], direction: Motion['direction']): number {
  const steps = samples.slice(1).map(({ at, spot }, i) => {
    const before = samples[i] as Sample;
    return { along: (spot.x - before.spot.x) * direction.x + (spot.y - before.spot.y) * direction.y, ms: at - before.at };
  });
  const rest = steps.toSorted((a, b) => b.along / b.ms - a.along / a.ms).slice(1);
  return (1000 * rest.reduce((sum, { along }) => sum + along, 0)) / rest.reduce((sum, { ms }) => sum + ms, 0);
}

function motionOf(samples: readonly Sample[]): Motion | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || samples.length < fewestSamples || last.at - first.at < shortestMs) return null;
  const times = samples.map(({ at }) => (at - first.at) / 1000);
  if (!last.spot.byBody && Math.abs(fit(times, samples.map((sample) => Math.log(sample.seenHeight))).slope) > hidingPerS) return null;
  const x = fit(times, samples.map(({ spot }) => spot.x));
  const foot = fit(times, samples.map(({ spot }) => spot.y));
  const head = fit(times, samples.map((sample) => sample.head));
  let y = foot;
  const { byBody } = last.spot;
  if (byBody) {
    // What hides feet or head moves one end of the box; somebody who walks moves both.
    if (Math.sign(head.slope) !== Math.sign(y.slope)) y = { ...y, slope: 0 };
    else if (Math.abs(head.slope) < Math.abs(y.slope)) y = head;
  }
  const scale = median(samples.map(({ spot }) => spot.metresPerUnit));
  const length = Math.hypot(x.slope, y.slope);
  const direction = length === 0 ? { x: 0, y: 0 } : { x: x.slope / length, y: y.slope / length };
  const speedMps = Math.max(0, scale * Math.min(length, length === 0 ? 0 : steadySpeed(samples, direction)));
  const meanT = times.reduce((sum, t) => sum + t, 0) / times.length;
  const spread = Math.sqrt(times.reduce((sum, t) => sum + (t - meanT) ** 2, 0));
  const pointError = Math.max(
    scale * Math.hypot(x.deviation * direction.x, y.deviation * direction.y),
    samples.reduce((sum, { spot }) => sum + spot.uncertaintyM, 0) / samples.length,
  );
  const guess = byBody ? speedMps * Math.hypot(scaleError, depthError * direction.y ** 2) : 0;
  return {
    speedMps,
    mostMps: byBody ? scale * Math.hypot(x.slope, Math.max(Math.abs(foot.slope), Math.abs(head.slope))) : speedMps,
    uncertaintyMps: Math.hypot(pointError / spread, guess),
    direction,
    growthPerS: fit(times, samples.map(({ height }) => Math.log(height))).slope,
    spot: last.spot,
  };
}

/**
 * Follows how every track moves: a straight line through its places of the last `windowMs` by least squares. Predicted,
 * cut-off and partly hidden boxes say nothing, and after a leap that nobody could make it begins anew. Tracks that were
 * not seen long enough yet are absent.
 */
export function watchMotion(ground: GroundPlane | null, windowMs: number): (observation: Observation) => ReadonlyMap<number, Motion> {
  const pasts = new Map<number, Past>();
  const wholeOf = watchWhole(ground);

  const take = (track: Track, at: number, aspect: number): Motion | null => {
    const past = pasts.get(track.id) ?? { samples: [], lastAt: at };
    pasts.set(track.id, past);
    past.lastAt = at;
    past.samples = past.samples.filter((sample) => at - sample.at <= Math.max(windowMs, oldestMs));
    const spot = spotOf(track, aspect, ground);
    if (spot === null) return null;
    const before = past.samples.at(-1);
    if (before !== undefined && distanceM(before.spot, spot) > (fastestMps[kin(track.class)] * (at - before.at)) / 1000 + 0.3 + 3 * spot.uncertaintyM)
      past.samples = [];
    past.samples.push({ at, spot, head: headLevel(track), height: track.box.height, seenHeight: seenHeight(track, aspect, ground) });
    const within = past.samples.filter((sample) => at - sample.at <= windowMs);
    return motionOf(within.length >= fewestSamples ? within : past.samples.slice(-fewestSamples));
  };

  return (observation) => {
    const { at, aspect } = observation;
    for (const [id, { lastAt }] of pasts) if (at - lastAt > oldestMs) pasts.delete(id);
    const motions = new Map<number, Motion>();
    for (const track of wholeOf(observation)) {
      const motion = take(track, at, aspect);
      if (motion !== null) motions.set(track.id, motion);
    }
    return motions;
  };
}
