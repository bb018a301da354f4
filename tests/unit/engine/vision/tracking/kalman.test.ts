import { describe, expect, it } from 'vitest';
import { boxOf, centerDoubt, correct, defaultNoise, predict, startKalman, velocityOf, type KalmanState } from '../../../../../electron/engine/vision/tracking/kalman.ts';
import type { PixelBox } from '../../../../../electron/engine/vision/tracking/pixel-box.ts';

const walking = (at: number): PixelBox => ({ left: 100 + 0.08 * at, top: 200, width: 40, height: 120 });

function watch(times: readonly number[]): KalmanState {
  const [first = 0, ...rest] = times;
  return rest.reduce((state, at) => correct(predict(state, at, defaultNoise), walking(at), 0.8, defaultNoise), startKalman(walking(first), first, defaultNoise));
}

const every = (ms: number, untilMs: number): number[] => Array.from({ length: untilMs / ms + 1 }, (_, i) => i * ms);

describe('the Kalman filter of a box', () => {
  it.each([
    ['25 pictures a second', every(40, 4000)],
    ['5 pictures a second', every(200, 4000)],
    ['irregular pictures', [0, 100, 150, 600, 640, 1100, 1500, 1520, 2300, 2400, 3000, 3350, 4000]],
  ])('learns the speed in pixels a second from %s', (_, times) => {
    const state = watch(times);
    expect(Math.abs(velocityOf(state).x - 80)).toBeLessThan(4);
    expect(Math.abs(velocityOf(state).y)).toBeLessThan(1);
    const ahead = boxOf(predict(state, 4500, defaultNoise));
    expect(Math.abs(ahead.left - walking(4500).left)).toBeLessThan(4);
  });

  it('is as unsure after one long step as after many short ones', () => {
    const state = watch(every(100, 2000));
    const long = predict(state, 3000, defaultNoise);
    const short = every(50, 1000).reduce((moved, ms) => predict(moved, 2000 + ms, defaultNoise), state);
    expect(centerDoubt(short)).toBeCloseTo(centerDoubt(long), 2);
  });

  it('grows less sure of where something is while it is hidden', () => {
    const state = watch(every(200, 2000));
    const doubts = [0, 200, 1000, 3000].map((ms) => centerDoubt(predict(state, 2000 + ms, defaultNoise)));
    expect(doubts).toEqual(doubts.toSorted((a, b) => a - b));
    expect(new Set(doubts).size).toBe(4);
  });

  it('follows a sure box more than an unsure one', () => {
    const state = predict(watch(every(200, 2000)), 2200, defaultNoise);
    const aside = { ...walking(2200), top: 240 };
    const movedBy = (confidence: number): number => boxOf(correct(state, aside, confidence, defaultNoise)).top - boxOf(state).top;
    expect(movedBy(0.9)).toBeGreaterThan(movedBy(0.2));
    expect(movedBy(0.2)).toBeGreaterThan(0);
  });
});
