import { describe, expect, it } from 'vitest';
import type { PlanarPicture } from '../../../../electron/engine/media/small-frame.ts';
import { appearanceOf, blend, likeness, type Appearance } from '../../../../electron/engine/vision/appearance.ts';

type Colour = readonly [red: number, green: number, blue: number];

const black: Colour = [20, 20, 22];
const red: Colour = [190, 40, 40];
const blue: Colour = [50, 70, 150];
const box = { left: 0.25, top: 0.125, width: 0.25, height: 0.75 };

/** A picture whose upper half has one colour and whose lower half another, under a brightness. */
function picture(upper: Colour, lower: Colour, brightness = 1, size = 64): PlanarPicture {
  const plane = size * size;
  const data = new Uint8Array(3 * plane);
  for (let i = 0; i < plane; i++) {
    const [r, g, b] = i < plane / 2 ? upper : lower;
    data[i] = g * brightness;
    data[plane + i] = b * brightness;
    data[2 * plane + i] = r * brightness;
  }
  return { data, width: size, height: size, pictureWidth: size, pictureHeight: size };
}

function seen(upper: Colour, lower: Colour, brightness?: number, size?: number): Appearance {
  const appearance = appearanceOf(picture(upper, lower, brightness, size), box);
  if (appearance === null) throw new Error('nothing was seen');
  return appearance;
}

describe('appearance', () => {
  it('is the same for the same clothes, near and far', () => {
    expect(likeness(seen(red, blue), seen(red, blue))).toBeCloseTo(1, 5);
    expect(likeness(seen(red, blue), seen(red, blue, 1, 512))).toBeGreaterThan(0.99);
  });

  it('stays alike when a cloud takes a fifth of the light', () => {
    expect(likeness(seen(red, blue), seen(red, blue, 0.8))).toBeGreaterThan(0.6);
    expect(likeness(seen(red, blue), seen(red, blue, 0.8))).toBeGreaterThan(likeness(seen(red, blue), seen(black, blue)));
  });

  it('tells a red jacket over blue trousers from a blue one over red ones', () => {
    expect(likeness(seen(red, blue), seen(blue, red))).toBeLessThan(0.5);
  });

  it('is not there for a box outside the picture', () => {
    expect(appearanceOf(picture(red, blue), { ...box, left: 1.2 })).toBeNull();
    expect(appearanceOf(picture(red, blue), { ...box, width: 0 })).toBeNull();
  });

  it('follows slowly what is seen now', () => {
    let known = seen(red, blue);
    const now = seen(black, blue);
    const before = likeness(known, now);
    known = blend(known, now, 0.1);
    expect(likeness(known, now)).toBeGreaterThan(before);
    expect(likeness(known, now)).toBeLessThan(0.9);
    expect(Math.hypot(...known)).toBeCloseTo(1, 5);
  });
});
