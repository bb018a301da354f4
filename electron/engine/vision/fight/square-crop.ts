import type { RelativeBox } from '../../../contract/geometry.ts';
import type { GrayPicture } from '../../media/small-frame.ts';

/** A part of a picture, in whole pixels. */
export type Part = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Room around what moves, and the smallest square worth looking at as a share of the picture's height. */
const room = 1.15;
const leastSide = 0.35;

/** The square around a box, inside a picture of that size. */
export function squareAround(box: RelativeBox, width: number, height: number): Part {
  const side = Math.floor(Math.min(Math.max(box.width * width * room, box.height * height * room, leastSide * height), height, width) + 1e-6);
  const place = (centre: number, size: number): number => Math.floor(Math.min(Math.max(centre * size - side / 2, 0), size - side));
  return { x: place(box.left + box.width / 2, width), y: place(box.top + box.height / 2, height), width: side, height: side };
}

type Stretch = { readonly from: number; readonly weights: readonly number[] };

/** Which pixels, and how much of each, lie under every one of `size` equal parts of a stretch. */
function stretches(start: number, length: number, size: number): Stretch[] {
  const step = length / size;
  return Array.from({ length: size }, (_, index) => {
    const from = start + index * step;
    const to = from + step;
    const first = Math.floor(from);
    const weights: number[] = [];
    for (let pixel = first; pixel < to - 1e-9; pixel++) weights.push((Math.min(pixel + 1, to) - Math.max(pixel, from)) / step);
    return { from: first, weights };
  });
}

/** Scales a part of a picture to `size` by `size`, each pixel the mean over its area, into `target` from `offset` on. */
export function cropInto(target: Uint8Array, offset: number, { data, width }: GrayPicture, part: Part, size: number): void {
  const across = stretches(part.x, part.width, size);
  const rows = stretches(part.y, part.height, size);
  let at = offset;
  for (const row of rows) {
    for (const column of across) {
      let sum = 0;
      for (let r = 0; r < row.weights.length; r++) {
        const start = (row.from + r) * width + column.from;
        let line = 0;
        for (let c = 0; c < column.weights.length; c++) line += (column.weights[c] ?? 0) * (data[start + c] ?? 0);
        sum += (row.weights[r] ?? 0) * line;
      }
      target[at++] = Math.round(sum);
    }
  }
}
