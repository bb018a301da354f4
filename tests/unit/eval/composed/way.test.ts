import { describe, expect, it } from 'vitest';
import { groundOf } from '../../../eval/composed/ground.ts';
import { crossings, isWithin, meeting, placeAt, spansInside, wayOf, type Way } from '../../../eval/composed/way.ts';

const square = [{ x: 0.4, y: 0.4 }, { x: 0.6, y: 0.4 }, { x: 0.6, y: 0.6 }, { x: 0.4, y: 0.6 }];
const across: Way = [{ at: 0, x: 0, y: 0.5 }, { at: 10_000, x: 1, y: 0.5 }];
const flat = groundOf({ heightAtTop: 0.2, heightGrowth: 0, depthStretch: 1, aspect: 1 });

describe('a way', () => {
  it('takes as long as its length in heights says', () => {
    const way = wayOf(1000, [0, 0.5], [{ to: [1, 0.5], speed: 1 }], flat);
    expect(way.at(-1)).toMatchObject({ x: 1, y: 0.5 });
    expect(way.at(-1)?.at).toBeCloseTo(6000, 6);
  });
  it('stands where it is told to', () => {
    const way = wayOf(0, [0, 0.5], [{ to: [0.2, 0.5], speed: 1 }, { stand: 3 }, { to: [0, 0.5], speed: 1 }], flat);
    expect(placeAt(way, 2500)).toMatchObject({ x: 0.2, y: 0.5 });
    // After standing it takes a moment to be at its speed again.
    expect(way.at(-1)?.at).toBeCloseTo(5000 + 264, -1);
  });
  it('rises and comes down where it gets over something', () => {
    const way = wayOf(0, [0.5, 0.5], [{ over: [0.5, 0.6], rise: 0.9, seconds: 4 }], flat);
    expect([0, 2000, 4000].map((at) => placeAt(way, at))).toMatchObject([{ y: 0.5, lift: 0 }, { lift: 0.9 }, { y: 0.6, lift: 0 }]);
  });
  it('covers more of the picture the nearer it is', () => {
    const ground = groundOf({ heightAtTop: 0.1, heightGrowth: 0.3, depthStretch: 2, aspect: 4 / 3 });
    const far = wayOf(0, [0, 0.2], [{ to: [1, 0.2] }], ground).at(-1)?.at ?? 0;
    const near = wayOf(0, [0, 0.9], [{ to: [1, 0.9] }], ground).at(-1)?.at ?? 0;
    expect(far / near).toBeCloseTo((0.1 + 0.3 * 0.9) / (0.1 + 0.3 * 0.2), 3);
  });
  it('is nowhere before it begins and after it ends', () => expect([placeAt(across, -1), placeAt(across, 10_001)]).toEqual([null, null]));
});

describe('the truth of a way', () => {
  it('knows to the millisecond when it is inside a zone', () => {
    const [span, ...more] = spansInside(across, square);
    expect(more).toEqual([]);
    expect(span?.from).toBeCloseTo(4000, 6);
    expect(span?.to).toBeCloseTo(6000, 6);
  });
  it('counts one stay, however many pieces its way has', () => {
    const pieces: Way = Array.from({ length: 101 }, (_, i) => ({ at: i * 100, x: i / 100, y: 0.5 }));
    const [span, ...more] = spansInside(pieces, square);
    expect(more).toEqual([]);
    expect(span?.from).toBeCloseTo(4000, 3);
    expect(span?.to).toBeCloseTo(6000, 3);
  });
  it('counts two stays of who leaves and comes back', () => {
    const back: Way = [{ at: 0, x: 0.5, y: 0.5 }, { at: 1000, x: 0.9, y: 0.5 }, { at: 2000, x: 0.5, y: 0.5 }];
    expect(spansInside(back, square).map(({ from, to }) => [Math.round(from), Math.round(to)])).toEqual([[0, 250], [1750, 2000]]);
  });
  it('is not inside beside the zone', () => expect(spansInside(across.map((moment) => ({ ...moment, y: 0.7 })), square)).toEqual([]));
  it('tells inside from outside, in a zone that is bent too', () => {
    const bent = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0.9, y: 1 }, { x: 0.9, y: 0.1 }, { x: 0, y: 0.1 }];
    expect([isWithin({ x: 0.5, y: 0.05 }, bent), isWithin({ x: 0.95, y: 0.9 }, bent), isWithin({ x: 0.5, y: 0.5 }, bent)]).toEqual([true, true, false]);
  });
  it('meets a line only between its ends', () => {
    expect(meeting({ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0.25, y: -1 }, { x: 0.25, y: 1 })).toBeCloseTo(0.25, 12);
    expect(meeting({ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0.25, y: 0.1 }, { x: 0.25, y: 1 })).toBeNull();
  });
  it('knows when and which way a line is crossed: forward from its left hand to its right', () => {
    const up = { from: { x: 0.5, y: 1 }, to: { x: 0.5, y: 0 } };
    const down = { from: up.to, to: up.from };
    expect(crossings(across, up)).toEqual([{ at: 5000, direction: 'forward' }]);
    expect(crossings(across, down)).toEqual([{ at: 5000, direction: 'backward' }]);
  });
});
