import { describe, expect, it } from 'vitest';
import type { RelativeBox } from '../../../../../electron/contract/geometry.ts';
import type { GrayPicture } from '../../../../../electron/engine/media/small-frame.ts';
import type { Track } from '../../../../../electron/engine/vision/observation.ts';
import { closeGroups } from '../../../../../electron/engine/vision/fight/closeness.ts';
import { createFightStage, squareSize } from '../../../../../electron/engine/vision/fight/fight-stage.ts';
import { blurred, motionBox, movedIn } from '../../../../../electron/engine/vision/fight/motion-box.ts';
import { cropInto, squareAround, surroundings } from '../../../../../electron/engine/vision/fight/square-crop.ts';

function drawn(width: number, height: number, value: (x: number, y: number) => number): GrayPicture {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = value(x, y);
  return { data, width, height };
}
/** A grey picture with a bright square whose left edge is at `x`. */
const withSquare = (x: number, y: number): GrayPicture => drawn(160, 120, (px, py) => (px >= x && px < x + 10 && py >= y && py < y + 10 ? 220 : 80));
const box = (left: number, top: number, width: number, height: number): RelativeBox => ({ left, top, width, height });
const whole = box(0, 0, 1, 1);

describe('where something moves', () => {
  it('is around the movement, and nowhere in a still picture', () => {
    const moving = Array.from({ length: 24 }, (_, index) => withSquare(60 + (index % 4), 40));
    const found = motionBox(movedIn(moving), whole)?.box;
    expect(found?.left).toBeGreaterThan(0.33);
    expect((found?.left ?? 1) + (found?.width ?? 1)).toBeLessThan(0.5);
    expect(motionBox(movedIn(Array.from({ length: 24 }, () => withSquare(60, 40))), whole)).toBeNull();
  });
  it('leaves out what moves elsewhere when asked about one place', () => {
    const both = Array.from({ length: 24 }, (_, index) => drawn(160, 120, (x, y) => (index % 2 === 0 && ((x < 20 && y < 20) || (x > 130 && y > 90)) ? 200 : 60)));
    const moved = movedIn(both);
    const all = motionBox(moved, whole);
    const one = motionBox(moved, box(0.7, 0.6, 0.3, 0.4));
    expect(all?.box.width).toBeGreaterThan(0.9);
    expect(one?.box.left).toBeGreaterThan(0.7);
    expect(one?.amount).toBeLessThan(all?.amount ?? 0);
  });
  it('is blurred like OpenCV does', () => {
    const point = drawn(5, 5, (x, y) => (x === 2 && y === 2 ? 255 : 0));
    expect([...blurred(point)].slice(10, 15)).toEqual([12, 24, 36, 24, 12]);
    const corner = drawn(5, 5, (x, y) => (x === 0 && y === 0 ? 255 : 0));
    expect([...blurred(corner)].slice(0, 3)).toEqual([36, 24, 6]);
  });
});

describe('the square that the model sees', () => {
  const everything = { x: 0, y: 0, width: 640, height: 360 };
  it('has room around the movement, a least size, and stays inside the picture', () => {
    expect(squareAround(box(0.4, 0.4, 0.2, 0.2), everything, 640, 360)).toEqual({ x: 246, y: 106, width: 147, height: 147 });
    expect(squareAround(box(0, 0, 0.01, 0.01), everything, 640, 360)).toEqual({ x: 0, y: 0, width: 126, height: 126 });
    expect(squareAround(whole, everything, 640, 360)).toEqual({ x: 140, y: 0, width: 360, height: 360 });
  });
  it('has the whole picture around it, or as much of it as leaves small people tall enough, and never less than what moves', () => {
    const moves = box(0.5, 0.5, 0.05, 0.1);
    expect(surroundings(moves, 0.3, 640, 480)).toEqual({ x: 0, y: 0, width: 640, height: 480 });
    expect(surroundings(moves, 0.15, 640, 480)).toEqual({ x: 176, y: 144, width: 320, height: 240 });
    expect(squareAround(moves, surroundings(moves, 0.15, 640, 480), 640, 480).height).toBe(84);
    expect(surroundings(box(0.1, 0.4, 0.8, 0.1), 0.15, 640, 480).width).toBe(588);
    expect(surroundings(box(0.9, 0.9, 0.05, 0.1), 0.03, 640, 480)).toEqual({ x: 534, y: 400, width: 106, height: 80 });
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
    expect(closeGroups([box(0.4, 0.4, 0.05, 0.3), box(0.48, 0.4, 0.05, 0.3)], 16 / 9)).toEqual([{ box: { left: 0.4, top: 0.4, width: 0.13, height: expect.closeTo(0.3) as number }, height: 0.3 }]);
    expect(closeGroups([box(0.1, 0.4, 0.05, 0.3), box(0.7, 0.4, 0.05, 0.3)], 16 / 9)).toEqual([]);
    expect(closeGroups([box(0.4, 0.2, 0.05, 0.6), box(0.42, 0.3, 0.02, 0.1)], 16 / 9)).toEqual([]);
    expect(closeGroups([], 16 / 9)).toEqual([]);
  });
  it('may be seen as one wide box', () => expect(closeGroups([box(0.4, 0.4, 0.2, 0.3)], 16 / 9)).toHaveLength(1));
  it('are as many groups as stand apart, and one where somebody joins two', () => {
    const at = (left: number): RelativeBox => box(left, 0.4, 0.05, 0.3);
    expect(closeGroups([at(0.1), at(0.16), at(0.6), at(0.66)], 16 / 9)).toHaveLength(2);
    expect(closeGroups([at(0.1), at(0.3), at(0.2)], 16 / 9)).toHaveLength(1);
  });
});

describe('the fight model', () => {
  const two = [box(0.3, 0.3, 0.1, 0.4), box(0.42, 0.3, 0.1, 0.4)];
  const others = two.map((person) => ({ ...person, left: person.left + 0.5 }));
  type Run = { people: (at: number) => readonly RelativeBox[]; tracks?: (at: number) => readonly Track[]; picture?: (index: number) => GrayPicture; score?: (box: RelativeBox) => number };
  const look = ({ people, tracks = () => [], picture = (index) => withSquare(60 + (index % 5), 50), score = () => 0 }: Run, untilMs = 8000): { at: number; box: RelativeBox }[] => {
    const stage = createFightStage();
    const asked: { at: number; box: RelativeBox }[] = [];
    for (let at = 0, index = 0; at <= untilMs; at += 80, index++) {
      const shown = picture(index);
      stage.see({ at, gray: () => shown }, shown);
      if (index % 3 === 0) stage.saw(at, people(at), tracks(at), 4 / 3);
      const question = stage.ask(at);
      if (question === null) continue;
      expect(question.data).toHaveLength(2 * 24 * squareSize ** 2);
      asked.push({ at, box: question.box });
      stage.judged(at, score(question.box));
    }
    return asked;
  };
  const gaps = (asked: readonly { at: number }[]): number[] => asked.slice(1).map(({ at }, index) => at - (asked[index]?.at ?? 0));
  const movesAtBoth = (index: number): GrayPicture =>
    drawn(160, 120, (x, y) => (y >= 50 && y < 60 && ((x >= 60 + (index % 5) && x < 70 + (index % 5)) || (x >= 140 + (index % 5) && x < 150 + (index % 5))) ? 220 : 80));

  it('is asked about windows side by side while people are close to one another and something moves', () => {
    const asked = look({ people: () => two });
    expect(asked[0]?.at).toBeLessThanOrEqual(1840);
    expect(gaps(asked).every((gap) => gap >= 1840 && gap <= 1920)).toBe(true);
    expect(asked.length).toBeGreaterThanOrEqual(4);
  });
  it('is not asked about somebody alone, where nothing moves, or about people of a few rows', () => {
    expect(look({ people: () => [two[0] ?? whole] })).toEqual([]);
    expect(look({ people: () => two, picture: () => withSquare(60, 50) })).toEqual([]);
    expect(look({ people: () => two.map((person) => ({ ...person, width: 0.03, height: 0.15 })) })).toEqual([]);
  });
  it('is asked about one group after the other', () => {
    const asked = look({ people: () => [...two, ...others], picture: movesAtBoth });
    expect(gaps(asked).every((gap) => gap >= 920 && gap <= 1040)).toBe(true);
    const sides = asked.map((each) => each.box.left + each.box.width / 2 > 0.65);
    expect(sides.slice(1).every((side, index) => side !== sides[index])).toBe(true);
  });
  it('is asked again where it was suspicious before others have their turn', () => {
    const lefts = [0.08, 0.43, 0.83];
    const isSuspicious = (seen: RelativeBox): boolean => seen.left + seen.width / 2 > 0.65;
    const picture = (index: number): GrayPicture =>
      drawn(160, 120, (x, y) => (y >= 50 && y < 60 && lefts.some((left) => x >= left * 160 + (index % 5) && x < left * 160 + 10 + (index % 5)) ? 220 : 80));
    const people = (): RelativeBox[] => lefts.flatMap((left) => [box(left, 0.35, 0.05, 0.25), box(left + 0.07, 0.35, 0.05, 0.25)]);
    const share = (score: Run['score']): number => {
      const asked = look({ people, picture, ...(score && { score }) }, 20_000);
      return asked.filter((each) => isSuspicious(each.box)).length / asked.length;
    };
    expect(share(undefined)).toBeCloseTo(1 / 3, 1);
    expect(share((seen) => (isSuspicious(seen) ? 0.9 : 0.1))).toBeCloseTo(1 / 2, 1);
  });

  describe('and who walks by', () => {
    const walking = (perSecond: number, weaves = 0): { people: Run['people']; tracks: NonNullable<Run['tracks']> } => {
      const people = (at: number): RelativeBox[] => two.map((person) => ({ ...person, left: person.left - 0.1 + (perSecond * at) / 1000 + weaves * Math.sin(at / 150) }));
      return { people, tracks: (at) => people(at).map((each, id) => ({ id, class: 'person', confidence: 0.8, box: each, firstAt: 0, seenAt: at })) };
    };
    it('is no reason to ask, unless the tracker does not know them', () => {
      const { people, tracks } = walking(0.2);
      expect(look({ people, tracks }, 4000)).toEqual([]);
      expect(look({ people }, 4000).length).toBeGreaterThan(0);
    });
    it('is not somebody who sways or hardly gets on', () => {
      expect(look(walking(0.02), 4000).length).toBeGreaterThan(0);
      expect(look(walking(0.1, 0.06), 4000).length).toBeGreaterThan(0);
    });
  });
});
