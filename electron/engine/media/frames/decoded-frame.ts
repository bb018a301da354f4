import { Rational, type Frame } from 'node-av';
import type { SmallFrame } from '../small-frame.ts';
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
    gray: (width) => scaler.gray(living(), width),
    planes: (longest) => scaler.planes(living(), longest),
    jpeg: (maxWidth) => {
      living().timeBase = anyTimeBase;
      return scaler.jpeg(frame, maxWidth);
    },
    free: () => {
      if (isFreed) return;
      isFreed = true;
      frame.free();
      scaler.letGo();
    },
  };
}
