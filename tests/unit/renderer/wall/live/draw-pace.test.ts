import { describe, expect, it } from 'vitest';
import { createDrawPace, type DrawPace } from '../../../../../renderer/wall/live/draw-pace.ts';

function run(pace: DrawPace, from: number, seconds: number, everyMs: number, lateMs = 0): number {
  let now = from;
  for (; now < from + seconds * 1_000; now += everyMs) pace.refresh(now, lateMs);
  return now;
}

describe('the pace of drawing', () => {
  it('draws every tile at every refresh on a machine that keeps up', () => {
    const pace = createDrawPace();
    run(pace, 0, 10, 16);
    expect(pace.divisor()).toBe(1);
    expect([0, 1, 2, 3].every((tile) => pace.draws(tile))).toBe(true);
  });

  it('draws less while pictures are late or refreshes slow, the same for all tiles and spread over the refreshes', () => {
    const pace = createDrawPace();
    const now = run(pace, 0, 0.6, 16, 500);
    expect(pace.divisor()).toBe(2);
    const drawn = [0, 0, 0, 0];
    for (let index = 0; index < 8; index++) {
      pace.refresh(now + index * 16, 0);
      drawn.forEach((_, tile) => (drawn[tile] = (drawn[tile] ?? 0) + Number(pace.draws(tile))));
    }
    expect(drawn).toEqual([4, 4, 4, 4]);
    const slow = createDrawPace();
    run(slow, 0, 10, 120);
    expect(slow.divisor()).toBe(8);
  });

  it('comes back step by step once all is well', () => {
    const pace = createDrawPace();
    const now = run(pace, 0, 1.2, 16, 500);
    expect(pace.divisor()).toBe(4);
    run(pace, now, 60, 16);
    expect(pace.divisor()).toBe(1);
  });

  it('takes the time a window was hidden for no slowness', () => {
    const pace = createDrawPace();
    run(pace, 0, 1, 16);
    pace.refresh(60_000, 0);
    expect(pace.divisor()).toBe(1);
  });
});
