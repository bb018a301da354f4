import type { RelativeBox } from '../../../contract/geometry.ts';

/**
 * A box in square pixels of a nominal picture 1000 high, so that distances mean the same in both directions. The
 * fields are those of a relative box; `overlap` of vision/overlap.ts serves both.
 */
export type PixelBox = RelativeBox;

const nominalHeight = 1000;

export function toPixels(box: RelativeBox, aspect: number): PixelBox {
  return scale(box, nominalHeight * aspect, nominalHeight);
}

export function toRelative(box: PixelBox, aspect: number): RelativeBox {
  return scale(box, 1 / (nominalHeight * aspect), 1 / nominalHeight);
}

function scale({ left, top, width, height }: RelativeBox, x: number, y: number): RelativeBox {
  return { left: left * x, top: top * y, width: width * x, height: height * y };
}

export type Point = { readonly x: number; readonly y: number };

export function center({ left, top, width, height }: PixelBox): Point {
  return { x: left + width / 2, y: top + height / 2 };
}

/** The length that noise and distances are measured in: half the sum of the sides. */
export function extent({ width, height }: PixelBox): number {
  return (width + height) / 2;
}

/** Distance of two centres in extents of the smaller box. */
export function centerDistance(a: PixelBox, b: PixelBox): number {
  const from = center(a);
  const to = center(b);
  return Math.hypot(to.x - from.x, to.y - from.y) / Math.max(1e-9, Math.min(extent(a), extent(b)));
}

/** The box with `share` of its sides added all round (the buffer of C-BIoU, Yang et al., WACV 2023). */
export function buffered({ left, top, width, height }: PixelBox, share: number): PixelBox {
  return { left: left - share * width, top: top - share * height, width: width * (1 + 2 * share), height: height * (1 + 2 * share) };
}

/** Share of `a` that lies within `b`. */
export function covered(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width <= 0 || height <= 0 ? 0 : (width * height) / Math.max(1e-9, a.width * a.height);
}
