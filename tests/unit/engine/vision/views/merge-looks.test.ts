import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../../electron/engine/vision/observation.ts';
import type { View } from '../../../../../electron/engine/media/small-frame.ts';
import { mergeLooks } from '../../../../../electron/engine/vision/views/merge-looks.ts';

const source = { width: 1600, height: 800 };
/** The middle half of the picture each way, twice as large as in the whole look. */
const middle: View = { x: 400, y: 200, width: 800, height: 400, pictureWidth: 416, pictureHeight: 208 };
const person = (left: number, top: number, width: number, height: number, confidence = 0.8): Detection => ({ box: { left, top, width, height }, class: 'person', confidence });
const merged = (looks: Parameters<typeof mergeLooks>[0]): Detection[] => mergeLooks(looks, source, 416, 28);

describe('what several looks at one picture found', () => {
  it('of the whole alone stays as it is', () => {
    const found = [person(0.4, 0.4, 0.01, 0.05), person(0.9, 0.9, 0.1, 0.1)];
    expect(merged([{ view: null, found }])).toEqual(found);
  });

  it('is put where it lies in the picture', () => {
    expect(merged([{ view: middle, found: [person(0.5, 0.5, 0.1, 0.2)] }]).map(({ box }) => box)).toEqual([{ left: 0.5, top: 0.5, width: 0.05, height: 0.1 }]);
  });

  it('is one object where both see it, as the closer look saw it', () => {
    const small = { view: null, found: [person(0.5, 0.5, 0.02, 0.06, 0.9)] };
    const found = merged([small, { view: middle, found: [person(0.5, 0.5, 0.04, 0.14, 0.6)] }]);
    expect(found).toHaveLength(1);
    expect(found[0]?.confidence).toBe(0.6);
  });

  it('leaves out what the whole look took for something small and the closer one did not see', () => {
    expect(merged([{ view: null, found: [person(0.5, 0.5, 0.02, 0.06)] }, { view: middle, found: [] }])).toEqual([]);
  });

  it('keeps what is large in the whole look, and what lies outside the closer view', () => {
    const large = person(0.3, 0.3, 0.1, 0.4);
    const outside = person(0.9, 0.5, 0.02, 0.06);
    expect(merged([{ view: null, found: [large, outside] }, { view: middle, found: [] }])).toEqual([large, outside]);
  });

  it('leaves out what the edge of a view cuts off, not what the edge of the picture does', () => {
    const corner: View = { ...middle, x: 0, y: 0 };
    const found = merged([{ view: corner, found: [person(0, 0.2, 0.05, 0.2), person(0.95, 0.2, 0.05, 0.2), person(0.3, 0.8, 0.05, 0.2)] }]);
    expect(found.map(({ box }) => box.left)).toEqual([0]);
  });
});
