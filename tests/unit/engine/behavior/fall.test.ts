import { describe, expect, it } from 'vitest';
import { behavior } from '../../../../electron/engine/behavior/fall.ts';
import { behavior as lyingBehavior } from '../../../../electron/engine/behavior/lying.ts';
import type { Observation } from '../../../../electron/engine/vision/observation.ts';
import { bodyFilm, change, type Body, type Pose } from '../../../support/bodies.ts';
import { middleZone } from '../../../support/observations.ts';

type Told = { readonly subject: string; readonly firstAt: number; readonly lastAt: number; readonly since: number };

/** Every going-on with the first and last observation at which it was told. */
function told(film: readonly Observation[], more: { zone?: typeof middleZone; settings?: object; what?: typeof behavior | typeof lyingBehavior } = {}): Told[] {
  const { zone = null, settings = {}, what = behavior } = more;
  const watch = what.watch(what.settings.parse(settings) as never, { zone, line: null, ground: null });
  const found = new Map<string, Told>();
  for (const observation of film)
    for (const { subject, since } of watch(observation)) found.set(subject, { subject, since, firstAt: found.get(subject)?.firstAt ?? observation.at, lastAt: observation.at });
  return [...found.values()];
}

function highest(film: readonly Observation[]): number {
  const score = behavior.score?.(behavior.settings.parse({}), { zone: null, line: null, ground: null });
  return Math.max(...film.map((observation) => score?.(observation) ?? 0));
}

const person = (pose: Body['pose'], more: Partial<Body> = {}): Body => ({ x: 0.9, y: 0.9, pose, ...more });
const goes = (from: Pose, to: Pose, fromMs: number, toMs: number, more: Partial<Body> = {}) => (at: number): Body[] => [person(change(from, to, fromMs, toMs)(at), more)];

describe('a fall', () => {
  it('is told once, soon after somebody came down and stayed there', () => {
    const [event, ...others] = told(bodyFilm(goes('standing', 'lying', 2000, 2800), 12_000));
    expect(others).toEqual([]);
    expect(event?.firstAt).toBeLessThanOrEqual(4000);
    expect(event?.since).toBeLessThanOrEqual(2000);
    expect(event?.lastAt).toBe(12_000);
  });
  it('is told also of somebody who falls away from the camera, from a chair, far away, or in a film of few pictures', () => {
    expect(told(bodyFilm(goes('standing', 'lying-away', 2000, 2800), 6000))).toHaveLength(1);
    expect(told(bodyFilm(goes('sitting', 'lying', 2000, 3200), 6000))).toHaveLength(1);
    expect(told(bodyFilm(goes('standing', 'lying', 2000, 2800, { height: 0.15, y: 0.4 }), 6000))).toHaveLength(1);
    expect(told(bodyFilm(goes('standing', 'lying', 2000, 2800), 8000, 2.5))).toHaveLength(1);
  });
  it('is not told of somebody who sits down, on a chair or on the floor, however fast', () => {
    expect(told(bodyFilm(goes('standing', 'sitting', 2000, 2400), 8000))).toEqual([]);
    expect(told(bodyFilm(goes('standing', 'on-floor', 2000, 2600), 8000))).toEqual([]);
  });
  it('is not told of somebody who squats or bends, also for long, again and again', () => {
    const bouncing = (to: Pose) => (at: number): Body[] => [person(at % 2000 < 1000 ? ['standing', to, (at % 1000) / 1000] : [to, 'standing', (at % 1000) / 1000])];
    for (const pose of ['squatting', 'bending'] as const) {
      expect(told(bodyFilm(goes('standing', pose, 2000, 2600), 12_000))).toEqual([]);
      expect(told(bodyFilm(bouncing(pose), 12_000))).toEqual([]);
    }
  });
  it('is not told of somebody who lies down with care, or lay there from the beginning', () => {
    const slowly = (at: number): Body[] => [person(at < 4000 ? change('standing', 'on-floor', 1000, 3500)(at) : change('on-floor', 'lying', 4500, 7500)(at))];
    expect(told(bodyFilm(slowly, 12_000))).toEqual([]);
    expect(told(bodyFilm(goes('lying', 'lying', 0, 0), 8000))).toEqual([]);
  });
  it('is not told of somebody who gets up at once', () => {
    const stumbles = (at: number): Body[] => [person(at < 2800 ? change('standing', 'lying', 2000, 2700)(at) : change('lying', 'standing', 2900, 3500)(at))];
    expect(told(bodyFilm(stumbles, 8000))).toEqual([]);
  });
  it('is not told of somebody who walks towards the camera', () => {
    const walks = (at: number): Body[] => [person('standing', { y: 0.3 + at / 8000, height: 0.15 + at / 16_000 })];
    expect(told(bodyFilm(walks, 4800))).toEqual([]);
  });
  it('goes on as one while he lies there, although he is not seen for moments and nobody looks for half a minute', () => {
    const lies = goes('standing', 'lying', 2000, 2800);
    const film = bodyFilm((at) => (at > 5000 && at < 8000 ? [] : at > 12_000 && at < 42_000 ? null : lies(at)), 50_000);
    expect(told(film)).toMatchObject([{ lastAt: 50_000 }]);
  });
  it('ends when he has got up', () => {
    const film = bodyFilm((at) => [person(at < 6000 ? change('standing', 'lying', 2000, 2800)(at) : change('lying', 'standing', 6000, 7500)(at))], 15_000);
    expect(told(film)[0]?.lastAt).toBeLessThan(10_000);
  });
  it('is told of each of two who fall, and keeps them apart from one who walks by', () => {
    const film = bodyFilm((at) => [
      ...goes('standing', 'lying', 2000, 2800, { x: 0.4 })(at),
      ...goes('standing', 'lying', 4000, 4700, { x: 1.4 })(at),
      person('standing', { x: 0.2 + at / 8000, y: 0.55 }),
    ], 10_000);
    expect(told(film)).toHaveLength(2);
  });
  it('counts only within the zone when there is one', () => {
    const inside = goes('standing', 'lying', 2000, 2800, { x: 0.9, y: 0.55, height: 0.3 });
    const outside = goes('standing', 'lying', 2000, 2800, { x: 0.3, y: 0.9 });
    expect(told(bodyFilm(inside, 6000), { zone: middleZone })).toHaveLength(1);
    expect(told(bodyFilm(outside, 6000), { zone: middleZone })).toEqual([]);
  });
  it('has a score on both sides of its alarm, far apart', () => {
    expect(highest(bodyFilm(goes('standing', 'lying', 2000, 2800), 6000))).toBeGreaterThan(0.65);
    for (const pose of ['sitting', 'squatting', 'bending'] as const) expect(highest(bodyFilm(goes('standing', pose, 2000, 2800), 6000))).toBeLessThan(0.35);
  });
  it('gives the measures that made it, beyond their thresholds', () => {
    const watch = behavior.watch(behavior.settings.parse({}), { zone: null, line: null, ground: null });
    const reasons = bodyFilm(goes('standing', 'lying', 2000, 2800), 6000).flatMap(watch)[0]?.reasons ?? [];
    expect(Object.fromEntries(reasons.map(({ measure, value, threshold }) => [measure, value >= threshold]))).toEqual({ drop: true, suddenDrop: true, hipsAbove: false, ground: true });
    for (const { measure } of reasons) expect(behavior.measures).toHaveProperty(measure);
  });
});

describe('somebody who lies', () => {
  const lying = (film: readonly Observation[], zone?: typeof middleZone): Told[] => told(film, { what: lyingBehavior, ...(zone ? { zone } : {}) });

  it('is told once within three seconds, however he came to lie', () => {
    for (const film of [goes('lying', 'lying', 0, 0), goes('on-floor', 'lying', 2000, 5000), goes('standing', 'lying', 2000, 2800)]) {
      const [event, ...others] = lying(bodyFilm(film, 30_000));
      expect(others).toEqual([]);
      expect((event?.firstAt ?? Infinity) - (event?.since ?? 0)).toBeLessThanOrEqual(3000);
      expect(event?.lastAt).toBe(30_000);
    }
  });
  it('is told at half the rate within three seconds too', () => {
    expect(lying(bodyFilm(goes('lying', 'lying', 0, 0), 6000, 2.5))[0]?.firstAt).toBeLessThanOrEqual(3000);
  });
  it('is not told of those who stand, sit on the floor, squat or bend', () => {
    for (const pose of ['standing', 'sitting', 'on-floor', 'squatting', 'bending'] as const) expect(lying(bodyFilm(goes('standing', pose, 1000, 2000), 10_000))).toEqual([]);
  });
  it('counts only within the zone when there is one', () => {
    expect(lying(bodyFilm(goes('lying', 'lying', 0, 0, { x: 0.89, y: 0.55, height: 0.2 }), 5000), middleZone)).toHaveLength(1);
    expect(lying(bodyFilm(goes('lying', 'lying', 0, 0, { x: 0.3, y: 0.9 }), 5000), middleZone)).toEqual([]);
  });
});
