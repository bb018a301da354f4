import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOffset, shareOf, startSeconds, stepSeconds } from '../../../../renderer/review/clip-time.ts';

const clip = { startedAt: 100_000, durationMs: 15_000 };

describe('the bar of a clip', () => {
  it('marks the alarm where it happened', () => {
    expect(shareOf(105_000, clip)).toBeCloseTo(1 / 3);
  });

  it('marks nothing that lies outside of the clip', () => {
    expect(shareOf(99_999, clip)).toBeNull();
    expect(shareOf(115_001, clip)).toBeNull();
    expect(shareOf(100_000, { ...clip, durationMs: 0 })).toBeNull();
  });
});

describe('playing', () => {
  it('begins a little before the alarm', () => {
    expect(startSeconds(105_000, clip)).toBe(2.5);
  });

  it('begins at the beginning when the alarm is near it', () => {
    expect(startSeconds(101_000, clip)).toBe(0);
  });

  it('begins within the clip even when the alarm is not in it', () => {
    expect(startSeconds(200_000, clip)).toBe(14.5);
  });
});

describe('a step', () => {
  it('goes to the middle of the neighbouring frame', () => {
    expect(stepSeconds(1, 1, 0.04, 15)).toBeCloseTo(1.06);
    expect(stepSeconds(1, -1, 0.04, 15)).toBeCloseTo(0.98);
  });

  it('forth and back again shows the frame it came from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 290 }), fc.constantFrom(5, 10, 15, 25, 30), (frame, rate) => {
        const middle = stepSeconds(stepSeconds(frame / rate, 1, 1 / rate, 60), -1, 1 / rate, 60);
        expect(Math.floor(middle * rate)).toBe(frame);
      }),
    );
  });

  it('does not leave the clip', () => {
    expect(stepSeconds(0, -1, 0.04, 15)).toBeCloseTo(0.02);
    expect(stepSeconds(14.98, 1, 0.04, 15)).toBeCloseTo(14.98);
  });
});

describe('the time from the alarm', () => {
  it('has a sign', () => {
    expect(formatOffset(2449)).toBe('+2.4');
    expect(formatOffset(-1000)).toBe('−1.0');
    expect(formatOffset(0)).toBe('+0.0');
  });
});
