import type { RelativeBox } from '../../../contract/geometry.ts';
import type { GrayPicture } from '../../media/small-frame.ts';

/** Grey values that differ by more between two pictures have moved. */
const leastDifference = 14;
/** Fewer moved pixels in all pairs together are noise. */
const leastMoved = 20;
/** Share of the movement that is left out at each side. */
const leftOut = 0.04;

/** Pixels that a blur reaches to each side. */
const blurReach = 2;

function mirrored(index: number, size: number): number {
  if (size === 1) return 0;
  if (index < 0) return -index;
  return index >= size ? 2 * size - 2 - index : index;
}

/** Blurs over five by five pixels with a Gaussian's weights both ways (sigma 1.1, as binomial numbers: 1 4 6 4 1 sixteenths); the border mirrors the picture. */
export function blurred({ data, width, height }: GrayPicture): Uint8Array {
  const line = new Uint16Array(width + 2 * blurReach);
  const rows = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = -blurReach; x < width + blurReach; x++) line[x + blurReach] = data[y * width + (x < 0 || x >= width ? mirrored(x, width) : x)] ?? 0;
    for (let x = 0; x < width; x++)
      rows[y * width + x] = (line[x] ?? 0) + (line[x + 4] ?? 0) + 4 * ((line[x + 1] ?? 0) + (line[x + 3] ?? 0)) + 6 * (line[x + 2] ?? 0);
  }
  const result = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [a, b, d, e] = [y - 2, y - 1, y + 1, y + 2].map((row) => mirrored(row, height) * width) as [number, number, number, number];
    const c = y * width;
    for (let x = 0; x < width; x++) {
      const sum = (rows[a + x] ?? 0) + (rows[e + x] ?? 0) + 4 * ((rows[b + x] ?? 0) + (rows[d + x] ?? 0)) + 6 * (rows[c + x] ?? 0);
      result[c + x] = (sum + 128) >> 8;
    }
  }
  return result;
}

/** Between which indices, the second exclusive, the sums reach from the share left out at one side to that at the other. */
function spread(sums: Float64Array): readonly [number, number] {
  const total = sums.reduce((sum, value) => sum + value, 0);
  let passed = 0;
  let from = -1;
  for (const [index, value] of sums.entries()) {
    passed += value;
    if (from < 0 && passed >= total * leftOut) from = index;
    if (passed >= total * (1 - leftOut)) return [Math.max(0, from), index + 1];
  }
  return [Math.max(0, from), sums.length];
}

/** In how many pairs of neighbouring pictures each pixel moved. */
export type Moved = { readonly counts: Uint8Array; readonly width: number; readonly height: number };

/** What moves in a series of at most 256 pictures of one size. */
export function movedIn(pictures: readonly GrayPicture[]): Moved {
  const { width, height } = pictures[0] ?? { width: 0, height: 0 };
  const counts = new Uint8Array(width * height);
  let before: Uint8Array | null = null;
  for (const [index, picture] of pictures.entries()) {
    if (picture === pictures[index - 1]) continue;
    const now = blurred(picture);
    if (before !== null) for (let at = 0; at < counts.length; at++) if (Math.abs((now[at] ?? 0) - (before[at] ?? 0)) > leastDifference) counts[at] = (counts[at] ?? 0) + 1;
    before = now;
  }
  return { counts, width, height };
}

/** Where most of the movement within a part of the picture is, a few outliers at each side left out, and how much there is; null where hardly anything moves. */
export function motionBox({ counts, width, height }: Moved, within: RelativeBox): { readonly box: RelativeBox; readonly amount: number } | null {
  const left = Math.max(0, Math.floor(within.left * width));
  const right = Math.min(width, Math.ceil((within.left + within.width) * width));
  const top = Math.max(0, Math.floor(within.top * height));
  const bottom = Math.min(height, Math.ceil((within.top + within.height) * height));
  const columns = new Float64Array(width);
  const rows = new Float64Array(height);
  let moved = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const count = counts[y * width + x] ?? 0;
      columns[x] = (columns[x] ?? 0) + count;
      rows[y] = (rows[y] ?? 0) + count;
      moved += count;
    }
  }
  if (moved < leastMoved) return null;
  const [fromX, toX] = spread(columns);
  const [fromY, toY] = spread(rows);
  return { box: { left: fromX / width, top: fromY / height, width: (toX - fromX) / width, height: (toY - fromY) / height }, amount: moved };
}
