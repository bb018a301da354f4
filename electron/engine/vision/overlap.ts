import type { RelativeBox } from '../../contract/geometry.ts';

/** Intersection over union of two boxes, 0..1. It is the same in relative coordinates as in pixels. */
export function overlap(a: RelativeBox, b: RelativeBox): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** Distance between the nearest sides of two boxes, in heights of the picture; 0 where they touch. `aspect`: the picture's width divided by its height. */
export function gapBetween(a: RelativeBox, b: RelativeBox, aspect: number): number {
  const dx = Math.max(0, Math.max(a.left, b.left) - Math.min(a.left + a.width, b.left + b.width)) * aspect;
  const dy = Math.max(0, Math.max(a.top, b.top) - Math.min(a.top + a.height, b.top + b.height));
  return Math.hypot(dx, dy);
}

/** Share of a box's area that lies within the others taken together, 0..1; 0 for a box without area. */
export function coveredShare(box: RelativeBox, others: readonly RelativeBox[]): number {
  const right = box.left + box.width;
  const bottom = box.top + box.height;
  const parts = others
    .map((other) => ({
      left: Math.max(box.left, other.left),
      top: Math.max(box.top, other.top),
      right: Math.min(right, other.left + other.width),
      bottom: Math.min(bottom, other.top + other.height),
    }))
    .filter((part) => part.right > part.left && part.bottom > part.top)
    .sort((a, b) => a.top - b.top);
  const edges = parts.flatMap((part) => [part.left, part.right]).sort((a, b) => a - b);
  let area = 0;
  // Upright strips between neighbouring edges: within one, every part covers all of its width or nothing.
  for (const [i, from] of edges.slice(0, -1).entries()) {
    const to = edges[i + 1] ?? from;
    let height = 0;
    let reached = -Infinity;
    for (const part of parts) {
      if (part.left > from || part.right < to) continue;
      height += Math.max(0, part.bottom - Math.max(part.top, reached));
      reached = Math.max(reached, part.bottom);
    }
    area += height * (to - from);
  }
  const whole = box.width * box.height;
  return whole > 0 ? area / whole : 0;
}
