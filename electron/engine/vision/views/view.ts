import type { RelativeBox } from '../../../contract/geometry.ts';
import type { View } from '../../media/small-frame.ts';

export type SourceSize = { readonly width: number; readonly height: number };

/** Detectors' strides ask for it. */
const block = 32;

/** Where a view lies, relative to the picture. */
export function placeOf(view: View, source: SourceSize): RelativeBox {
  return { left: view.x / source.width, top: view.y / source.height, width: view.width / source.width, height: view.height / source.height };
}

/** Pixels that the detector has to look at. */
export function pixelsOf(view: Pick<View, 'pictureWidth' | 'pictureHeight'>): number {
  return view.pictureWidth * view.pictureHeight;
}

/**
 * The view that shows a box at `scale` (pixels looked at for one of the source), enlarged until both sides are multiples of 32
 * and at least `least` of the detector's pixels, and pushed into the picture. A side that is longer than the picture's is squeezed to it.
 */
export function viewOf(box: RelativeBox, scale: number, least: number, source: SourceSize): View {
  const across = stretch(box.left * source.width, box.width * source.width, scale, least, source.width);
  const down = stretch(box.top * source.height, box.height * source.height, scale, least, source.height);
  return { x: across.from, y: down.from, width: across.length, height: down.length, pictureWidth: across.picture, pictureHeight: down.picture };
}

function stretch(from: number, length: number, scale: number, least: number, most: number): { from: number; length: number; picture: number } {
  const picture = block * Math.ceil(Math.max(length * scale, least) / block);
  const taken = Math.min(most, Math.round(picture / scale));
  const first = Math.min(Math.max(0, Math.round(from + length / 2 - taken / 2)), most - taken);
  // Colours are stored for two pixels together.
  return { from: first & ~1, length: taken, picture: taken < most ? picture : block * Math.max(1, Math.round((most * scale) / block)) };
}
