import type { GrayPicture } from '../../media/small-frame.ts';

export type BackgroundOptions = {
  /** Time constant with which the background follows pixels that look like it. */
  readonly followMs: number;
  /** Speed at which it creeps towards pixels that do not, whatever their contrast (a running median). */
  readonly creepLevelsPerSecond: number;
  /** A pixel that differs but keeps still this long (a parked car, a lamp's cone, a place just left) is background. */
  readonly settleMs: number;
  /** A pixel has changed when it differs by this many deviations, and by this many grey levels at least. */
  readonly deviations: number;
  readonly leastLevels: number;
  /** A pixel that crosses its threshold more often than this is restless and does not count. */
  readonly restlessFlipsPerSecond: number;
  /** Time constant of that measure. */
  readonly restlessMs: number;
};

export const defaultBackgroundOptions: BackgroundOptions = {
  followMs: 8000,
  creepLevelsPerSecond: 1,
  settleMs: 3000,
  deviations: 3.5,
  leastLevels: 9,
  restlessFlipsPerSecond: 1.2,
  restlessMs: 20_000,
};

/** Deviation of a pixel's noise in grey levels: never believed to be less, and what it is at the start. */
const leastDeviation = 1.2;
const startDeviation = 3;
/** Added to grey levels before brightness is taken as a factor, so that dark pixels do not amplify noise. */
const lift = 16;

/**
 * What the empty picture looks like: a running mean and variance for each pixel. Pixels that keep crossing the
 * threshold to and fro (leaves, water, flags) are left out while they do, after the blinking pixels of SuBSENSE
 * (St-Charles et al., IEEE TIP 2015); people who walk by now and then do not blink.
 */
export class Background {
  readonly width: number;
  readonly height: number;
  private readonly options: BackgroundOptions;
  private readonly mean: Float32Array;
  private readonly variance: Float32Array;
  private readonly restless: Float32Array;
  private readonly differed: Uint8Array;
  /** Where each pixel has been since it last changed, as it would be under the background's brightness, and how long. */
  private readonly resting: Float32Array;
  private readonly stillMs: Float32Array;
  private readonly histogram = new Uint16Array(256);

  constructor({ data, width, height }: GrayPicture, options: BackgroundOptions) {
    this.width = width;
    this.height = height;
    this.options = options;
    this.mean = Float32Array.from(data);
    this.variance = new Float32Array(data.length).fill(startDeviation ** 2);
    this.restless = new Float32Array(data.length);
    this.differed = new Uint8Array(data.length);
    this.resting = Float32Array.from(data);
    this.stillMs = new Float32Array(data.length);
  }

  /**
   * Factor by which the picture is brighter than the background: the median over every third pixel, so that objects
   * do not count. Brightness is taken as a factor because exposure and lamps multiply.
   */
  brightness(data: Uint8Array): number {
    this.histogram.fill(0);
    let samples = 0;
    for (let i = 0; i < data.length; i += 3) {
      const factor = ((data[i] ?? 0) + lift) / ((this.mean[i] ?? 0) + lift);
      const bin = Math.min(255, Math.max(0, Math.round(128 + 64 * Math.log2(factor))));
      this.histogram[bin] = (this.histogram[bin] ?? 0) + 1;
      samples++;
    }
    let below = 0;
    let bin = 0;
    while (bin < 255 && (below += this.histogram[bin] ?? 0) * 2 < samples) bin++;
    return 2 ** ((bin - 128) / 64);
  }

  /**
   * Marks in `changed` the pixels that do not look like the background under the given brightness, and learns from
   * the picture what `elapsedMs` since the last one is worth. Returns how many pixels differ.
   */
  compare(data: Uint8Array, brightness: number, elapsedMs: number, changed: Uint8Array): number {
    const { mean, variance, restless, differed, resting, stillMs, options } = this;
    const follow = 1 - Math.exp(-elapsedMs / options.followMs);
    const creep = (options.creepLevelsPerSecond * elapsedMs) / 1000;
    const forget = 1 - Math.exp(-elapsedMs / options.restlessMs);
    const perSecond = 1000 / Math.max(1, elapsedMs);
    let count = 0;
    for (let i = 0; i < data.length; i++) {
      const value = data[i] ?? 0;
      const known = mean[i] ?? 0;
      const expected = (known + lift) * brightness - lift;
      const difference = value - expected;
      const level = (value + lift) / brightness - lift;
      const spread = variance[i] ?? 0;
      const differs = Math.abs(difference) > this.threshold(i) ? 1 : 0;
      const flips = restless[i] ?? 0;
      restless[i] = flips + forget * ((differs === differed[i] ? 0 : perSecond) - flips);
      differed[i] = differs;
      changed[i] = differs === 1 && flips < options.restlessFlipsPerSecond ? 1 : 0;
      count += differs;
      const rests = Math.abs(level - (resting[i] ?? 0)) < options.leastLevels;
      const still = rests ? (stillMs[i] ?? 0) + elapsedMs : 0;
      stillMs[i] = still;
      if (!rests) resting[i] = level;
      const settled = differs === 1 && still >= options.settleMs;
      if (settled) mean[i] = level;
      else mean[i] = known + follow * ((differs ? expected : value) - known) + (differs ? Math.sign(difference) * creep : 0);
      if (!differs) variance[i] = Math.max(leastDeviation ** 2, spread + follow * (difference * difference - spread));
    }
    return count;
  }

  /**
   * Whether a changed pixel shows something that moves: it changed, other than with the brightness of all, within the
   * given time, and its level is at home at none of its neighbours, where a trembling camera would have taken it from.
   */
  moves(pixel: number, value: number, brightness: number, withinMs: number): boolean {
    if ((this.stillMs[pixel] ?? 0) >= withinMs) return false;
    const level = (value + lift) / brightness - lift;
    const { mean, width } = this;
    const threshold = this.threshold(pixel);
    for (const row of [-width, 0, width])
      for (const neighbour of [pixel + row - 1, pixel + row, pixel + row + 1]) if (Math.abs(level - (mean[neighbour] ?? Infinity)) <= threshold) return false;
    return true;
  }

  /** By how many grey levels a pixel has to differ. */
  private threshold(pixel: number): number {
    return Math.max(this.options.leastLevels, this.options.deviations * Math.sqrt(this.variance[pixel] ?? 0));
  }

  /** Takes the picture for the background at once, keeping what is known of each pixel's noise. */
  adopt(data: Uint8Array): void {
    this.mean.set(data);
    this.differed.fill(0);
  }
}
