import { describe, expect, it } from 'vitest';
import { reconnectDelayMs } from '../../../../../renderer/wall/live/backoff.ts';
import { containRect } from '../../../../../renderer/wall/live/fit.ts';
import { fromTimestamp, toTimestamp } from '../../../../../renderer/wall/live/picture-decoder.ts';
import { createRate, latencyOf } from '../../../../../renderer/wall/live/tile-state.ts';

describe('a tile', () => {
  it('fits the whole picture into its surface and keeps its shape', () => {
    expect(containRect({ width: 1920, height: 1080 }, { width: 800, height: 600 })).toEqual({ x: 0, y: 75, width: 800, height: 450 });
    expect(containRect({ width: 480, height: 640 }, { width: 640, height: 320 })).toEqual({ x: 200, y: 0, width: 240, height: 320 });
  });

  it('tells no latency where the clocks do not agree', () => {
    expect(latencyOf(1_000, 1_180)).toBe(180);
    expect(latencyOf(5_000, 1_000)).toBeNull();
    expect(latencyOf(1_000, 90_000)).toBeNull();
    expect(latencyOf(null, 1_000)).toBeNull();
  });

  it('counts the pictures of the last two seconds', () => {
    const rate = createRate();
    for (let index = 0; index < 100; index++) rate.tick(index * 40);
    expect(rate.perSecond(3_999)).toBe(25);
    expect(rate.perSecond(10_000)).toBe(0);
  });

  it('carries a picture time through the decoder to a thousandth of a millisecond', () => {
    expect(fromTimestamp(toTimestamp(1_790_000_000_123.456))).toBeCloseTo(1_790_000_000_123.456, 3);
  });

  it('reconnects after half a second, twice as long each time, never later than 11.5 s', () => {
    expect(reconnectDelayMs(0, () => 0.5)).toBe(500);
    expect(reconnectDelayMs(3, () => 0.5)).toBe(4_000);
    expect(reconnectDelayMs(500, () => 1)).toBe(11_500);
  });
});
