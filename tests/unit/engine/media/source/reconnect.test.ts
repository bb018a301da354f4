import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBackoff } from '../../../../../electron/engine/media/source/reconnect.ts';

describe('waiting before the next attempt', () => {
  it('doubles from 1 s to 30 s', () => {
    const backoff = createBackoff({ random: () => 0.5 });
    expect(Array.from({ length: 7 }, () => backoff.next({ liveMs: 0 }))).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('starts again after a minute of pictures, not after a second', () => {
    const backoff = createBackoff({ random: () => 0.5 });
    for (let i = 0; i < 4; i++) backoff.next({ liveMs: 0 });
    expect(backoff.next({ liveMs: 1_000 })).toBe(16_000);
    expect(backoff.next({ liveMs: 60_000 })).toBe(1_000);
  });

  it('stays between 1 s and 30 s and differs between cameras', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { minLength: 1, maxLength: 60 }), (rolls) => {
        const left = [...rolls];
        const backoff = createBackoff({ random: () => left.shift() ?? 0 });
        while (left.length > 0) {
          const delayMs = backoff.next({ liveMs: 0 });
          expect(delayMs).toBeGreaterThanOrEqual(1_000);
          expect(delayMs).toBeLessThanOrEqual(30_000);
        }
      }),
    );
    const [a, b] = [0, 0.9].map((roll) => createBackoff({ random: () => roll }));
    a?.next({ liveMs: 0 });
    b?.next({ liveMs: 0 });
    expect(a?.next({ liveMs: 0 })).not.toBe(b?.next({ liveMs: 0 }));
  });
});
