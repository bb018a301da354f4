import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, viewOf } from '../../../../../electron/engine/vision/views/view.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('a view', () => {
  it('shows a box with the surroundings that fill blocks of 32 pixels', () => {
    const view = viewOf({ left: 0.5, top: 0.5, width: 0.1, height: 0.1 }, 0.5, 128, { width: 1920, height: 1080 });
    expect(view).toEqual({ x: 928, y: 466, width: 256, height: 256, pictureWidth: 128, pictureHeight: 128 });
  });

  it('lies in the picture, begins at an even pixel and holds its box, whatever the box', () => {
    fc.assert(
      fc.property(share, share, share, share, fc.double({ min: 0.05, max: 1, noNaN: true }), fc.integer({ min: 64, max: 4000 }), fc.integer({ min: 64, max: 3000 }), (left, top, w, h, scale, width, height) => {
        const box = { left, top, width: w * (1 - left), height: h * (1 - top) };
        const view = viewOf(box, scale, 128, { width, height });
        expect(view.x % 2 + view.y % 2).toBe(0);
        expect(view.x).toBeGreaterThanOrEqual(0);
        expect(view.y).toBeGreaterThanOrEqual(0);
        expect(view.x + view.width).toBeLessThanOrEqual(width);
        expect(view.y + view.height).toBeLessThanOrEqual(height);
        expect(view.width * view.height).toBeGreaterThan(0);
        expect(view.pictureWidth % 32 + view.pictureHeight % 32).toBe(0);
        const place = placeOf(view, { width, height });
        const slackX = 3 / width;
        const slackY = 3 / height;
        expect(place.left).toBeLessThanOrEqual(box.left + slackX);
        expect(place.top).toBeLessThanOrEqual(box.top + slackY);
        expect(place.left + place.width).toBeGreaterThanOrEqual(box.left + box.width - slackX);
        expect(place.top + place.height).toBeGreaterThanOrEqual(box.top + box.height - slackY);
      }),
    );
  });
});
