import type { RelativeBox, RelativePoint } from '../../contract/geometry.ts';
import type { Zone } from '../../contract/scene.ts';

/** Everything here is in relative coordinates: x to the right, y down, 0..1 of the picture. */
export type Segment = { readonly from: RelativePoint; readonly to: RelativePoint };

export function centreOf(box: RelativeBox): RelativePoint {
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/** Bottom centre of a box: where a person or vehicle seen from the side touches the ground. */
export function footOf(box: RelativeBox): RelativePoint {
  return { x: box.left + box.width / 2, y: box.top + box.height };
}

/**
 * The nearest point inside the picture. An object cut off by the picture's edge has its foot beyond it, and would
 * never stand in a zone that was drawn right up to that edge.
 */
export function intoPicture(point: RelativePoint): RelativePoint {
  const inset = 0.001;
  return { x: Math.min(1 - inset, Math.max(inset, point.x)), y: Math.min(1 - inset, Math.max(inset, point.y)) };
}

/** Even-odd rule: true when a ray to the right of the point meets the polygon's sides an odd number of times. */
export function insidePolygon(point: RelativePoint, polygon: readonly RelativePoint[]): boolean {
  let inside = false;
  let previous = polygon.at(-1);
  for (const corner of polygon) {
    if (previous !== undefined && corner.y > point.y !== previous.y > point.y) {
      const crossingX = corner.x + ((point.y - corner.y) / (previous.y - corner.y)) * (previous.x - corner.x);
      if (point.x < crossingX) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

/** Whether what stands at the foot of a box is in the zone; everything is where none was drawn. */
export function insideZone(box: RelativeBox, zone: Zone | null): boolean {
  return zone === null || insidePolygon(intoPicture(footOf(box)), zone.points);
}

/** Area of a simple polygon, corners in either order (shoelace formula). */
export function polygonArea(polygon: readonly RelativePoint[]): number {
  let twice = 0;
  let previous = polygon.at(-1);
  for (const corner of polygon) {
    if (previous !== undefined) twice += previous.x * corner.y - corner.x * previous.y;
    previous = corner;
  }
  return Math.abs(twice) / 2;
}

type Axis = 'x' | 'y';

/** Keeps the part of a polygon on one side of an upright or level line (one step of Sutherland and Hodgman, 1974). */
function clip(polygon: readonly RelativePoint[], axis: Axis, bound: number, keep: 'above' | 'below'): RelativePoint[] {
  const kept = (point: RelativePoint): boolean => (keep === 'above' ? point[axis] >= bound : point[axis] <= bound);
  const result: RelativePoint[] = [];
  let previous = polygon.at(-1);
  for (const corner of polygon) {
    if (previous !== undefined && kept(corner) !== kept(previous)) {
      const share = (bound - previous[axis]) / (corner[axis] - previous[axis]);
      const met = { x: previous.x + share * (corner.x - previous.x), y: previous.y + share * (corner.y - previous.y) };
      met[axis] = bound;
      result.push(met);
    }
    if (kept(corner)) result.push(corner);
    previous = corner;
  }
  return result;
}

/** Share of the box's area that lies inside the polygon, 0..1; 0 for a box without area. */
export function shareInside(box: RelativeBox, polygon: readonly RelativePoint[]): number {
  const area = box.width * box.height;
  if (area <= 0) return 0;
  let part = clip(polygon, 'x', box.left, 'above');
  part = clip(part, 'x', box.left + box.width, 'below');
  part = clip(part, 'y', box.top, 'above');
  part = clip(part, 'y', box.top + box.height, 'below');
  return Math.min(1, polygonArea(part) / area);
}

/** Twice the area of the triangle from, to, point: positive when the point is at the line's right hand in the picture. */
export function rightOf(line: Segment, point: RelativePoint): number {
  return (line.to.x - line.from.x) * (point.y - line.from.y) - (line.to.y - line.from.y) * (point.x - line.from.x);
}

/**
 * How many of the object's own boxes its footing lies beyond the endless line, positive at the right hand: 0.5 means that
 * the box, put centrally over the footing, touches the line. Measuring in boxes makes near and far objects, and pictures
 * of any aspect, alike.
 */
export function depthBeyond(line: Segment, footing: RelativePoint, box: RelativeBox): number {
  const reach = Math.abs(line.to.y - line.from.y) * box.width + Math.abs(line.to.x - line.from.x) * box.height;
  return reach === 0 ? 0 : rightOf(line, footing) / reach;
}

/** A step that went over a line: `direction` as Line defines it, `share` is how far along the step it met the line, 0..1. */
export type Crossing = { readonly direction: 'forward' | 'backward'; readonly share: number };

/**
 * Whether the straight step from one point to the next goes over the line between its two ends. A point exactly on the
 * line counts as left of it, so that a walk over the line crosses once wherever its steps happen to end.
 */
export function crossingOf(line: Segment, before: RelativePoint, after: RelativePoint): Crossing | null {
  const start = rightOf(line, before);
  const end = rightOf(line, after);
  if (start > 0 === end > 0) return null;
  const share = start / (start - end);
  const met = { x: before.x + share * (after.x - before.x), y: before.y + share * (after.y - before.y) };
  const along = { x: line.to.x - line.from.x, y: line.to.y - line.from.y };
  const position = ((met.x - line.from.x) * along.x + (met.y - line.from.y) * along.y) / (along.x ** 2 + along.y ** 2);
  if (position < 0 || position > 1) return null;
  return { direction: end > 0 ? 'forward' : 'backward', share };
}
