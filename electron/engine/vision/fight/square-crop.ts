import type { RelativeBox } from '../../../contract/geometry.ts';
import type { GrayPicture } from '../../media/small-frame.ts';

/** A part of a picture, in whole pixels. */
export type Part = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Room around what moves, and the smallest square worth looking at as a share of the surroundings' height. */
const room = 1.15;
const leastSide = 0.35;
/** People are at least so tall a share of their surroundings: about as the model was shown them. */
const leastTall = 0.3;
/** Fewer rows show nothing. */
const leastRows = 80;

function partAround({ left, top, width: wide, height: high }: RelativeBox, part: { readonly width: number; readonly height: number }, width: number, height: number): Part {
  const place = (centre: number, size: number, side: number): number => Math.floor(Math.min(Math.max(centre * size - side / 2, 0), size - side));
  return { x: place(left + wide / 2, width, part.width), y: place(top + high / 2, height, part.height), ...part };
}

/**
 * The surroundings of what moves in a picture of that size: all of it, or, where people are small in it, the part of the picture's own shape in
 * which they are not.
 * @param tall how tall people are there, as a share of the picture's height
 */
export function surroundings(moves: RelativeBox, tall: number, width: number, height: number): Part {
  const share = Math.min(1, Math.max(tall / leastTall, moves.width * room, moves.height * room, leastRows / height));
  return partAround(moves, { width: Math.floor(width * share), height: Math.floor(height * share) }, width, height);
}

/** The square around what moves, in a picture of that size. */
export function squareAround(moves: RelativeBox, around: Part, width: number, height: number): Part {
  const side = Math.floor(Math.min(Math.max(moves.width * width * room, moves.height * height * room, leastSide * around.height), height, width) + 1e-6);
  return partAround(moves, { width: side, height: side }, width, height);
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
