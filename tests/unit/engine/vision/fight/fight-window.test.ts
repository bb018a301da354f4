import { describe, expect, it } from 'vitest';
import { createFightWindow, type FightPicture } from '../../../../../electron/engine/vision/fight/fight-window.ts';

const gray = { data: new Uint8Array(4), width: 2, height: 2 };
const picture = (at: number): FightPicture => ({ at, gray, small: gray });
const timesAfter = (times: readonly number[]): number[] | undefined => {
  const window = createFightWindow();
  for (const at of times) window.add(picture(at));
  return window.take()?.map(({ at }) => at);
};
const every = (ms: number, until: number): number[] => Array.from({ length: Math.floor(until / ms) + 1 }, (_, index) => index * ms);

describe('the pictures of the last two seconds', () => {
  it('are 24, 80 ms apart, the newest last', () => {
    expect(timesAfter(every(80, 4000))).toEqual(Array.from({ length: 24 }, (_, index) => 2160 + index * 80));
  });
  it('of a fast camera are the nearest to their moments', () => {
    const times = timesAfter(every(40, 4000));
    expect(times).toHaveLength(24);
    expect(times?.map((at, index) => at - (2160 + index * 80)).every((off) => off === 0 || off === 40)).toBe(true);
  });
  it('of a slow camera repeat', () => {
    const times = timesAfter(every(200, 4000));
    expect(times).toHaveLength(24);
    expect(new Set(times)).toEqual(new Set([2200, 2400, 2600, 2800, 3000, 3200, 3400, 3600, 3800, 4000]));
    expect(times?.at(-1)).toBe(4000);
  });
  it('are there as soon as a clip of two seconds is over, and not before', () => {
    expect(timesAfter(every(80, 1500))).toBeUndefined();
    expect(timesAfter(every(80, 1840))).toHaveLength(24);
  });
  it('begin anew after a gap, when the clock goes back, and when the size changes', () => {
    expect(timesAfter([...every(80, 2000), 4000])).toBeUndefined();
    expect(timesAfter([...every(80, 2000), 10])).toBeUndefined();
    const window = createFightWindow();
    for (const at of every(80, 2000)) window.add(picture(at));
    window.add({ at: 2080, small: gray, gray: { data: new Uint8Array(9), width: 3, height: 3 } });
    expect(window.take()).toBeNull();
  });
});
