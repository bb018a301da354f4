import type { PixelRect, Rgb } from './picture.ts';
import { objectAlpha, shadowAlpha } from './mask.ts';

/**
 * One picture of a real object without what was behind it. `rgba` is premultiplied: colour times alpha, so that laid over
 * another background nothing of the old one is left at the soft edge.
 */
export type CutFrame = {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
  /** Where it stands, in pixels from the left and top. */
  readonly footX: number;
  readonly footY: number;
  /** The object's own box in it. */
  readonly box: PixelRect;
};

/** A real object over consecutive pictures. */
export type CutOut = {
  readonly id: string;
  /** How it moves in the picture: the direction of its way, a unit vector; zero for what does not move by itself. */
  readonly heading: { readonly x: number; readonly y: number };
  /** Its way from one frame to the next, in its own heights. */
  readonly stride: number;
  /** Its own height in pixels of the source, mean over the frames. */
  readonly size: number;
  /** The frame in which it takes up least room: legs together. */
  readonly standing: number;
  readonly frames: readonly CutFrame[];
};

/** Cuts the object in `rect` out; null where there is none. Its foot is set later. */
export function cutFrame(picture: Rgb, background: Rgb, rect: PixelRect): CutFrame | null {
  const alpha = objectAlpha(picture, background, rect);
  let [left, top, right, bottom] = [rect.width, rect.height, -1, -1];
  alpha.forEach((value, i) => {
    if (value < 0.5) return;
    left = Math.min(left, i % rect.width);
    right = Math.max(right, i % rect.width);
    top = Math.min(top, Math.floor(i / rect.width));
    bottom = Math.max(bottom, Math.floor(i / rect.width));
  });
  if (right < 0) return null;
  const rgba = new Uint8Array(rect.width * rect.height * 4);
  const shadow = shadowAlpha(picture, background, rect);
  for (let y = 0; y < rect.height; y++)
    for (let x = 0; x < rect.width; x++) {
      const from = ((y + rect.top) * picture.width + x + rect.left) * 3;
      const to = y * rect.width + x;
      const share = alpha[to] ?? 0;
      for (let c = 0; c < 3; c++) {
        const own = (picture.data[from + c] ?? 0) - (1 - share) * (background.data[from + c] ?? 0);
        rgba[to * 4 + c] = Math.round(Math.min(255 * share, Math.max(0, own)));
      }
      // Where there is less of the object than of its shadow, the shadow is black laid thinly over the ground.
      rgba[to * 4 + 3] = Math.round(255 * (share + (1 - share) * (shadow[to] ?? 0)));
    }
  const box = { left, top, width: right - left + 1, height: bottom - top + 1 };
  return { width: rect.width, height: rect.height, rgba, footX: left + box.width / 2, footY: bottom + 1, box };
}

/** The same, seen in a mirror. */
export function mirrored(cutOut: CutOut): CutOut {
  const frames = cutOut.frames.map((frame): CutFrame => {
    const rgba = new Uint8Array(frame.rgba.length);
    for (let y = 0; y < frame.height; y++)
      for (let x = 0; x < frame.width; x++) {
        const from = (y * frame.width + (frame.width - 1 - x)) * 4;
        rgba.set(frame.rgba.subarray(from, from + 4), (y * frame.width + x) * 4);
      }
    const box = { ...frame.box, left: frame.width - frame.box.left - frame.box.width };
    return { ...frame, rgba, footX: frame.width - frame.footX, box };
  });
  return { ...cutOut, id: `${cutOut.id}-mirrored`, heading: { x: -cutOut.heading.x, y: cutOut.heading.y }, frames };
}
