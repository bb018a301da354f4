import { z } from 'zod';

/**
 * Coordinates of the contract are relative: 0..1 of the picture's width and height, origin at the top left, so that
 * a zone drawn on the sub-stream holds on the main stream too.
 */
export const RelativePoint = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });
export type RelativePoint = z.infer<typeof RelativePoint>;

export const RelativeBox = z.object({
  left: z.number(),
  top: z.number(),
  width: z.number().min(0),
  height: z.number().min(0),
});
export type RelativeBox = z.infer<typeof RelativeBox>;

/** True when two closed segments share a point; collinear overlap counts. */
function segmentsMeet(a: RelativePoint, b: RelativePoint, c: RelativePoint, d: RelativePoint): boolean {
  const side = (p: RelativePoint, q: RelativePoint, r: RelativePoint): number =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  const within = (p: RelativePoint, q: RelativePoint, r: RelativePoint): boolean =>
    Math.min(p.x, q.x) <= r.x && r.x <= Math.max(p.x, q.x) && Math.min(p.y, q.y) <= r.y && r.y <= Math.max(p.y, q.y);
  const d1 = side(c, d, a);
  const d2 = side(c, d, b);
  const d3 = side(a, b, c);
  const d4 = side(a, b, d);
  if (d1 !== d2 && d3 !== d4 && d1 * d2 <= 0 && d3 * d4 <= 0) return true;
  return (
    (d1 === 0 && within(c, d, a)) ||
    (d2 === 0 && within(c, d, b)) ||
    (d3 === 0 && within(a, b, c)) ||
    (d4 === 0 && within(a, b, d))
  );
}

/** True when no two sides of the closed polygon touch except neighbours at their common corner. */
export function isSimplePolygon(points: readonly RelativePoint[]): boolean {
  const corner = (index: number): RelativePoint => points[index % points.length] as RelativePoint;
  for (let i = 0; i < points.length; i++) {
    if (corner(i).x === corner(i + 1).x && corner(i).y === corner(i + 1).y) return false;
    for (let j = i + 2; j < points.length; j++) {
      if (i === 0 && j === points.length - 1) continue;
      if (segmentsMeet(corner(i), corner(i + 1), corner(j), corner(j + 1))) return false;
    }
  }
  return true;
}
