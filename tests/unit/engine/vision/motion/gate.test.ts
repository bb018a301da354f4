import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import type { GrayPicture } from '../../../../../electron/engine/media/small-frame.ts';
import { createMotionGate, type Motion } from '../../../../../electron/engine/vision/motion/gate.ts';
import { footage } from '../../../../support/footage.ts';
import { grayPicture, grayVideo, noise, seededRandom, street } from '../../../../support/gray-pictures.ts';

type Level = (x: number, y: number, at: number) => number;

/** What the gate says to each picture of a scene at 5 a second, with a sensor's noise over it. */
function watch(level: Level, seconds: number, { deviation = 2, fps = 5, tracksLive = false } = {}): (Motion & { at: number })[] {
  const random = seededRandom(7);
  const gate = createMotionGate();
  return Array.from({ length: seconds * fps }, (_, i) => {
    const at = (i * 1000) / fps;
    return { at, ...gate(grayPicture((x, y) => level(x, y, at) + noise(random, deviation)), at, tracksLive) };
  });
}

const open = (answers: readonly (Motion & { at: number })[], fromMs: number, toMs = Infinity): number[] =>
  answers.filter(({ at, active }) => active && at >= fromMs && at < toMs).map(({ at }) => at);

/** A figure of 3 x 8 pixels, 45 levels darker than the road, that walks a pixel and a half a second. */
const walker = (fromMs: number, toMs: number): Level => (x, y, at) => {
  const left = 20 + ((at - fromMs) / 1000) * 1.5;
  const there = at >= fromMs && at < toMs && x >= left && x < left + 3 && y >= 50 && y < 58;
  return street(x, y) - (there ? 45 : 0);
};

describe('the motion gate', () => {
  it('is open at the start, so that what is there already is seen once, then shut', () => {
    const answers = watch(street, 20);
    expect(open(answers, 0, 3000)).toHaveLength(15);
    expect(open(answers, 3500)).toEqual([]);
  });

  it.each([1, 4, 8])('stays shut over a still scene with a sensor noise of %i grey levels', (deviation) => {
    expect(open(watch(street, 60, { deviation }), 10_000)).toEqual([]);
  });

  it('opens for a small figure far away and stays open as long as it walks', () => {
    const answers = watch(walker(15_000, 45_000), 60);
    expect(open(answers, 10_000, 15_000)).toEqual([]);
    expect(open(answers, 15_000, 16_000)[0]).toBeLessThanOrEqual(15_800);
    expect(open(answers, 16_000, 45_000)).toHaveLength(29 * 5);
    expect(open(answers, 50_000)).toEqual([]);
  });

  it('says where the figure is', () => {
    const at30 = watch(walker(15_000, 45_000), 31).at(-5);
    const region = at30?.regions.find(({ left, top, width, height }) => {
      const x = (20 + 15 * 1.5 + 1.5) / 104;
      return left <= x && x <= left + width && top <= 54 / 78 && 54 / 78 <= top + height;
    });
    expect(region).toBeDefined();
    expect(at30?.area).toBeLessThan(0.02);
  });

  it('stays shut in rain', () => {
    const random = seededRandom(3);
    const drops = new Map<number, Set<number>>();
    const rain: Level = (x, y, at) => {
      let wet = drops.get(at);
      if (wet === undefined) {
        wet = new Set();
        for (let drop = 0; drop < 60; drop++) {
          const column = Math.floor(random() * 104);
          const top = Math.floor(random() * 74);
          for (let length = 0; length < 4; length++) wet.add((top + length) * 104 + column);
        }
        drops.set(at, wet);
      }
      return street(x, y) + (wet.has(y * 104 + x) ? 40 : 0);
    };
    const answers = watch(rain, 60);
    expect(open(answers, 10_000).length / answers.length).toBeLessThan(0.05);
  });

  it.each([
    ['all lamps at once', (): number => 0.5],
    ['a lamp that lights one side more', (x: number): number => 0.3 + x / 104],
  ])('opens for no longer than a moment when the light is switched: %s', (_, dimmed) => {
    const answers = watch((x, y, at) => street(x, y) * (at >= 20_000 && at < 40_000 ? dimmed(x) : 1), 60);
    expect(answers.filter(({ globalChange }) => globalChange).length).toBeGreaterThan(0);
    expect(open(answers, 10_000, 20_000)).toEqual([]);
    expect(open(answers, 23_000, 40_000)).toEqual([]);
    expect(open(answers, 43_000)).toEqual([]);
  });

  it('sees a figure soon after the light was switched', () => {
    const walks = walker(22_000, 40_000);
    const answers = watch((x, y, at) => walks(x, y, at) * (at >= 20_000 ? 0.6 : 1), 40);
    expect(open(answers, 23_000)).toHaveLength(17 * 5);
  });

  it('stays shut while it slowly gets dark', () => {
    expect(open(watch((x, y, at) => street(x, y) * (1 - at / 200_000), 100), 10_000)).toEqual([]);
  });

  it('gets used to a branch that sways', () => {
    const swaying: Level = (x, y, at) => {
      const bend = Math.round(3 * Math.sin((2 * Math.PI * at) / 1300));
      return x - bend >= 60 && x - bend < 66 && y >= 10 && y < 30 ? 40 : street(x, y);
    };
    const answers = watch(swaying, 180);
    expect(open(answers, 120_000).length / open(answers, 3000, 33_000).length).toBeLessThan(0.1);
  });

  it('gets used to a car that stays, and opens again when it drives off', () => {
    const car: Level = (x, y, at) => {
      const left = at < 20_000 ? -30 : at < 24_000 ? -30 + (at - 20_000) / 80 : at < 50_000 ? 20 : 20 + (at - 50_000) / 80;
      return x >= left && x < left + 20 && y >= 55 && y < 66 ? 30 : street(x, y);
    };
    const answers = watch(car, 70);
    expect(open(answers, 21_600, 24_000)).toHaveLength(12);
    expect(open(answers, 35_000, 50_000)).toEqual([]);
    expect(open(answers, 51_000, 55_000)).toHaveLength(20);
  });

  it('does not stay open over the place that something was taken from', () => {
    const bag: Level = (x, y, at) => street(x, y) - (at < 20_000 && x >= 40 && x < 52 && y >= 60 && y < 70 ? 50 : 0);
    const answers = watch(bag, 40);
    expect(open(answers, 20_000, 21_000)).not.toEqual([]);
    expect(open(answers, 22_800)).toEqual([]);
  });

  it('stays shut while the camera trembles by a pixel on its pole, and sees a figure nevertheless', () => {
    const trembling = (level: Level): Level => (x, y, at) => level(x + (Math.floor(at / 1700) % 2), y + (Math.floor(at / 2900) % 2), at);
    expect(open(watch(trembling(street), 60), 5000)).toEqual([]);
    const answers = watch(trembling(walker(15_000, 45_000)), 60);
    expect(open(answers, 16_000, 45_000).length).toBeGreaterThan(0.95 * 29 * 5);
    expect(open(answers, 50_000)).toEqual([]);
  });

  it('looks again every two seconds while something is followed that stands still', () => {
    expect(open(watch(street, 20, { tracksLive: true }), 4000)).toEqual([5000, 7000, 9000, 11_000, 13_000, 15_000, 17_000, 19_000]);
  });

  it('starts anew when the size of the pictures changes', () => {
    const gate = createMotionGate();
    for (let at = 0; at < 10_000; at += 200) gate(grayPicture(street), at);
    expect(gate(grayPicture(street), 10_000).active).toBe(false);
    expect(gate(grayPicture(street, 104, 58), 10_200).active).toBe(true);
  });

  it('gives the same answers to the same pictures', () => {
    const answers = watch(walker(5000, 15_000), 20);
    expect(watch(walker(5000, 15_000), 20)).toEqual(answers);
  });
});

const crossing = footage('pets09-s2l1/vtest.avi');
const annotation = footage('pets09-s2l1/gt.txt');
const pictures = crossing === null ? null : grayVideo(crossing, 104, 78);

describe('the motion gate on footage', () => {
  test.skipIf(pictures === null || annotation === null).each([1, 2])('is open whenever somebody crosses, at every frame or every second one', (step) => {
    const labelled = new Set(readFileSync(annotation ?? '', 'utf8').split('\n').map((line) => Number(line.split(',')[0]) - 1));
    const gate = createMotionGate({ startMs: 0 });
    const shut = (pictures ?? []).filter((picture, i) => i % step === 0 && !gate(picture, i * 100).active && labelled.has(i));
    expect(shut.length / labelled.size).toBeLessThan(0.01);
  });

  test.skipIf(pictures === null)('is shut on a picture of it that stands, with a sensor noise over it', () => {
    const random = seededRandom(5);
    const still = pictures?.[400] ?? grayPicture(street);
    const noisy = (): GrayPicture => ({ ...still, data: still.data.map((level) => Math.min(255, Math.max(0, level + noise(random, 2)))) });
    const gate = createMotionGate();
    const active = Array.from({ length: 300 }, (_, i) => gate(noisy(), i * 200).active);
    expect(active.slice(25)).not.toContain(true);
  });
});
