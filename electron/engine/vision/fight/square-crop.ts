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

/** Where `size` equal parts of a stretch of pixels meet: the whole pixel and the share of it. */
function cuts(length: number, size: number): { readonly whole: Int32Array; readonly share: Float64Array } {
  const places = Float64Array.from({ length: size + 1 }, (_, index) => (index * length) / size);
  const whole = Int32Array.from(places, (place) => Math.min(Math.floor(place), length - 1));
  return { whole, share: places.map((place, index) => place - (whole[index] ?? 0)) };
}

/** Scales a part of a picture to `size` by `size`, each pixel the mean over its area, into `target` from `offset` on. */
export function cropInto(target: Uint8Array, offset: number, { data, width }: GrayPicture, part: Part, size: number): void {
  const { whole, share } = cuts(part.width, size);
  const upTo = new Int32Array(part.width + 1);
  const row = new Float64Array(size);
  const sums = new Float64Array(size);
  const area = (part.width / size) * (part.height / size);

  const addUpRow = (y: number): void => {
    const start = (part.y + y) * width + part.x;
    let total = 0;
    for (let x = 0; x < part.width; x++) {
      total += data[start + x] ?? 0;
      upTo[x + 1] = total;
    }
    for (let column = 0, before = 0; column < size; column++) {
      const pixel = whole[column + 1] ?? 0;
      const sum = (upTo[pixel] ?? 0) + (share[column + 1] ?? 0) * (data[start + pixel] ?? 0);
      row[column] = sum - before;
      before = sum;
    }
  };

  let addedUp = -1;
  for (let index = 0, at = offset; index < size; index++) {
    const from = (index * part.height) / size;
    const to = ((index + 1) * part.height) / size;
    sums.fill(0);
    for (let y = Math.floor(from); y < to - 1e-9; y++) {
      if (y !== addedUp) addUpRow(y);
      addedUp = y;
      const weight = Math.min(y + 1, to) - Math.max(y, from);
      for (let column = 0; column < size; column++) sums[column] = (sums[column] ?? 0) + weight * (row[column] ?? 0);
    }
    for (let column = 0; column < size; column++) target[at++] = Math.round((sums[column] ?? 0) / area);
  }
}
