import { Rational, type Frame } from 'node-av';
import type { GrayPicture, SmallFrame } from '../small-frame.ts';
import type { PictureScaler } from './picture-scaler.ts';

/** Time base of frames that have none: the library's JPEG path refuses them. */
const anyTimeBase = new Rational(1, 90_000);

/**
 * Wraps a decoded picture for analysis. Takes over `frame`: it is freed with the small frame, which stays usable after
 * its source was closed.
 */
export function createSmallFrame(frame: Frame, at: number, index: number, scaler: PictureScaler): SmallFrame {
  const { width: sourceWidth, height: sourceHeight } = frame;
  let isFreed = false;
  /** More than one looks at it. */
  let usualGray: GrayPicture | null = null;
  scaler.hold();
  const living = (): Frame => {
    if (isFreed) throw new Error('the frame was freed');
    return frame;
  };
  return {
    at,
    index,
    sourceWidth,
    sourceHeight,
    gray: (width) => {
      const picture = living();
      return width === undefined ? (usualGray ??= scaler.gray(picture)) : scaler.gray(picture, width);
    },
    planes: (fit) => scaler.planes(living(), fit),
    part: (view) => scaler.part(living(), view),
    jpeg: (maxWidth) => {
      living().timeBase = anyTimeBase;
      return scaler.jpeg(frame, maxWidth);
    },
    free: () => {
      if (isFreed) return;
      isFreed = true;
      usualGray = null;
      frame.free();
      scaler.letGo();
    },
  };
}
