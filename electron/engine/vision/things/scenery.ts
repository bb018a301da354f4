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
  /** Share of the pixels that differs when lights are switched or the camera is turned; a change that is even needs no new learning. */
  readonly globalShare: number;
};

export const defaultSceneryOptions: SceneryOptions = {
  follow: 0.08,
  deviations: 3,
  leastLevels: 8,
  knownLooks: 5,
  stillMs: 6000,
  stillLooks: 5,
  missedLooks: 3,
  globalShare: 0.4,
};

/** What a pixel is at a look. `hidden`: somebody or something that is followed stands there. */
export const alike = 0;
export const differs = 1;
export const still = 2;
export const hidden = 3;

/** What changed between two looks did so in the middle between them, at most this long before the second. */
const mostUnseenMs = 500;
const startThreshold = 10;
/** A deviation counts for no more than this, so that one passer-by does not make a pixel deaf. */
const mostDeviation = 40;
/** Grey level from which a sensor may be overexposed. */
const clipped = 244;
/** Added to grey levels before brightness is taken as a factor, so that dark pixels do not amplify noise. */
const lift = 16;

const binsPerOctave = 96;
const octaveBins = Float32Array.from({ length: 256 }, (_, value) => binsPerOctave * Math.log2(value + lift));

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
  readonly state: Uint8Array;
  /** By how many grey levels a pixel has to differ. */
  private readonly threshold: Float32Array;
  private readonly known: Uint8Array;
  private readonly count: Uint8Array;
  private readonly missed: Uint8Array;
  private readonly histogram = new Uint32Array(256);
  private readonly options: SceneryOptions;
  private readonly levels = Float32Array.from({ length: 256 }, (_, value) => value);
  private data: Uint8Array;
  private looks = 0;
  private lookedAt = Infinity;
  private changedAt = 0;
  private brightness = 1;

  constructor({ data, width, height }: GrayPicture, options: SceneryOptions = defaultSceneryOptions) {
    this.width = width;
    this.height = height;
    this.options = options;
    this.data = data;
    const size = data.length;
    this.mean = Float32Array.from(data);
    this.recent = new Float32Array(size);
    this.since = new Float64Array(size);
    this.state = new Uint8Array(size);
    this.threshold = new Float32Array(size).fill(startThreshold);
    this.known = new Uint8Array(size);
    this.count = new Uint8Array(size);
    this.missed = new Uint8Array(size);
  }

  /** Takes a picture; `covered` is 1 where somebody or something that is followed stands. */
  look(data: Uint8Array, covered: Uint8Array, at: number): Look {
    const factor = this.brightnessOf(data, covered);
    this.brightness = factor;
    for (let value = 0; value < 256; value++) this.levels[value] = (value + lift) / factor - lift;
    this.data = data;
    this.looks++;
    this.changedAt = at - Math.min(mostUnseenMs, Math.max(0, at - this.lookedAt) / 2);
    this.lookedAt = at;
    const { differing, stills } = this.compare(data, covered, at);
    if (differing <= this.options.globalShare * data.length) return { relit: false, still: stills };
    this.relearn();
    return { relit: true, still: 0 };
  }

  /** What a pixel shows now, under the background's brightness. */
  levelAt(pixel: number): number {
    return this.levels[this.data[pixel] as number] as number;
  }

  private compare(data: Uint8Array, covered: Uint8Array, at: number): { differing: number; stills: number } {
    const { mean, threshold, known, count, levels, state, options } = this;
    const { follow, knownLooks } = options;
    // A pixel that agrees is learnt from at every fourth look, so that most of them cost a comparison and nothing else.
    const turn = this.looks & 3;
    const learn = 4 * follow;
    let differing = 0;
    let stills = 0;
    state.fill(alike);
    for (let i = 0; i < data.length; i++) {
      const off = (levels[data[i] as number] as number) - (mean[i] as number);
      const limit = threshold[i] as number;
      if (off <= limit && off >= -limit) {
        if ((i & 3) === turn) {
          mean[i] = (mean[i] as number) + learn * off;
          this.quieten(i, off < 0 ? -off : off);
          if (count[i] !== 0) count[i] = (count[i] as number) > 4 ? (count[i] as number) - 4 : 0;
        }
        if ((known[i] as number) < knownLooks && covered[i] === 0) known[i] = (known[i] as number) + 1;
      } else if (covered[i] === 1) state[i] = hidden;
      else {
        // What was or is too bright for the sensor may have any level above that.
        if (((data[i] as number) >= clipped && off < 0) || ((mean[i] as number) >= clipped && off > 0)) continue;
        differing++;
        const now = this.differ(i, off, at);
        state[i] = now;
        if (now === still) stills++;
      }
    }
    return { differing, stills };
  }

  private quieten(pixel: number, distance: number): void {
    const { leastLevels, deviations } = this.options;
    const wider = (this.threshold[pixel] as number) + 0.2 * (distance * 1.25 * deviations - (this.threshold[pixel] as number));
    this.threshold[pixel] = wider < leastLevels ? leastLevels : wider;
  }

  /** Follows a pixel that does not look like the background; whether it has become still. */
  private differ(pixel: number, off: number, at: number): number {
    const { mean, recent, since, threshold, known, count, missed, options } = this;
    const { knownLooks, stillMs, stillLooks, missedLooks, deviations } = options;
    const value = (mean[pixel] as number) + off;
    if ((known[pixel] as number) < knownLooks) {
      mean[pixel] = value;
      known[pixel] = 0;
      return differs;
    }
    const looks = count[pixel] as number;
    const limit = threshold[pixel] as number;
    const moved = value - (recent[pixel] as number);
    if (looks > 0 && Math.abs(moved) <= limit) {
      recent[pixel] = (recent[pixel] as number) + 0.25 * moved;
      missed[pixel] = 0;
      if (looks < 255) count[pixel] = looks + 1;
    } else {
      missed[pixel] = (missed[pixel] as number) + 1;
      threshold[pixel] = limit + 0.02 * (Math.min(mostDeviation, Math.abs(off)) * deviations - limit);
      if (looks < 3 || missed[pixel] >= missedLooks) {
        recent[pixel] = value;
        since[pixel] = this.changedAt;
        count[pixel] = 1;
        missed[pixel] = 0;
        return differs;
      }
    }
    return looks >= stillLooks && at - (since[pixel] as number) >= stillMs ? still : differs;
  }

  /** What is at a pixel now is background from now on. */
  adopt(pixel: number): void {
    this.mean[pixel] = this.recent[pixel] ?? 0;
    this.count[pixel] = 0;
    this.state[pixel] = alike;
  }

  /** What is in a rectangle is background from now on, whatever it is; bounds in pixels, right and bottom exclusive. */
  forget(left: number, top: number, right: number, bottom: number): void {
    for (let y = Math.max(0, top); y < Math.min(this.height, bottom); y++)
      for (let x = Math.max(0, left); x < Math.min(this.width, right); x++) {
        const pixel = y * this.width + x;
        this.known[pixel] = 0;
        this.count[pixel] = 0;
        if (this.state[pixel] === hidden) continue;
        this.mean[pixel] = this.levelAt(pixel);
        this.state[pixel] = alike;
      }
  }

  /** The whole view is new; what is behind people is learnt when they leave. */
  private relearn(): void {
    this.mean.set(this.data);
    this.count.fill(0);
    this.known.fill(0);
    this.state.fill(alike);
    this.threshold.fill(startThreshold);
    this.brightness = 1;
    for (let value = 0; value < 256; value++) this.levels[value] = value;
  }

  /** By how much the picture is brighter than the background: the median over the pixels that can be seen, as a factor because exposure multiplies. */
  private brightnessOf(data: Uint8Array, covered: Uint8Array): number {
    const { histogram, mean } = this;
    histogram.fill(0);
    let samples = 0;
    for (let i = 0; i < data.length; i += 23) {
      if (covered[i] === 1) continue;
      const known = Math.min(255, Math.max(0, Math.round(mean[i] as number)));
      const bin = Math.min(255, Math.max(0, Math.round(128 + (octaveBins[data[i] as number] as number) - (octaveBins[known] as number))));
      histogram[bin] = (histogram[bin] as number) + 1;
      samples++;
    }
    if (samples === 0) return this.brightness;
    let below = 0;
    let bin = 0;
    while (bin < 255 && (below += histogram[bin] as number) * 2 < samples) bin++;
    return 2 ** ((bin - 128) / binsPerOctave);
  }
}
