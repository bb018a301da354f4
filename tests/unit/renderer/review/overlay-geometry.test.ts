import { describe, expect, it } from 'vitest';
import { boxAt, forwardArrow, pathPieces, stillBoxAt, svgPoints, type PathSample } from '../../../../renderer/review/overlay-geometry.ts';

const sample = (at: number, left: number): PathSample => ({ at, box: { left, top: 0.2, width: 0.1, height: 0.3 } });
const path = [sample(1000, 0), sample(1200, 0.1), sample(1400, 0.3)];

describe('the box of an object', () => {
  it('lies between the samples around the frame', () => {
    expect(boxAt(path, 1300)?.left).toBeCloseTo(0.2);
  });

  it('is not drawn before the object was seen or after it was gone', () => {
    expect(boxAt(path, 900)).toBeNull();
    expect(boxAt(path, 1800)).toBeNull();
  });

  it('goes on as it went for a moment beyond its end, so that it neither flickers nor is left behind', () => {
    expect(boxAt(path, 1500)?.left).toBeCloseTo(0.4);
    expect(boxAt([sample(1000, 0.3)], 1150)?.left).toBe(0.3);
    expect(boxAt([sample(1000, 0.3), sample(8000, 0.5)], 8150)?.left).toBe(0.5);
  });

  it('does not glide through a gap in which nobody saw the object', () => {
    const gap = [sample(1000, 0), sample(9000, 0.8)];
    expect(boxAt(gap, 5000)).toBeNull();
    expect(boxAt(gap, 8950)?.left).toBe(0.8);
  });

  it('is none for a path without samples', () => {
    expect(boxAt([], 1000)).toBeNull();
  });
});

describe('the box of a thing', () => {
  const stands = [sample(1000, 0.3), sample(90_000, 0.3)];

  it('is drawn from the first to the last moment of the thing, although nothing is kept of the time between', () => {
    expect(stillBoxAt(stands, 45_000)?.left).toBe(0.3);
    expect(stillBoxAt(stands, 90_100)?.left).toBe(0.3);
  });

  it('is not drawn before it was put there or after it was gone', () => {
    expect(stillBoxAt(stands, 500)).toBeNull();
    expect(stillBoxAt(stands, 95_000)).toBeNull();
    expect(stillBoxAt([], 1000)).toBeNull();
  });
});

describe('a path', () => {
  it('follows the feet: the middle of the lower side', () => {
    expect(pathPieces(path)[0]?.[0]).toEqual({ x: 0.05, y: 0.5 });
  });

  it('ends where the object is now', () => {
    const piece = pathPieces(path, 1300).at(-1);
    expect(piece).toHaveLength(3);
    expect(piece?.at(-1)?.x).toBeCloseTo(0.25);
  });

  it('breaks at a gap', () => {
    expect(pathPieces([...path, sample(9000, 0.7), sample(9200, 0.75)]).map(({ length }) => length)).toEqual([3, 2]);
  });

  it('is empty before its beginning', () => {
    expect(pathPieces(path, 400)).toEqual([]);
  });
});

describe('drawing on the picture', () => {
  it('puts relative points on its pixels', () => {
    expect(svgPoints([{ x: 0, y: 1 }, { x: 0.5, y: 0.25 }], { width: 640, height: 360 })).toBe('0.0,360.0 320.0,90.0');
  });

  it('points the arrow of a line to its right hand', () => {
    const { from, to } = forwardArrow({ x: 0, y: 0.5 }, { x: 1, y: 0.5 }, { width: 100, height: 100 }, 10);
    expect(from).toEqual({ x: 50, y: 50 });
    expect(to.x).toBeCloseTo(50);
    expect(to.y).toBeCloseTo(60);
  });

  it('keeps the arrow square to the line on a wide picture', () => {
    const { from, to } = forwardArrow({ x: 0, y: 0 }, { x: 1, y: 1 }, { width: 200, height: 100 }, 10);
    expect((to.x - from.x) * 200 + (to.y - from.y) * 100).toBeCloseTo(0);
  });
});
