import type { RelativeBox } from '../../electron/contract/geometry.ts';
import { overlap } from '../../electron/engine/vision/overlap.ts';

export type Found = { readonly frame: number; readonly box: RelativeBox; readonly confidence: number };
export type Truth = { readonly frame: number; readonly box: RelativeBox };

/**
 * Average precision at an overlap of 0.5 for one class: the area under the precision envelope, over every point of the
 * curve (PASCAL VOC 2010 and later).
 */
export function averagePrecision50(found: readonly Found[], truth: readonly Truth[]): number {
  const unmatched = Map.groupBy(truth, ({ frame }) => frame);
  const points: { recall: number; precision: number }[] = [];
  let hits = 0;
  found.toSorted((a, b) => b.confidence - a.confidence).forEach(({ frame, box }, rank) => {
    const inFrame = unmatched.get(frame) ?? [];
    const best = inFrame.toSorted((a, b) => overlap(b.box, box) - overlap(a.box, box))[0];
    if (best && overlap(best.box, box) >= 0.5) {
      hits++;
      inFrame.splice(inFrame.indexOf(best), 1);
    }
    points.push({ recall: hits / truth.length, precision: hits / (rank + 1) });
  });
  let area = 0;
  let envelope = 0;
  for (let i = points.length - 1; i >= 0; i--) {
    const point = points[i];
    if (!point) continue;
    envelope = Math.max(envelope, point.precision);
    area += envelope * (point.recall - (points[i - 1]?.recall ?? 0));
  }
  return area;
}
