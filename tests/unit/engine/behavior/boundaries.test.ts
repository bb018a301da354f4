import { describe, expect, it } from 'vitest';
import type { Line, Zone } from '../../../../electron/contract/scene.ts';
import { makeContinuity } from '../../../../electron/engine/behavior/continuity.ts';
import { behavior as intrusion } from '../../../../electron/engine/behavior/intrusion.ts';
import { behavior as lineCrossing } from '../../../../electron/engine/behavior/line-crossing.ts';
import { behavior as loitering } from '../../../../electron/engine/behavior/loitering.ts';
import type { Observation } from '../../../../electron/engine/vision/observation.ts';
import { boxOn, film, middleLine, middleZone, straight, trackOn } from '../../../support/observations.ts';
import { watchAll } from '../../../support/watch-behavior.ts';

const inside = { x: 0.5, y: 0.5 };
const outside = { x: 0.1, y: 0.5 };
const rectangle = (left: number, top: number, right: number, bottom: number): Zone => ({
  id: 'z',
  name: 'z',
  points: [{ x: left, y: top }, { x: right, y: top }, { x: right, y: bottom }, { x: left, y: bottom }],
});
const boxes = (list: readonly { at: number; box: { left: number; top: number; width: number; height: number } }[]): Observation[] =>
  list.map(({ at, box }) => ({ at, aspect: 16 / 9, tracks: [{ ...trackOn(1, inside, at), box, firstAt: 0 }] }));
const followed = (observations: readonly Observation[]): Observation[] => {
  const continuity = makeContinuity();
  return observations.map((observation) => continuity(observation));
};
const kindAt = (observations: Observation[], kindOf: (at: number) => 'car' | 'truck'): Observation[] =>
  observations.map((observation) => ({ ...observation, tracks: observation.tracks.map((track) => ({ ...track, class: kindOf(observation.at) })) }));

describe('zones at their limits', () => {
  it('hold somebody whom the picture’s edge cuts off, on every side', () => {
    const cut = { bottom: { x: 0.5, y: 1.05 }, left: { x: -0.01, y: 0.5 }, right: { x: 1.01, y: 0.5 } };
    const whole = rectangle(0, 0, 1, 1);
    for (const [side, foot] of Object.entries(cut))
      expect(watchAll(intrusion, {}, { zone: whole }, film([{ id: 1, way: () => foot }], 1000)).length, side).toBeGreaterThan(0);
  });
  it('along the border count whoever is in them, and not who stands beyond their inner side', () => {
    const border = rectangle(0, 0.8, 1, 1);
    expect(watchAll(intrusion, {}, { zone: border }, film([{ id: 1, way: () => ({ x: 0.5, y: 0.999 }) }], 1000)).length).toBeGreaterThan(0);
    expect(watchAll(intrusion, {}, { zone: border }, film([{ id: 1, way: () => ({ x: 0.5, y: 0.79 }) }], 1000))).toEqual([]);
  });
  it('are not entered by a box that is only predicted', () => {
    const hidden = film([{ id: 1, way: straight(outside, inside, 0, 2000) }], 4000).map((observation) => ({ ...observation, tracks: observation.tracks.map((track) => ({ ...track, seenAt: Math.min(track.seenAt, 800) })) }));
    expect(watchAll(intrusion, {}, { zone: middleZone }, hidden)).toEqual([]);
  });
  it('go on with the stay of somebody who gets another number from the tracker', () => {
    const parts = [{ id: 1, way: (at: number) => (at < 5000 ? inside : null) }, { id: 2, way: (at: number) => (at >= 5600 ? inside : null) }];
    const found = watchAll(intrusion, { seconds: 4 }, { zone: middleZone }, followed(film(parts, 10_000)));
    expect(new Set(found.map(({ subject, since }) => `${subject} ${since}`))).toEqual(new Set(['track:1 0']));
  });
  it('go on with the stay of a car that is taken for a truck now and then', () => {
    const car = kindAt(film([{ id: 1, way: () => inside }], 12_000), (at) => (at % 5000 >= 3000 ? 'truck' : 'car'));
    const found = watchAll(intrusion, { classes: ['car'], seconds: 5 }, { zone: middleZone }, car);
    expect(found[0]).toMatchObject({ since: 0 });
    expect(new Set(found.map(({ since }) => since)).size).toBe(1);
  });
  it('do not take a truck for a car when only cars are watched', () => {
    expect(watchAll(intrusion, { classes: ['car'] }, { zone: middleZone }, kindAt(film([{ id: 1, way: () => inside }], 5000), () => 'truck'))).toEqual([]);
  });
  it('do not add up the stays of two people who take each other’s place', () => {
    const first = (at: number) => (at < 18_000 ? inside : straight(inside, outside, 18_000, 20_000)(at));
    const second = (at: number) => (at < 18_000 ? outside : straight(outside, { x: 0.52, y: 0.5 }, 18_000, 20_000)(at));
    const both = [{ id: 1, way: first }, { id: 2, way: (at: number) => (at < 36_000 ? second(at) : null) }];
    expect(watchAll(loitering, { seconds: 30 }, { zone: middleZone }, followed(film(both, 40_000)))).toEqual([]);
  });
  it('begin anew for somebody who comes back after the absence allowed, even from the same side', () => {
    const way = (at: number) => (at > 20_000 && at < 27_000 ? outside : inside);
    const found = watchAll(loitering, { seconds: 30, leaveSeconds: 5 }, { zone: middleZone }, film([{ id: 1, way }], 50_000));
    expect(found).toEqual([]);
  });
  it('hold a box that is half hidden for less than the absence allowed', () => {
    const half = (at: number) => (at > 10_000 && at < 13_000 ? { left: 0.475, top: 0.3, width: 0.05, height: 0.05 } : boxOn({ x: 0.5, y: 0.41 }));
    const list = Array.from({ length: 200 }, (_, i) => ({ at: i * 200, box: half(i * 200) }));
    expect(watchAll(loitering, { seconds: 20 }, { zone: middleZone }, boxes(list))[0]).toMatchObject({ at: 20_000, since: 0 });
  });
});

describe('lines at their limits', () => {
  const crossings = (observations: readonly Observation[], settings: Record<string, unknown> = {}, line: Line = middleLine) =>
    watchAll(lineCrossing, settings, { line }, observations).map(({ reasons }) => reasons[0]?.measure);

  it('are crossed twice by somebody who turns round at once', () => {
    const path = [0.4, 0.46, 0.53, 0.56, 0.53, 0.46, 0.4];
    expect(crossings(film([{ id: 1, way: (at) => ({ x: 0.5, y: path[at / 200] ?? 0.4 }) }], 2000))).toEqual(['forward', 'backward']);
  });
  it('are crossed by a car that is taken for a truck at that very moment', () => {
    const car = kindAt(film([{ id: 1, way: straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.8 }, 0, 4000) }], 4000), (at) => (at > 1600 && at < 2500 ? 'truck' : 'car'));
    expect(crossings(car, { classes: ['car'] })).toEqual(['forward']);
  });
  it('are crossed by a truck that was taken for a car at first', () => {
    const truck = kindAt(film([{ id: 1, way: straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.8 }, 0, 4000) }], 4000), (at) => (at < 2100 ? 'car' : 'truck'));
    expect(crossings(truck, { classes: ['truck', 'bus'] })).toEqual(['forward']);
  });
  it('are not crossed by a person whose feet something hides for a moment', () => {
    const list = Array.from({ length: 30 }, (_, i) => ({ at: i * 200, box: i > 9 && i < 15 ? { left: 0.475, top: 0.42, width: 0.05, height: 0.06 } : boxOn({ x: 0.5, y: 0.52 }) }));
    expect(crossings(boxes(list))).toEqual([]);
  });
  it('are crossed once by somebody who gets another number on the line', () => {
    const way = straight({ x: 0.5, y: 0.3 }, { x: 0.5, y: 0.7 }, 0, 8000);
    const parts = [{ id: 1, way: (at: number) => (at < 4100 ? way(at) : null) }, { id: 2, way: (at: number) => (at > 4500 ? way(at) : null) }];
    expect(crossings(followed(film(parts, 8000)))).toEqual(['forward']);
  });
  it('at the picture’s edge are crossed by who leaves the picture through them', () => {
    const edge: Line = { ...middleLine, from: { x: 0, y: 0.97 }, to: { x: 1, y: 0.97 } };
    expect(crossings(film([{ id: 1, way: straight({ x: 0.5, y: 0.8 }, { x: 0.5, y: 1.05 }, 0, 2500) }], 2500), {}, edge)).toEqual(['forward']);
  });
});
