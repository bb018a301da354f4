import type { RelativeBox } from '../../../contract/geometry.ts';

export function area({ width, height }: RelativeBox): number {
  return width * height;
}

/** The box with that much more room on each side, as far as there is picture. */
export function withRoom({ left, top, width, height }: RelativeBox, x: number, y: number): RelativeBox {
  const [fromX, fromY] = [Math.max(0, left - x), Math.max(0, top - y)];
  return { left: fromX, top: fromY, width: Math.max(0, Math.min(1, left + width + x) - fromX), height: Math.max(0, Math.min(1, top + height + y) - fromY) };
}

/** Whether all of `box` lies in `outer`. */
export function holds(outer: RelativeBox, box: RelativeBox): boolean {
  const isInX = box.left >= outer.left && box.left + box.width <= outer.left + outer.width;
  return isInX && box.top >= outer.top && box.top + box.height <= outer.top + outer.height;
}
