import { describe, expect, it } from 'vitest';
import { restartDelayMs, stableAfterMs } from '../../../../electron/main/engine/backoff.ts';

describe('an engine that died', () => {
  it('starts again at once the first time, and ever later when it keeps dying', () => {
    expect([1, 2, 3, 4, 5, 6, 1000].map(restartDelayMs)).toEqual([300, 1000, 3000, 10_000, 30_000, 30_000, 30_000]);
  });
  it('starts again whatever is counted', () => {
    for (const attempt of [0, -1, Number.MAX_SAFE_INTEGER]) expect(restartDelayMs(attempt)).toBeGreaterThanOrEqual(300);
  });
  it('is waited for less long than it takes to count as stable', () => {
    expect(restartDelayMs(Infinity)).toBeLessThan(stableAfterMs);
  });
});
