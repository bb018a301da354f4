import type { RelativeBox } from '../../contract/geometry.ts';
import type { PlanarPicture } from '../media/small-frame.ts';

/**
 * The colours of an object in one picture: for its upper and its lower half a histogram over luma and two colour
 * differences, as square roots, so that the whole has length 1. It tells objects of one camera apart for as long as
 * a track lives; it is never stored and says nothing about who somebody is.
 */
export type Appearance = Float32Array;

const levels = 6;
const bins = levels ** 3;
/** Parts of the box that mostly show the object itself: not the head, not the ground, not what is beside it. */
const bands = [
  { from: 0.12, to: 0.5 },
  { from: 0.5, to: 0.92 },
] as const;
const side = 0.2;
/** Colours of the street are close to grey: differences are taken this many times. */
const chromaGain = 2;
/** No more than about this many pixels of a band are read, so that a close-up costs no more than a figure far away. */
const mostSamples = 1024;

/** Each value's lower level, and its share of the next one: a value between two levels counts for both. */
const levelOf = new Uint8Array(256);
const shareOf = new Float32Array(256);
for (let value = 0; value < 256; value++) {
  const place = Math.min(levels - 1.001, Math.max(0, (value * levels) / 256 - 0.5));
  levelOf[value] = Math.floor(place);
  shareOf[value] = place - Math.floor(place);
}

const toByte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));

/** What a box shows; null when too little of it lies within the picture. */
export function appearanceOf(picture: PlanarPicture, box: RelativeBox): Appearance | null {
  const { pictureWidth, pictureHeight } = picture;
  const column = (share: number): number => Math.min(pictureWidth, Math.max(0, Math.round((box.left + share * box.width) * pictureWidth)));
  const row = (share: number): number => Math.min(pictureHeight, Math.max(0, Math.round((box.top + share * box.height) * pictureHeight)));
  const left = column(side);
  const right = column(1 - side);
  const seen = new Float32Array(bands.length * bins);
  for (const [index, { from, to }] of bands.entries()) {
    const histogram = seen.subarray(index * bins, (index + 1) * bins);
    const samples = gather(picture, { left, right, top: row(from), bottom: row(to) }, histogram);
    if (samples === 0) return null;
    for (let bin = 0; bin < bins; bin++) histogram[bin] = Math.sqrt((histogram[bin] ?? 0) / (samples * bands.length));
  }
  return seen;
}

type Pixels = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Adds the pixels of one part of the picture to a histogram; returns how many. */
function gather({ data, width, height }: PlanarPicture, { left, right, top, bottom }: Pixels, histogram: Float32Array): number {
  const plane = width * height;
  const step = Math.max(1, Math.ceil(Math.sqrt(((right - left) * (bottom - top)) / mostSamples)));
  let samples = 0;
  for (let y = top; y < bottom; y += step) {
    for (let x = left; x < right; x += step) {
      const pixel = y * width + x;
      const [green = 0, blue = 0, red = 0] = [data[pixel], data[plane + pixel], data[2 * plane + pixel]];
      const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
      spread(histogram, toByte(luma), toByte(128 + chromaGain * (blue - luma)), toByte(128 + chromaGain * (red - luma)));
      samples++;
    }
  }
  return samples;
}

/** Shares one pixel out among the eight bins around it. */
function spread(histogram: Float32Array, luma: number, blueness: number, redness: number): void {
  const lowest = ((levelOf[luma] ?? 0) * levels + (levelOf[blueness] ?? 0)) * levels + (levelOf[redness] ?? 0);
  for (let corner = 0; corner < 8; corner++) {
    const [l, b, r] = [corner >> 2, (corner >> 1) & 1, corner & 1];
    const bin = lowest + (l * levels + b) * levels + r;
    histogram[bin] = (histogram[bin] ?? 0) + share(luma, l) * share(blueness, b) * share(redness, r);
  }
}

function share(value: number, upper: number): number {
  const above = shareOf[value] ?? 0;
  return upper === 1 ? above : 1 - above;
}

/** How alike two appearances are: 1 for the same colours in the same shares, 0 for none in common (Bhattacharyya coefficient). */
export function likeness(a: Appearance, b: Appearance): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** `known` drawn by a share towards what was seen now; of length 1 again. */
export function blend(known: Appearance, seen: Appearance, weight: number): Appearance {
  const mixed = known.map((value, i) => value + weight * ((seen[i] ?? 0) - value));
  const length = Math.hypot(...mixed);
  return length > 0 ? mixed.map((value) => value / length) : known;
}
