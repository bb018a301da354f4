import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelativeBox } from '../../../../../electron/contract/geometry.ts';
import type { View } from '../../../../../electron/engine/media/small-frame.ts';
import type { Skeleton } from '../../../../../electron/engine/vision/observation.ts';
import { bodiesInPicture, createPoseViews } from '../../../../../electron/engine/vision/pose/pose-view.ts';
import { placeOf, pixelsOf } from '../../../../../electron/engine/vision/views/view.ts';

const source = { width: 1280, height: 720 };
const longest = 384;
const person: RelativeBox = { left: 0.5, top: 0.4, width: 0.06, height: 0.3 };
const body = (box: RelativeBox): Skeleton => ({ keypoints: [{ x: box.left, y: box.top, confidence: 0.9 }], box, confidence: 0.8, track: null });

/** The views of pictures 200 ms apart. */
function views(count: number, places: readonly RelativeBox[]): (View | null)[] {
  const { next } = createPoseViews(longest);
  return Array.from({ length: count }, (_, n) => next(n * 200, places, source));
}

describe('where bodies are looked for', () => {
  it('is around who is there, and once a second all of the picture', () => {
    const seen = views(26, [person]);
    expect(seen.map((view) => view === null).filter(Boolean)).toHaveLength(6);
    for (const view of seen) if (view !== null) expect(pixelsOf(view)).toBeLessThan(0.4 * 384 * 224);
  });

  it('is all of the picture while nobody is known and nothing moves, or people are everywhere', () => {
    expect(views(10, []).every((view) => view === null)).toBe(true);
    expect(views(10, [{ left: 0, top: 0.2, width: 0.1, height: 0.3 }, { left: 0.9, top: 0.5, width: 0.1, height: 0.5 }]).every((view) => view === null)).toBe(true);
  });

  it('begins with all of the picture when the clock goes back', () => {
    const { next } = createPoseViews(longest);
    expect(next(10_000, [person], source)).toBeNull();
    expect(next(10_200, [person], source)).not.toBeNull();
    expect(next(200, [person], source)).toBeNull();
  });

  it('shows everybody with room around, at the scale of the whole picture', () => {
    const side = fc.double({ min: 0.01, max: 0.4, noNaN: true });
    const boxes = fc.record({ left: fc.double({ min: 0, max: 0.6, noNaN: true }), top: fc.double({ min: 0, max: 0.6, noNaN: true }), width: side, height: side });
    fc.assert(
      fc.property(fc.array(boxes, { minLength: 1, maxLength: 3 }), (places) => {
        const { next } = createPoseViews(longest);
        next(0, places, source);
        const view = next(200, places, source);
        if (view === null) return;
        const place = placeOf(view, source);
        // A view is cut at even pixels.
        const margin = 10 / source.width;
        const pixel = 2 / source.height;
        for (const box of places) {
          expect(place.left).toBeLessThanOrEqual(Math.max(0, box.left - margin) + pixel);
          expect(place.left + place.width).toBeGreaterThanOrEqual(Math.min(1, box.left + box.width + margin) - pixel);
          expect(place.top).toBeLessThanOrEqual(Math.max(0, box.top - margin) + pixel);
          expect(place.top + place.height).toBeGreaterThanOrEqual(Math.min(1, box.top + box.height + margin) - pixel);
        }
        expect(view.pictureWidth / view.width).toBeCloseTo(longest / source.width, 1);
      }),
    );
  });

  it('gives bodies relative to the picture, without those that the edge of the view cuts off', () => {
    const view: View = { x: 320, y: 180, width: 640, height: 360, pictureWidth: 192, pictureHeight: 96 };
    const [found, ...more] = bodiesInPicture([body({ left: 0.5, top: 0.5, width: 0.1, height: 0.4 }), body({ left: 0, top: 0.2, width: 0.1, height: 0.4 })], view, source);
    expect(found?.box).toEqual({ left: 0.5, top: 0.5, width: 0.05, height: 0.2 });
    expect(found?.keypoints[0]).toMatchObject({ x: 0.5, y: 0.5 });
    expect(more).toEqual([]);
  });
});
