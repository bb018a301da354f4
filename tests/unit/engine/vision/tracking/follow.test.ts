import { describe, expect, it } from 'vitest';
import type { RelativeBox } from '../../../../../electron/contract/geometry.ts';
import type { MotionMask } from '../../../../../electron/engine/vision/motion/regions.ts';
import type { Detection, Track } from '../../../../../electron/engine/vision/observation.ts';
import { createFollow } from '../../../../../electron/engine/vision/tracking/follow.ts';
import { createStillPlaces } from '../../../../../electron/engine/vision/tracking/still-places.ts';

const signPost: RelativeBox = { left: 0.5, top: 0.4, width: 0.04, height: 0.14 };

/** A detector's box trembles a little from picture to picture. */
function person(box: RelativeBox, tremble = 0): Detection {
  return { box: { ...box, left: box.left + 0.002 * Math.sin(tremble * 1.7) }, class: 'person', confidence: 0.6 };
}

/** The mask of a gate in whose picture these boxes move. */
function moving(boxes: readonly RelativeBox[], width = 100, height = 75): MotionMask {
  const inside = (x: number, y: number): boolean =>
    boxes.some((box) => x >= box.left && x < box.left + box.width && y >= box.top && y < box.top + box.height);
  return { data: Uint8Array.from({ length: width * height }, (_, i) => (inside((i % width) / width, Math.floor(i / width) / height) ? 1 : 0)), width, height };
}

type Scene = (seconds: number) => { found: readonly RelativeBox[]; moved?: readonly RelativeBox[] };

function watch(scene: Scene, seconds: number, fps = 5): (readonly Track[])[] {
  const follow = createFollow(4 / 3);
  return Array.from({ length: seconds * fps }, (_, i) => {
    const { found, moved = [] } = scene(i / fps);
    return follow(found.map((box) => person(box, i)), moving(moved), (i * 1000) / fps);
  });
}

const walkingTo = (x: number, t: number): RelativeBox => ({ ...signPost, left: Math.min(x, 0.1 + 0.05 * t) });

describe('things that never move', () => {
  it('are not reported, however long they stand there', () => {
    expect(watch(() => ({ found: [signPost] }), 60).flat()).toEqual([]);
  });

  it('are not reported either when people pass by them now and then', () => {
    const answers = watch((t) => {
      const phase = t % 20;
      if (phase < 12) return { found: [signPost] };
      const passer = { ...signPost, left: 0.2 + 0.08 * (phase - 12), top: 0.43, height: 0.2, width: 0.06 };
      return { found: [signPost, passer], moved: [passer] };
    }, 80);
    const atPost = answers.flat().filter(({ box }) => Math.abs(box.top - signPost.top) < 0.01 && Math.abs(box.height - signPost.height) < 0.01);
    expect(answers.flat().length).toBeGreaterThan(100);
    expect(atPost).toEqual([]);
  });

  it('are reported once they move', () => {
    const answers = watch((t) => {
      const box = { ...signPost, left: 0.5 + 0.04 * Math.max(0, t - 20) };
      return t < 20 ? { found: [box] } : { found: [box], moved: [box] };
    }, 26);
    expect(answers.slice(0, 100).flat()).toEqual([]);
    expect(answers.at(-1)).toHaveLength(1);
  });
});

describe('somebody who walked in', () => {
  it('remains reported under one id while standing still for five minutes', () => {
    const answers = watch((t) => {
      const box = walkingTo(0.5, t);
      return { found: [box], moved: t < 8 ? [box] : [] };
    }, 310);
    expect(answers.slice(10).every((tracks) => tracks.length === 1)).toBe(true);
    expect(new Set(answers.flat().map(({ id }) => id)).size).toBe(1);
  });

  it('is reported again after being hidden for a while by a bus', () => {
    const answers = watch((t) => {
      const box = walkingTo(0.5, t);
      return { found: t > 20 && t < 28 ? [] : [box], moved: t < 8 ? [box] : [] };
    }, 60);
    expect(answers.slice(30 * 5).every((tracks) => tracks.length === 1)).toBe(true);
  });

  it('is reported with the first confirmed picture, since motion is a witness', () => {
    const answers = watch((t) => ({ found: [walkingTo(0.5, t)], moved: [walkingTo(0.5, t)] }), 2);
    expect(answers.findIndex((tracks) => tracks.length > 0)).toBeLessThanOrEqual(2);
  });

  it('is reported without a motion gate too, after some steps', () => {
    const follow = createFollow(4 / 3);
    const answers = Array.from({ length: 20 }, (_, i) => follow([person(walkingTo(0.9, i / 5))], null, i * 200));
    expect(answers.findIndex((tracks) => tracks.length > 0)).toBeLessThanOrEqual(8);
    expect(answers.at(-1)).toHaveLength(1);
  });
});

describe('a fast car', () => {
  it('is reported with the second picture in which it is seen, motion or none, since it has moved by then', () => {
    const follow = createFollow(4 / 3);
    const car = (left: number): Detection => ({ box: { left, top: 0.5, width: 0.12, height: 0.12 }, class: 'car', confidence: 0.5 });
    expect([0.1, 0.2].map((left, i) => follow([car(left)], null, i * 200).length)).toEqual([0, 1]);
  });
});

describe('a still place', () => {
  const sift = (places: ReturnType<typeof createStillPlaces>, at: number): number => places.sift([person(signPost)], at).length;

  it('is learnt within seconds and forgotten when nothing was seen there for long', () => {
    const places = createStillPlaces();
    for (let at = 0; at <= 10_000; at += 200) places.learn([person(signPost, at)], moving([]), [], at);
    expect(sift(places, 10_000)).toBe(0);
    expect(sift(places, 60_000)).toBe(0);
    expect(sift(places, 3_600_000)).toBe(1);
  });

  it('is not learnt where something is known to have moved, nor while it moves', () => {
    const places = createStillPlaces();
    for (let at = 0; at <= 10_000; at += 200) places.learn([person(signPost, at)], moving([]), [signPost], at);
    expect(sift(places, 10_000)).toBe(1);
    for (let at = 10_200; at <= 20_000; at += 200) places.learn([person(signPost, at)], moving([signPost]), [], at);
    expect(sift(places, 20_000)).toBe(1);
  });

  it('takes nothing else away: another size, or a vehicle', () => {
    const places = createStillPlaces();
    for (let at = 0; at <= 10_000; at += 200) places.learn([person(signPost, at)], moving([]), [], at);
    const larger = { ...signPost, top: 0.35, width: 0.06, height: 0.22 };
    expect(places.sift([person(larger), { ...person(signPost), class: 'car' }], 10_000)).toHaveLength(2);
  });
});
