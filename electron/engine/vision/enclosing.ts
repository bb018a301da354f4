import type { RelativeBox } from '../../contract/geometry.ts';

/** The smallest box around some; null for none. */
export function enclosing(boxes: readonly RelativeBox[]): RelativeBox | null {
  if (boxes.length === 0) return null;
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}

/** A box grown by a factor about its centre. */
export function grown({ left, top, width, height }: RelativeBox, factor: number): RelativeBox {
  return { left: left - (width * (factor - 1)) / 2, top: top - (height * (factor - 1)) / 2, width: width * factor, height: height * factor };
}
