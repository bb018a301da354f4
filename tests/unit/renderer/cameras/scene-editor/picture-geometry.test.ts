import { describe, expect, it } from 'vitest';
import { directionArrow, toPixels, toRelative } from '../../../../../renderer/cameras/scene-editor/picture-geometry.ts';

describe('a drawn picture', () => {
  it('turns pixels into shares of the picture and back', () => {
    const size = { width: 1_280, height: 720 };
    expect(toRelative({ x: 320, y: 540 }, size)).toEqual({ x: 0.25, y: 0.75 });
    expect(toPixels({ x: 0.25, y: 0.75 }, size)).toEqual({ x: 320, y: 540 });
  });

  it('shows forward as left hand to right hand: a line drawn to the right points downwards', () => {
    const { tail, tip } = directionArrow({ x: 0, y: 100 }, { x: 200, y: 100 }, 30);
    expect(tip).toEqual({ x: 100, y: 130 });
    expect(tail).toEqual({ x: 100, y: 85 });
  });
});
