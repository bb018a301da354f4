import { readFileSync } from 'node:fs';
import type { Truth } from './average-precision.ts';

/** The people of PETS09-S2L1 in these frames (from 1), as its annotation says. */
export function petsTruth(file: string, frames: ReadonlySet<number>): Truth[] {
  return readFileSync(file, 'utf8').trim().split('\n').map((line) => {
    const [frame = 0, , left = 0, top = 0, width = 0, height = 0] = line.split(',').map(Number);
    return { frame, box: { left: left / 768, top: top / 576, width: width / 768, height: height / 576 } };
  }).filter(({ frame }) => frames.has(frame));
}
