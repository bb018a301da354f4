import { describe, expect, it } from 'vitest';
import type { RelativeBox } from '../../../../../electron/contract/geometry.ts';
import type { GrayPicture } from '../../../../../electron/engine/media/small-frame.ts';
import { closePeople } from '../../../../../electron/engine/vision/fight/closeness.ts';
import { createFightStage, squareSize } from '../../../../../electron/engine/vision/fight/fight-stage.ts';
import { blurred, motionBox } from '../../../../../electron/engine/vision/fight/motion-box.ts';
import { cropInto, squareAround } from '../../../../../electron/engine/vision/fight/square-crop.ts';

function drawn(width: number, height: number, value: (x: number, y: number) => number): GrayPicture {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = value(x, y);
  return { data, width, height };
}
/** A grey picture with a bright square whose left edge is at `x`. */
const withSquare = (x: number, y: number): GrayPicture => drawn(160, 120, (px, py) => (px >= x && px < x + 10 && py >= y && py < y + 10 ? 220 : 80));
const box = (left: number, top: number, width: number, height: number): RelativeBox => ({ left, top, width, height });

describe('where something moves', () => {
  it('is around the movement, and nowhere in a still picture', () => {
    const moving = Array.from({ length: 24 }, (_, index) => withSquare(60 + (index % 4), 40));
    const found = motionBox(moving);
    expect(found?.left).toBeGreaterThan(0.33);
    expect((found?.left ?? 1) + (found?.width ?? 1)).toBeLessThan(0.5);
    expect(motionBox(Array.from({ length: 24 }, () => withSquare(60, 40)))).toBeNull();
  });
  it('leaves out what moves elsewhere when asked about one place', () => {
    const both = Array.from({ length: 24 }, (_, index) => drawn(160, 120, (x, y) => (index % 2 === 0 && ((x < 20 && y < 20) || (x > 130 && y > 90)) ? 200 : 60)));
    const all = motionBox(both);
    const one = motionBox(both, box(0.7, 0.6, 0.3, 0.4));
    expect(all?.width).toBeGreaterThan(0.9);
    expect(one?.left).toBeGreaterThan(0.7);
  });
  it('is blurred like OpenCV does', () => {
    const point = drawn(5, 5, (x, y) => (x === 2 && y === 2 ? 255 : 0));
    expect([...blurred(point)].slice(10, 15)).toEqual([12, 24, 36, 24, 12]);
    const corner = drawn(5, 5, (x, y) => (x === 0 && y === 0 ? 255 : 0));
    expect([...blurred(corner)].slice(0, 3)).toEqual([36, 24, 6]);
  });
});

describe('the square that the model sees', () => {
  it('has room around the movement, a least size, and stays inside the picture', () => {
    expect(squareAround(box(0.4, 0.4, 0.2, 0.2), 640, 360)).toEqual({ x: 246, y: 106, width: 147, height: 147 });
    expect(squareAround(box(0, 0, 0.01, 0.01), 640, 360)).toEqual({ x: 0, y: 0, width: 126, height: 126 });
    expect(squareAround(box(0, 0, 1, 1), 640, 360)).toEqual({ x: 140, y: 0, width: 360, height: 360 });
  });
  it('is scaled by the mean over each area', () => {
    const target = new Uint8Array(4);
    cropInto(target, 0, drawn(6, 6, (x) => x * 10), { x: 1, y: 1, width: 4, height: 4 }, 2);
    expect([...target]).toEqual([15, 35, 15, 35]);
    cropInto(target, 0, drawn(6, 6, (x) => x * 10), { x: 0, y: 0, width: 3, height: 3 }, 2);
    expect([...target]).toEqual([3, 17, 3, 17]);
  });
});

describe('people close to one another', () => {
  it('are two who stand together, not two who are far apart or behind one another', () => {
    expect(closePeople([box(0.4, 0.4, 0.05, 0.3), box(0.48, 0.4, 0.05, 0.3)], 16 / 9)).toEqual({ left: 0.4, top: 0.4, width: 0.13, height: expect.closeTo(0.3) as number });
    expect(closePeople([box(0.1, 0.4, 0.05, 0.3), box(0.7, 0.4, 0.05, 0.3)], 16 / 9)).toBeNull();
    expect(closePeople([box(0.4, 0.2, 0.05, 0.6), box(0.42, 0.3, 0.02, 0.1)], 16 / 9)).toBeNull();
    expect(closePeople([], 16 / 9)).toBeNull();
  });
  it('may be seen as one wide box', () => expect(closePeople([box(0.4, 0.4, 0.2, 0.3)], 16 / 9)).not.toBeNull());
});

describe('the fight model', () => {
  const two = [box(0.3, 0.3, 0.1, 0.4), box(0.42, 0.3, 0.1, 0.4)];
  const run = (people: readonly RelativeBox[], moves: boolean, untilMs = 8000): number[] => {
    const stage = createFightStage();
    const asked: number[] = [];
    for (let at = 0, index = 0; at <= untilMs; at += 80, index++) {
      const picture = withSquare(60 + (moves ? index % 5 : 0), 50);
      stage.see({ at, gray: () => picture }, picture);
      if (index % 3 === 0) stage.saw(at, people, 4 / 3);
      const question = stage.ask(at);
      if (question === null) continue;
      expect(question.data).toHaveLength(2 * 24 * squareSize ** 2);
      asked.push(at);
    }
    return asked;
  };
  it('is asked about windows side by side while people are close to one another and something moves', () => {
    const asked = run(two, true);
    expect(asked[0]).toBeLessThanOrEqual(1840);
    expect(asked.slice(1).map((at, index) => at - (asked[index] ?? 0)).every((gap) => gap >= 1840 && gap <= 1920)).toBe(true);
    expect(asked.length).toBeGreaterThanOrEqual(4);
  });
  it('is not asked about somebody alone, or where nothing moves', () => {
    expect(run([two[0] ?? box(0, 0, 1, 1)], true)).toEqual([]);
    expect(run(two, false)).toEqual([]);
  });
});
