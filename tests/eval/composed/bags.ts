import { drawThing } from '../things/draw.ts';
import type { CutFrame, CutOut } from './cut-out.ts';

/** Grey of the ground that a bag was drawn for, and how far it differs from it. */
const looks = [
  { ground: 150, contrast: 90 },
  { ground: 170, contrast: 70 },
  { ground: 120, contrast: 80 },
];
const size = { width: 160, height: 160 };
const box = { left: 50, top: 50, width: 60, height: 60 };

/** Bags and cases, drawn: the footage has none that stands alone. Their shadows come along. */
export function bags(): readonly CutOut[] {
  return looks.map(({ ground, contrast }, i) => {
    const { rgb, alpha, shadow, frame } = drawThing(new Uint8Array(size.width * size.height * 3).fill(ground), size, box, contrast, i + 1);
    const rgba = new Uint8Array(frame.width * frame.height * 4);
    alpha.forEach((share, pixel) => {
      for (let c = 0; c < 3; c++) rgba[pixel * 4 + c] = Math.round(share * (rgb[pixel * 3 + c] ?? 0));
      rgba[pixel * 4 + 3] = Math.round(255 * (1 - (1 - share) * (1 - (shadow[pixel] ?? 0))));
    });
    const own = { left: box.left - frame.left, top: box.top - frame.top, width: box.width, height: box.height };
    const cut: CutFrame = { width: frame.width, height: frame.height, rgba, footX: own.left + own.width / 2, footY: own.top + own.height, box: own };
    return { id: `bag-${i}`, heading: { x: 0, y: 0 }, stride: 0, size: box.height, standing: 0, frames: [cut] };
  });
}
