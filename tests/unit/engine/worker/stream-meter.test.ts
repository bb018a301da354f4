import { expect, it } from 'vitest';
import { createStreamMeter } from '../../../../electron/engine/worker/stream-meter.ts';

it('tells frame and bit rate of the last seconds, and nothing once the stream has stopped', () => {
  const meter = createStreamMeter();
  for (let at = 0; at <= 10_000; at += 40) meter.count(1000, at);
  const { fps, bitsPerSecond } = meter.rates(10_000);
  expect(fps).toBeCloseTo(25, 0);
  expect(bitsPerSecond).toBeGreaterThan(190_000);
  expect(bitsPerSecond).toBeLessThan(210_000);
  expect(meter.rates(20_000)).toEqual({ fps: 0, bitsPerSecond: 0 });
});
