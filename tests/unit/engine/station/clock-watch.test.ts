import { describe, expect, it } from 'vitest';
import { createClockWatch } from '../../../../electron/engine/station/clock-watch.ts';

describe('the clock', () => {
  it('has jumped when it was set, which is remembered for an hour', () => {
    let [wall, steady] = [1_790_000_000_000, 0];
    const watch = createClockWatch(() => wall, () => steady);
    const pass = (ms: number): void => {
      wall += ms;
      steady += ms;
    };
    pass(60_000);
    expect(watch.look()).toBeNull();
    wall -= 600_000;
    expect(watch.look()).toEqual({ at: wall, byMs: -600_000 });
    pass(1_800_000);
    expect(watch.look()?.byMs).toBe(-600_000);
    pass(1_900_000);
    expect(watch.look()).toBeNull();
  });

  it('has not jumped when a time server slows it by a little all day', () => {
    let [wall, steady] = [1_790_000_000_000, 0];
    const watch = createClockWatch(() => wall, () => steady);
    for (let second = 0; second < 86_400; second += 2) {
      wall += 2001;
      steady += 2000;
      expect(watch.look()).toBeNull();
    }
  });
});
