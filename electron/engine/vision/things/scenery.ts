import type { GrayPicture } from '../../media/small-frame.ts';

export type SceneryOptions = {
  /** Share by which the background follows a pixel that looks like it, at each look. */
  readonly follow: number;
  /** A pixel differs by this many mean deviations, and by this many grey levels at least. */
  readonly deviations: number;
  readonly leastLevels: number;
  /** Looks at which a pixel has to agree with the background before anything is concluded from it. */
  readonly knownLooks: number;
  /** A pixel that differs has become still when it kept its level this long, and for so many looks. */
  readonly stillMs: number;
  readonly stillLooks: number;
  /** It may look otherwise this many times running (somebody walks by) and is still the same afterwards. */
  readonly missedLooks: number;
  /** Share of the pixels that differs, and change of brightness in octaves, when lights are switched or the camera is turned. */
  readonly globalShare: number;
  readonly globalOctaves: number;
};

export const defaultSceneryOptions: SceneryOptions = {
  follow: 0.08,
  deviations: 4,
  leastLevels: 9,
  knownLooks: 5,
  stillMs: 6000,
  stillLooks: 5,
  missedLooks: 3,
  globalShare: 0.4,
  globalOctaves: 0.4,
};

/** What a pixel is at a look. `hidden`: somebody or something that is followed stands there. */
export const alike = 0;
export const differs = 1;
export const still = 2;
export const hidden = 3;

const leastSpread = 1;
const startSpread = 2;
/** A deviation counts for no more than this, so that one passer-by does not make a pixel deaf. */
const mostDeviation = 40;
/** Added to grey levels before brightness is taken as a factor, so that dark pixels do not amplify noise. */
const lift = 16;

export type Look = {
  /** The whole view changed and was learnt anew. */
  readonly relit: boolean;
  /** Pixels that differ from the background and keep still. */
  readonly still: number;
};

/**
 * Two memories of every pixel, after the dual foregrounds of Porikli, Ivanov and Haga (EURASIP J. Adv. Signal Process.
 * 2008): what the place looks like in the long run, and what it has looked like since it last changed. Where somebody
 * who is followed stands nothing is learnt, so that however long they stay they never become background.
 * Levels are kept under the background's own brightness.
 */
export class Scenery {
  readonly width: number;
  readonly height: number;
  /** The long memory. */
  readonly mean: Float32Array;
  /** The short memory, valid where `count` is not 0: level, since when. */
  readonly recent: Float32Array;
  readonly since: Float64Array;
  /** The last picture under the background's brightness. */
  readonly level: Float32Array;
  readonly state: Uint8Array;
  private readonly spread: Float32Array;
  private readonly known: Uint8Array;
  private readonly count: Uint8Array;
  private readonly missed: Uint8Array;
  private readonly histogram = new Uint32Array(256);
  private readonly options: SceneryOptions;
  private brightness = 1;

  constructor({ data, width, height }: GrayPicture, options: SceneryOptions = defaultSceneryOptions) {
    this.width = width;
    this.height = height;
    this.options = options;
    const size = data.length;
    this.mean = Float32Array.from(data);
    this.recent = new Float32Array(size);
    this.since = new Float64Array(size);
    this.level = Float32Array.from(data);
    this.state = new Uint8Array(size);
    this.spread = new Float32Array(size).fill(startSpread);
    this.known = new Uint8Array(size);
    this.count = new Uint8Array(size);
    this.missed = new Uint8Array(size);
  }

  /** Takes a picture; `covered` is 1 where somebody or something that is followed stands. */
  look(data: Uint8Array, covered: Uint8Array, at: number): Look {
    const factor = this.brightnessOf(data, covered);
    const jumped = Math.abs(Math.log2(factor / this.brightness)) > this.options.globalOctaves;
    this.brightness = factor;
    const levels = Float32Array.from({ length: 256 }, (_, value) => (value + lift) / factor - lift);
    const { differing, seen, stills } = this.compare(data, levels, covered, at);
    if (!jumped && differing <= this.options.globalShare * Math.max(1, seen)) return { relit: false, still: stills };
    this.relearn(data);
    return { relit: true, still: 0 };
  }

  private compare(data: Uint8Array, levels: Float32Array, covered: Uint8Array, at: number): { differing: number; seen: number; stills: number } {
    const { mean, recent, since, level, state, spread, known, count, missed, options } = this;
    const { follow, deviations, leastLevels, knownLooks, stillMs, stillLooks, missedLooks } = options;
    let differing = 0;
    let seen = 0;
    let stills = 0;
    for (let i = 0; i < data.length; i++) {
      const value = levels[data[i] as number] as number;
      level[i] = value;
      if (covered[i] === 1) {
        state[i] = hidden;
        continue;
      }
      seen++;
      const around = spread[i] as number;
      const off = value - (mean[i] as number);
      const distance = off < 0 ? -off : off;
      const looks = count[i] as number;
      const threshold = around * deviations > leastLevels ? around * deviations : leastLevels;
      if (distance <= threshold) {
        state[i] = alike;
        mean[i] = (mean[i] as number) + follow * off;
        const wider = around + 0.05 * (distance * 1.25 - around);
        spread[i] = wider < leastSpread ? leastSpread : wider;
        if ((known[i] as number) < 255) known[i] = (known[i] as number) + 1;
        if (looks > 0) count[i] = looks - 1;
        continue;
      }
      differing++;
      state[i] = differs;
      if ((known[i] as number) < knownLooks) {
        mean[i] = value;
        known[i] = 0;
        continue;
      }
      const moved = value - (recent[i] as number);
      if (looks > 0 && (moved < 0 ? -moved : moved) <= threshold) {
        recent[i] = (recent[i] as number) + 0.25 * moved;
        missed[i] = 0;
        if (looks < 255) count[i] = looks + 1;
        if (looks >= stillLooks && at - (since[i] as number) >= stillMs) {
          state[i] = still;
          stills++;
        }
      } else {
        const misses = (missed[i] as number) + 1;
        missed[i] = misses;
        spread[i] = around + 0.02 * ((distance > mostDeviation ? mostDeviation : distance) - around);
        if (looks < 3 || misses >= missedLooks) {
          recent[i] = value;
          since[i] = at;
          count[i] = 1;
          missed[i] = 0;
        } else if (looks >= stillLooks && at - (since[i] as number) >= stillMs) {
          state[i] = still;
          stills++;
        }
      }
    }
    return { differing, seen, stills };
  }

  /** What is at a pixel now is background from now on. */
  adopt(pixel: number): void {
    this.mean[pixel] = this.recent[pixel] ?? 0;
    this.count[pixel] = 0;
    this.state[pixel] = alike;
  }

  /** Takes back what was adopted. */
  restore(pixel: number, mean: number): void {
    this.mean[pixel] = mean;
    this.count[pixel] = 0;
  }

  /** The whole view is new; what is behind people is learnt when they leave. */
  relearn(data: Uint8Array): void {
    this.mean.set(data);
    this.level.set(data);
    this.count.fill(0);
    this.known.fill(0);
    this.state.fill(alike);
    this.spread.fill(startSpread);
    this.brightness = 1;
  }

  /** By how much the picture is brighter than the background: the median over the pixels that can be seen, as a factor because exposure multiplies. */
  private brightnessOf(data: Uint8Array, covered: Uint8Array): number {
    const { histogram, mean } = this;
    histogram.fill(0);
    let samples = 0;
    for (let i = 0; i < data.length; i += 7) {
      if (covered[i] === 1) continue;
      const octaves = Math.log2(((data[i] as number) + lift) / ((mean[i] as number) + lift));
      const bin = Math.min(255, Math.max(0, Math.round(128 + 96 * octaves)));
      histogram[bin] = (histogram[bin] as number) + 1;
      samples++;
    }
    if (samples === 0) return this.brightness;
    let below = 0;
    let bin = 0;
    while (bin < 255 && (below += histogram[bin] as number) * 2 < samples) bin++;
    return 2 ** ((bin - 128) / 96);
  }
}
