import type { RelativeBox } from '../../../contract/geometry.ts';
import type { GrayPicture } from '../../media/small-frame.ts';
import { Background, defaultBackgroundOptions, type BackgroundOptions } from './background.ts';
import { blobs, toRegion, withoutSpeckles, type Blob, type MotionMask } from './regions.ts';

export type MotionGateOptions = {
  readonly background: BackgroundOptions;
  /** Least pixels of a region; with every so many speckles (rain, snow, noise) in the picture it has to be one larger. */
  readonly leastArea: number;
  readonly specklesPerPixel: number;
  /** Pixels from which a region needs no second picture to be believed. */
  readonly certainArea: number;
  /**
   * A region in which fewer pixels than `leastLively` changed in the last `livelyMs` stands still: something parked or
   * left there, or the place that it left. It is part of the mask, but no reason to look.
   */
  readonly leastLively: number;
  readonly livelyMs: number;
  /** The gate stays open this long after the last motion. */
  readonly holdMs: number;
  /** How often it opens for one picture when nothing moves but the caller still follows something. */
  readonly recheckMs: number;
  /** It is open this long from the first picture on: what is there already has to be seen once. */
  readonly startMs: number;
  /**
   * Share of the pixels that changes, other than evenly, when lights are switched or the camera is turned; the same as
   * a factor of brightness from one picture to the next (in octaves); and how long the view is learnt anew.
   */
  readonly globalShare: number;
  readonly globalOctaves: number;
  readonly relearnMs: number;
};

export const defaultMotionGateOptions: MotionGateOptions = {
  background: defaultBackgroundOptions,
  leastArea: 6,
  specklesPerPixel: 16,
  certainArea: 24,
  leastLively: 3,
  livelyMs: 1000,
  holdMs: 1500,
  recheckMs: 2000,
  startMs: 3000,
  globalShare: 0.5,
  globalOctaves: 0.4,
  relearnMs: 600,
};

export type Motion = {
  /** True when the picture is worth looking at. */
  readonly active: boolean;
  /** Where something moves in this very picture. */
  readonly regions: readonly RelativeBox[];
  /** Share of the picture that moved. */
  readonly area: number;
  /** True for the pictures in which the whole view changed, and while it is learnt anew. */
  readonly globalChange: boolean;
  /** The same as `regions`, to the pixel; its bytes are its own. */
  readonly mask: MotionMask;
};

/** Every picture in order with its time in ms, and whether the tracker still follows anything. */
export type MotionGate = (picture: GrayPicture, at: number, tracksLive?: boolean) => Motion;

/**
 * Decides on a small luma picture whether the detector has to look. A region counts when it is connected, large
 * enough, and there in two pictures running (or large); a change of the whole view is learnt at once. A picture of
 * another size than the one before starts anew.
 */
export function createMotionGate(given: Partial<MotionGateOptions> = {}): MotionGate {
  const options = { ...defaultMotionGateOptions, ...given };
  let background: Background | null = null;
  let changed = new Uint8Array(0);
  let before: readonly Blob[] = [];
  let lastAt = 0;
  let lastBrightness = 1;
  let relearnUntil = -Infinity;
  let openUntil = -Infinity;
  let lastOpenAt = -Infinity;

  const answer = (at: number, tracksLive: boolean, globalChange: boolean, found: readonly Blob[], mask: MotionMask): Motion => {
    if (found.length > 0) openUntil = Math.max(openUntil, at + options.holdMs);
    const active = at <= openUntil || (tracksLive && at - lastOpenAt >= options.recheckMs);
    if (active) lastOpenAt = at;
    const pixels = found.reduce((sum, blob) => sum + blob.area, 0);
    const regions = found.map((blob) => toRegion(blob, mask.width, mask.height));
    return { active, regions, area: pixels / Math.max(1, mask.data.length), globalChange, mask };
  };

  return (picture, at, tracksLive = false) => {
    const { data, width, height } = picture;
    const mask: MotionMask = { data: new Uint8Array(data.length), width, height };
    if (background?.width !== width || background.height !== height || at < lastAt) {
      background = new Background(picture, options.background);
      changed = new Uint8Array(data.length);
      before = [];
      lastBrightness = 1;
      relearnUntil = -Infinity;
      lastOpenAt = -Infinity;
      openUntil = at + options.startMs;
      lastAt = at;
      return answer(at, tracksLive, false, [], mask);
    }
    const elapsedMs = at - lastAt;
    lastAt = at;
    const brightness = background.brightness(data);
    const differing = background.compare(data, brightness, elapsedMs, changed);
    const jumped = Math.abs(Math.log2(brightness / lastBrightness)) > options.globalOctaves;
    lastBrightness = brightness;
    if ((jumped || differing > options.globalShare * data.length) && at > relearnUntil) {
      relearnUntil = at + options.relearnMs;
      openUntil = Math.max(openUntil, relearnUntil);
    }
    if (at <= relearnUntil) {
      background.adopt(data);
      lastBrightness = 1;
      before = [];
      return answer(at, tracksLive, true, [], mask);
    }
    const learnt = background;
    const isLively = (pixel: number): boolean => learnt.moves(pixel, data[pixel] ?? 0, brightness, options.livelyMs);
    const speckles = withoutSpeckles(changed, width, height, mask.data, isLively);
    const now = blobs(mask, options.leastArea + Math.floor(speckles / options.specklesPerPixel), isLively);
    const believed = now.filter((blob) => blob.lively >= options.leastLively && (blob.area >= options.certainArea || before.some((earlier) => near(blob, earlier))));
    before = now;
    return answer(at, tracksLive, false, believed, mask);
  };
}

/** True when a region is where an earlier one was, or no further from it than the two are large. */
function near(a: Blob, b: Blob): boolean {
  const x = Math.max(a.left, b.left) - Math.min(a.right, b.right);
  const y = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
  const reach = Math.max(2, Math.min(a.right - a.left, b.right - b.left), Math.min(a.bottom - a.top, b.bottom - b.top));
  return x <= reach && y <= reach;
}
