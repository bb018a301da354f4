import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitTo, Place, placeFor, smallest, type Display, type Rectangle } from '../../../../electron/main/windows/placement.ts';

const display = (x: number, y: number, width: number, height: number): Display => ({ workArea: { x, y, width, height } });
const left = display(0, 0, 1920, 1040);
const right = display(1920, 0, 2560, 1400);

function isWithin(inner: Rectangle, { workArea }: Display): boolean {
  return inner.x >= workArea.x && inner.y >= workArea.y && inner.x + inner.width <= workArea.x + workArea.width && inner.y + inner.height <= workArea.y + workArea.height;
}

const at = fc.integer({ min: -20_000, max: 20_000 });
const anyBounds: fc.Arbitrary<Rectangle> = fc.record({ x: at, y: at, width: fc.integer({ min: -10, max: 12_000 }), height: fc.integer({ min: -10, max: 12_000 }) });
const anyDisplay = fc.record({ workArea: fc.record({ x: at, y: at, width: fc.integer({ min: 320, max: 8000 }), height: fc.integer({ min: 240, max: 5000 }) }) });
const anyDisplays = fc.array(anyDisplay, { minLength: 1, maxLength: 5 });

describe('a window that comes back', () => {
  it('lies wholly on some display, whatever was remembered and whatever displays there are now', () => {
    fc.assert(
      fc.property(anyBounds, anyDisplays, (bounds, displays) => {
        const fitted = fitTo(bounds, displays);
        expect(displays.some((each) => isWithin(fitted, each))).toBe(true);
        expect(Object.values(fitted).every(Number.isInteger)).toBe(true);
      }),
    );
  });
  it('stays exactly where it was when it fits there', () => {
    const onOne = anyDisplay.chain((only) => {
      const { x, y, width, height } = only.workArea;
      return fc
        .record({ width: fc.integer({ min: Math.min(smallest.width, width), max: width }), height: fc.integer({ min: Math.min(smallest.height, height), max: height }) })
        .chain((size) =>
        fc.record({ x: fc.integer({ min: x, max: x + width - size.width }), y: fc.integer({ min: y, max: y + height - size.height }) }).map((corner) => ({ bounds: { ...corner, ...size }, only })),
      );
    });
    fc.assert(
      fc.property(onOne, fc.array(anyDisplay, { maxLength: 3 }), ({ bounds, only }, others) => {
        const elsewhere = others.map(({ workArea }) => ({ workArea: { ...workArea, x: workArea.x + 100_000 } }));
        expect(fitTo(bounds, [...elsewhere, only])).toEqual(bounds);
      }),
    );
  });
  it('is fitted once and for all', () => {
    fc.assert(
      fc.property(anyBounds, anyDisplays, (bounds, made) => {
        // Real displays do not lie over one another.
        const displays = made.map(({ workArea }, index) => ({ workArea: { ...workArea, x: workArea.x + index * 50_000 } }));
        const fitted = fitTo(bounds, displays);
        expect(fitTo(fitted, displays)).toEqual(fitted);
      }),
    );
  });
  it('goes to the display that it lay on most', () => {
    expect(fitTo({ x: 1700, y: 100, width: 1000, height: 700 }, [left, right])).toEqual({ x: 1920, y: 100, width: 1000, height: 700 });
    expect(fitTo({ x: 1000, y: 100, width: 1000, height: 700 }, [left, right])).toEqual({ x: 920, y: 100, width: 1000, height: 700 });
  });
  it('goes to the display that it lay on most, though the middle of another one is nearer', () => {
    const wide = display(1920, 0, 5120, 1400);
    expect(fitTo({ x: 1940, y: 1000, width: 800, height: 600 }, [left, wide])).toEqual({ x: 1940, y: 800, width: 800, height: 600 });
  });
  it('goes to the nearest display when its own is gone', () => {
    const far = { x: 6000, y: 200, width: 800, height: 600 };
    expect(fitTo(far, [left, right])).toEqual({ x: 1920 + 2560 - 800, y: 200, width: 800, height: 600 });
    expect(fitTo({ ...far, x: -3000 }, [right, left])).toEqual({ x: 0, y: 200, width: 800, height: 600 });
    expect(fitTo({ ...far, x: 200, y: 5000 }, [left])).toEqual({ x: 200, y: 440, width: 800, height: 600 });
  });
  it('is made no smaller than usable and no larger than its display', () => {
    expect(fitTo({ x: 10, y: 10, width: 1, height: -5 }, [left])).toEqual({ x: 10, y: 10, ...smallest });
    expect(fitTo({ x: 10, y: 10, width: 9000, height: 9000 }, [left])).toEqual(left.workArea);
    expect(fitTo({ x: 10, y: 10, width: 700, height: 500 }, [display(0, 0, 600, 400)])).toEqual({ x: 0, y: 0, width: 600, height: 400 });
  });
  it('is left alone when the system tells of no display', () => {
    expect(fitTo({ x: 1, y: 2, width: 3, height: 4 }, [])).toEqual({ x: 1, y: 2, width: 3, height: 4 });
  });
});

describe('a new window', () => {
  const big: Rectangle = { x: 160, y: 40, width: 1600, height: 960 };
  it('goes to a display that shows none yet, in its middle', () => {
    expect(placeFor([], [left, right])).toEqual(big);
    expect(placeFor([big], [left, right])).toEqual({ x: 1920 + 480, y: 220, width: 1600, height: 960 });
    expect(placeFor([{ x: 2400, y: 220, width: 1600, height: 960 }], [left, right])).toEqual(big);
  });
  it('is moved a little from the last one when every display has one', () => {
    expect(placeFor([{ x: 100, y: 20, width: 1000, height: 700 }], [left])).toEqual({ x: 132, y: 52, width: 1000, height: 700 });
    const onRight = { x: 2000, y: 100, width: 1000, height: 700 };
    expect(placeFor([big, onRight], [left, right])).toEqual({ ...onRight, x: 2032, y: 132 });
  });
  it('counts a display as taken by the window that lies on it for the most part', () => {
    const astride = { x: 1500, y: 100, width: 1000, height: 700 };
    for (const displays of [[left, right], [right, left]]) expect(placeFor([astride], displays).x).toBe(160);
  });
  it('is no larger than its display', () => {
    expect(placeFor([], [display(10, 20, 800, 600)])).toEqual({ x: 10, y: 20, width: 800, height: 600 });
  });
  it('is wholly on some display, however many there are already', () => {
    fc.assert(
      fc.property(anyDisplays, fc.array(anyBounds, { maxLength: 6 }), (displays, taken) => {
        const place = placeFor(taken, displays);
        expect(displays.some((each) => isWithin(place, each))).toBe(true);
      }),
    );
  });
  it('has a usual size when the system tells of no display', () => {
    expect(placeFor([], [])).toEqual({ x: 0, y: 0, width: 1600, height: 960 });
  });
});

describe('a remembered place', () => {
  const place = { hash: '#/review/0192a4f0-7c3e-7a11-8d2e-1c2d3e4f5a6b', bounds: { x: 0, y: 0, width: 800, height: 600 }, maximized: false, fullScreen: false, kiosk: false };
  it('names one of the program’s screens and nothing that could be more', () => {
    expect(Place.safeParse(place).success).toBe(true);
    expect(Place.safeParse({ ...place, hash: '' }).success).toBe(true);
    for (const hash of ['#setup=key', 'https://example.invalid/', '#/wall?x=1', '#/wall/a/b', '#/WALL', '#//', `#/review/${'a'.repeat(65)}`, '#/wall\n']) expect(Place.safeParse({ ...place, hash }).success, hash).toBe(false);
  });
});
