import type { RelativePoint } from '../../../electron/contract/geometry.ts';

/** Size of the picture on the page in CSS pixels. */
export type PictureSize = { readonly width: number; readonly height: number };
export type PixelPoint = { readonly x: number; readonly y: number };

export function toPixels({ x, y }: RelativePoint, { width, height }: PictureSize): PixelPoint {
  return { x: x * width, y: y * height };
}

/** Not clamped: a pointer may leave the picture while it drags. */
export function toRelative({ x, y }: PixelPoint, { width, height }: PictureSize): RelativePoint {
  return { x: width === 0 ? 0 : x / width, y: height === 0 ? 0 : y / height };
}

/** The middle of the corners, where a name is written. */
export function centre(points: readonly PixelPoint[]): PixelPoint {
  const count = Math.max(1, points.length);
  return { x: points.reduce((sum, { x }) => sum + x, 0) / count, y: points.reduce((sum, { y }) => sum + y, 0) / count };
}

/**
 * The arrow that shows a line's forward direction, from its left hand to its right hand as one looks from `from` to
 * `to` in the picture: a shaft across the middle and the three corners of its head.
 */
export function directionArrow(from: PixelPoint, to: PixelPoint, length: number): { tail: PixelPoint; tip: PixelPoint; head: readonly PixelPoint[] } {
  const along = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const ux = (to.x - from.x) / along;
  const uy = (to.y - from.y) / along;
  const right = { x: -uy, y: ux }; // y grows downwards in a picture, so this is the right hand
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const at = (across: number, alongBy: number): PixelPoint => ({
    x: middle.x + right.x * across + ux * alongBy,
    y: middle.y + right.y * across + uy * alongBy,
  });
  const head = length * 0.42;
  return { tail: at(-length * 0.5, 0), tip: at(length, 0), head: [at(length, 0), at(length - head, head * 0.6), at(length - head, -head * 0.6)] };
}

export function svgPoints(points: readonly PixelPoint[]): string {
  return points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
}
