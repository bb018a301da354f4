import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crossingOf,
  depthBeyond,
  footOf,
  insidePolygon,
  intoPicture,
  polygonArea,
  rightOf,
  shareInside,
} from '../../../../electron/engine/behavior/geometry.ts';

const square = [{ x: 0.2, y: 0.2 }, { x: 0.8, y: 0.2 }, { x: 0.8, y: 0.8 }, { x: 0.2, y: 0.8 }];
/** The letter L, thick: a shape with an inward corner. */
const ell = [{ x: 0, y: 0 }, { x: 0.5, y: 0 }, { x: 0.5, y: 0.5 }, { x: 1, y: 0.5 }, { x: 1, y: 1 }, { x: 0, y: 1 }];
const coordinate = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });

describe('a point and a zone', () => {
  it('is inside or outside of a square as its coordinates say', () => {
    fc.assert(
      fc.property(point, (p) => {
        fc.pre([p.x, p.y].every((value) => Math.abs(value - 0.2) > 1e-9 && Math.abs(value - 0.8) > 1e-9));
        expect(insidePolygon(p, square)).toBe(p.x > 0.2 && p.x < 0.8 && p.y > 0.2 && p.y < 0.8);
      }),
    );
  });
  it('is outside in the notch of a zone with an inward corner', () => {
    expect(insidePolygon({ x: 0.75, y: 0.25 }, ell)).toBe(false);
    expect(insidePolygon({ x: 0.25, y: 0.25 }, ell)).toBe(true);
    expect(insidePolygon({ x: 0.75, y: 0.75 }, ell)).toBe(true);
  });
  it('gives the same answer for corners in either order', () => {
    fc.assert(fc.property(point, (p) => insidePolygon(p, ell) === insidePolygon(p, ell.toReversed())));
  });
  it('is inside a zone drawn to the edge although the object is cut off by the edge', () => {
    const bottomHalf = [{ x: 0, y: 0.5 }, { x: 1, y: 0.5 }, { x: 1, y: 1 }, { x: 0, y: 1 }];
    const cutOff = footOf({ left: 0.4, top: 0.7, width: 0.1, height: 0.35 });
    expect(insidePolygon(intoPicture(cutOff), bottomHalf)).toBe(true);
  });
});

describe('the share of a box inside a zone', () => {
  it('is worked out by area, also for zones with an inward corner', () => {
    expect(shareInside({ left: 0.1, top: 0.2, width: 0.2, height: 0.2 }, square)).toBeCloseTo(0.5);
    expect(shareInside({ left: 0, top: 0, width: 1, height: 1 }, ell)).toBeCloseTo(0.75);
    expect(shareInside({ left: 0.4, top: 0.4, width: 0.2, height: 0.2 }, ell)).toBeCloseTo(0.75);
    expect(polygonArea(ell)).toBeCloseTo(0.75);
  });
  it('agrees with counting points of a fine grid', () => {
    const box = fc.record({ left: coordinate, top: coordinate, width: fc.double({ min: 0.05, max: 1, noNaN: true }), height: fc.double({ min: 0.05, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(box, (b) => {
        const cells = 60;
        let inside = 0;
        for (let i = 0; i < cells * cells; i++) {
          const x = b.left + (((i % cells) + 0.5) / cells) * b.width;
          const y = b.top + ((Math.floor(i / cells) + 0.5) / cells) * b.height;
          if (insidePolygon({ x, y }, ell)) inside++;
        }
        expect(Math.abs(shareInside(b, ell) - inside / cells ** 2)).toBeLessThan(0.04);
      }),
      { numRuns: 40 },
    );
  });
  it('is nothing for a box without area', () => {
    expect(shareInside({ left: 0.5, top: 0.5, width: 0, height: 0.2 }, square)).toBe(0);
  });
});

describe('a step and a line', () => {
  const rightwards = { from: { x: 0.2, y: 0.5 }, to: { x: 0.8, y: 0.5 } };
  it('crosses forward from the left hand to the right hand as seen in the picture', () => {
    expect(rightOf(rightwards, { x: 0.5, y: 0.6 })).toBeGreaterThan(0);
    expect(crossingOf(rightwards, { x: 0.5, y: 0.4 }, { x: 0.5, y: 0.8 })).toEqual({ direction: 'forward', share: expect.closeTo(0.25) as number });
    expect(crossingOf(rightwards, { x: 0.5, y: 0.8 }, { x: 0.5, y: 0.4 })?.direction).toBe('backward');
  });
  it('does not cross when it passes beyond an end of the line', () => {
    expect(crossingOf(rightwards, { x: 0.9, y: 0.4 }, { x: 0.9, y: 0.6 })).toBeNull();
    expect(crossingOf(rightwards, { x: 0.1, y: 0.4 }, { x: 0.1, y: 0.6 })).toBeNull();
  });
  it('crosses once however a walk is cut into steps, also when a step ends on the line', () => {
    const cuts = fc.uniqueArray(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(cuts, fc.boolean(), (shares, stopOnLine) => {
        const stops = [...shares, ...(stopOnLine ? [0.5] : [])].sort((a, b) => a - b);
        const walk = [0, ...stops, 1].map((share) => ({ x: 0.5, y: 0.3 + 0.4 * share }));
        const crossings = walk.slice(1).filter((p, i) => crossingOf(rightwards, walk[i] ?? p, p) !== null);
        expect(crossings).toHaveLength(1);
      }),
    );
  });
  it('turns round when the line is turned round', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const turned = { from: rightwards.to, to: rightwards.from };
        fc.pre(rightOf(rightwards, a) !== 0 && rightOf(rightwards, b) !== 0);
        const one = crossingOf(rightwards, a, b)?.direction;
        const other = crossingOf(turned, a, b)?.direction;
        expect([one, other].sort()).toEqual(one === undefined ? [undefined, undefined] : ['backward', 'forward']);
      }),
    );
  });
  it('measures the distance beyond the line in sizes of the object', () => {
    const box = { left: 0.4, top: 0.5, width: 0.1, height: 0.2 };
    expect(depthBeyond(rightwards, { x: 0.5, y: 0.6 }, box)).toBeCloseTo(0.5);
    expect(depthBeyond({ from: { x: 0.5, y: 0 }, to: { x: 0.5, y: 1 } }, { x: 0.45, y: 0.5 }, box)).toBeCloseTo(0.5);
  });
});
