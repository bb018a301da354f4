import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSampler } from '../../../../electron/engine/analysis/sampler.ts';

describe('choosing frames', () => {
  it('keeps the asked pace on average whatever the pace of the source', () => {
    const rate = fc.double({ min: 1, max: 25, noNaN: true });
    fc.assert(
      fc.property(rate, fc.double({ min: 25, max: 60, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }), (asked, source, jitterMs) => {
        const sampler = createSampler(asked);
        const seconds = 40;
        let taken = 0;
        for (let i = 0; i < source * seconds; i++) if (sampler.wants((i * 1000) / source + (i % 2) * jitterMs)) taken++;
        expect(taken / seconds).toBeGreaterThan(asked * 0.93);
        expect(taken / seconds).toBeLessThan(asked * 1.02 + 0.05);
      }),
    );
  });
  it('takes every frame of a source that is slower than asked', () => {
    const sampler = createSampler(25);
    expect(Array.from({ length: 50 }, (_, i) => sampler.wants(i * 100)).every(Boolean)).toBe(true);
  });
  it('does not catch up after a pause', () => {
    const sampler = createSampler(5);
    expect([0, 10_000, 10_040, 10_080, 10_200].map(sampler.wants)).toEqual([true, true, false, false, true]);
  });
  it('starts anew when the clock goes back', () => {
    const sampler = createSampler(5);
    expect([100_000, 0, 40, 200].map(sampler.wants)).toEqual([true, true, false, true]);
  });
  it('slows down at once when told to', () => {
    const sampler = createSampler(5);
    sampler.wants(0);
    sampler.setRate(1);
    expect([200, 400, 600, 800, 1000].map(sampler.wants)).toEqual([false, false, false, false, true]);
  });
});
