import type { RelativeBox } from '../../contract/geometry.ts';

/** Intersection over union of two boxes, 0..1. It is the same in relative coordinates as in pixels. */
export function overlap(a: RelativeBox, b: RelativeBox): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}
