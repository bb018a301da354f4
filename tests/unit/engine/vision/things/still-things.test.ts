import { describe, expect, it } from 'vitest';
import type { StillThing, Track } from '../../../../../electron/engine/vision/observation.ts';
import { createStillThings, type StillThingsOptions } from '../../../../../electron/engine/vision/things/still-things.ts';
import { grayPicture, noise, seededRandom } from '../../../../support/gray-pictures.ts';

const width = 320;
const height = 180;
type Box = { left: number; top: number; width: number; height: number };
const bag: Box = { left: 150, top: 120, width: 14, height: 18 };

function isIn({ left, top, width: w, height: h }: Box, x: number, y: number): boolean {
  return x >= left && x < left + w && y >= top && y < top + h;
}

/** A street at 320 pixels: sky, houses, road. */
function scene(x: number, y: number): number {
  if (y < 40) return 190;
  if (y < 80) return x % 26 < 10 && y % 22 < 12 ? 60 : 120;
  return 95 + (y - 80) * 0.4;
}
const bagLevel = (x: number, y: number): number => 45 + ((x * 7 + y * 3) % 5) * 6;

type Moment = { level?: (x: number, y: number, at: number) => number | null; gain?: number; tracks?: Track[]; noise?: number };

function person(id: number, box: Box, at: number): Track {
  const relative = { left: box.left / width, top: box.top / height, width: box.width / width, height: box.height / height };
  return { id, class: 'person', confidence: 0.8, box: relative, firstAt: 0, seenAt: at };
}

/** Plays a minute or so at one picture a second and gives what was told at each second. */
function play(seconds: number, moment: (second: number) => Moment, options: Partial<StillThingsOptions> = {}): (readonly StillThing[])[] {
  const random = seededRandom(5);
  const things = createStillThings(options);
  return Array.from({ length: seconds }, (_, second) => {
    const { level, gain = 1, tracks = [], noise: deviation = 2 } = moment(second);
    const at = second * 1000;
    const picture = grayPicture((x, y) => (level?.(x, y, at) ?? scene(x, y)) * gain + noise(random, deviation), width, height);
    things.follow(tracks, at);
    return things.look(picture, tracks, at, 16 / 9);
  });
}
const withBag = (x: number, y: number): number | null => (isIn(bag, x, y) ? bagLevel(x, y) : null);
const told = (found: readonly (readonly StillThing[])[]): StillThing[] => found.flat();

describe('still things', () => {
  it('are told with the moment since which they lie there, in the middle between two looks, and where', () => {
    const found = play(40, (second) => (second >= 12 ? { level: withBag } : {}));
    const last = found.at(-1)?.[0];
    expect(found.at(-1)).toHaveLength(1);
    expect(last).toMatchObject({ change: 'appeared', since: 11_500, seenAt: 39_000, carrier: null });
    expect((last?.box.left ?? 0) * width).toBeCloseTo(bag.left, 0);
    expect((last?.box.height ?? 0) * height).toBeCloseTo(bag.height, 0);
    expect(new Set(told(found).map(({ id }) => id)).size).toBe(1);
  });
  it('are over within two looks when they are taken up, and leave no gap behind', () => {
    const found = play(60, (second) => (second >= 12 && second < 40 ? { level: withBag } : {}));
    expect(found[39]).toHaveLength(1);
    expect(found[42]).toEqual([]);
    expect(told(found).every(({ change }) => change === 'appeared')).toBe(true);
  });
  it('that stood there from the beginning leave a gap when they go', () => {
    const found = play(40, (second) => (second < 15 ? { level: withBag } : {}));
    expect(found.at(-1)).toMatchObject([{ change: 'gone', since: 14_500 }]);
  });
  it('that are put back are no gap any more', () => {
    const found = play(50, (second) => (second < 15 || second >= 35 ? { level: withBag } : {}));
    expect(found[34]).toHaveLength(1);
    expect(found.at(-1)).toEqual([]);
  });
  it('that have stood there for long enough to belong leave a gap too', () => {
    const found = play(70, (second) => (second >= 12 && second < 60 ? { level: withBag } : {}), { belongsMs: 40_000 });
    expect(found[59]).toMatchObject([{ change: 'appeared' }]);
    expect(found.at(-1)).toMatchObject([{ change: 'gone' }]);
  });
  it('stay when somebody stands before them, and say when they were seen last', () => {
    const front = { left: 140, top: 80, width: 30, height: 70 };
    const found = play(60, (second) =>
      second >= 35 && second < 50
        ? { level: (x, y) => (isIn(front, x, y) ? 200 : withBag(x, y)), tracks: [person(3, front, second * 1000)] }
        : second >= 12
          ? { level: withBag }
          : {},
    );
    expect(found[45]).toMatchObject([{ seenAt: 34_000 }]);
    expect(found[59]).toMatchObject([{ seenAt: 59_000 }]);
    expect(new Set(told(found).map(({ id }) => id)).size).toBe(1);
  });
  it('that go are one gap although somebody stood before a half of it meanwhile and the other half hardly stood out', () => {
    const beside = { left: bag.left + bag.width / 2, top: bag.top - 40, width: 24, height: 40 + bag.height };
    const stands = (second: number): Track[] => (second >= 14 && second < 24 ? [person(1, beside, second * 1000)] : []);
    const dim = (x: number, y: number): number | null => (x < bag.left && y > 100 ? 85 : null);
    const covered = (x: number, y: number, second: number): number | null => (stands(second).length > 0 && isIn(beside, x, y) ? 210 : dim(x, y));
    const taken = play(45, (second) => ({ tracks: stands(second), level: (x, y) => covered(x, y, second) ?? (second < 16 ? withBag(x, y) : null) }));
    expect(taken.at(-1)).toMatchObject([{ change: 'gone', since: 15_500 }]);
  });
  it('name the one who brought them, not one who passes later', () => {
    const walk = (second: number): Track[] => {
      const owner = { left: 60 + second * 7, top: 80, width: 24, height: 60 };
      const other = { left: 400 - second * 11, top: 80, width: 24, height: 60 };
      return [person(1, owner, second * 1000), ...(second > 20 ? [person(2, other, second * 1000)] : [])];
    };
    const found = play(45, (second) => ({ tracks: walk(second), ...(second >= 13 ? { level: withBag } : {}) }));
    expect(found.at(-1)).toMatchObject([{ carrier: 1 }]);
  });
  it('are not people who keep still, followed or not recognised any more', () => {
    const sitting = { left: 140, top: 90, width: 26, height: 60 };
    const body = (x: number, y: number): number | null => (isIn(sitting, x, y) ? 50 + (y % 9) * 8 : null);
    const found = play(90, (second) =>
      second < 10 ? {} : { level: body, tracks: second < 40 ? [person(4, sitting, second * 1000)] : [] },
    );
    expect(told(found)).toEqual([]);
  });
  it('are not where somebody stood when the camera was switched on', () => {
    const standing = { left: 140, top: 90, width: 26, height: 60 };
    const body = (x: number, y: number): number | null => (isIn(standing, x, y) ? 50 + (y % 9) * 8 : null);
    const found = play(60, (second) => (second < 20 ? { level: body, tracks: [person(4, standing, second * 1000)] } : {}));
    expect(told(found)).toEqual([]);
  });
  it('are not made by light that changes slowly, is switched, or falls on a part of the ground', () => {
    const drift = play(90, (second) => ({ gain: 1 + 0.3 * Math.sin(second / 12) }));
    const switched = play(60, (second) => ({ gain: second >= 20 && second < 40 ? 0.55 : 1 }));
    const cone = play(60, (second) =>
      second < 15 ? {} : { level: (x, y) => scene(x, y) * (1 - 0.35 * Math.max(0, Math.min(1, 1.6 * (1 - Math.hypot((x - 100) / 40, (y - 130) / 25))))) },
    );
    expect(told(drift)).toEqual([]);
    expect(told(switched)).toEqual([]);
    expect(told(cone)).toEqual([]);
  });
  it('are still the same after a light was switched', () => {
    const found = play(70, (second) => ({ gain: second >= 35 ? 0.6 : 1, ...(second >= 12 ? { level: withBag } : {}) }));
    expect(new Set(told(found).map(({ id }) => id)).size).toBe(1);
    expect(found.at(-1)).toMatchObject([{ change: 'appeared', since: 11_500 }]);
  });
  it('are not made by leaves, strong noise or passers-by that nobody recognises', () => {
    const leaves = play(60, (second) => ({ level: (x, y) => (x < 80 && y < 90 ? 90 + 50 * Math.sin(x * 0.8 + second * 1.7) * Math.cos(y * 0.7 - second * 2.3) : null) }));
    const grain = play(30, () => ({ noise: 9 }));
    const passers = play(45, (second) => ({ level: (x, y) => (isIn({ left: ((second * 37) % 400) - 40, top: 70, width: 30, height: 90 }, x, y) ? 220 : null) }));
    expect(told(leaves)).toEqual([]);
    expect(told(grain)).toEqual([]);
    expect(told(passers)).toEqual([]);
  });
  it('are no more than the most that are remembered', () => {
    const many = createStillThings({ mostThings: 3 });
    let last: readonly StillThing[] = [];
    for (let second = 0; second < 90; second++) {
      const shown = Math.floor(second / 12);
      const picture = grayPicture((x, y) => (x % 40 < 14 && y >= 120 && y < 138 && Math.floor(x / 40) < shown ? bagLevel(x, y) : scene(x, y)), width, height);
      last = many.look(picture, [], second * 1000, 16 / 9);
    }
    expect(last).toHaveLength(3);
  });
});
