import { describe, expect, it } from 'vitest';
import { createRevival } from '../../../../electron/main/windows/revival.ts';

describe('a window whose page died', () => {
  it('comes back by itself three times within a minute, and not a fourth time', () => {
    let now = 0;
    const mayRevive = createRevival(() => now);
    const answers = [0, 20_000, 40_000, 59_999].map((at) => {
      now = at;
      return mayRevive();
    });
    expect(answers).toEqual([true, true, true, false]);
  });
  it('comes back by itself for ever when it dies less often', () => {
    let now = 0;
    const mayRevive = createRevival(() => now);
    for (let death = 0; death < 50; death++, now += 20_000) expect(mayRevive()).toBe(true);
  });
  it('comes back by itself again after a minute of calm', () => {
    let now = 0;
    const mayRevive = createRevival(() => now);
    for (let death = 0; death < 6; death++) mayRevive();
    expect(mayRevive()).toBe(false);
    now = 60_000;
    expect(mayRevive()).toBe(true);
  });
  it('is counted apart from other windows', () => {
    const [one, other] = [createRevival(() => 0), createRevival(() => 0)];
    for (let death = 0; death < 4; death++) one();
    expect(one()).toBe(false);
    expect(other()).toBe(true);
  });
});
