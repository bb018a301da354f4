import { expect, it } from 'vitest';
import { runKills } from '../../endurance/run-kills.ts';
import { rtspServerMissing } from '../../support/rtsp-camera.ts';

it.skipIf(rtspServerMissing() !== null)('after kills of a worker, the engine and the RTSP server nothing that was promised is lost and all comes back by itself', { retry: 0 }, async () => {
  const result = await runKills({ count: 4, seed: 3, quietMs: 2000, settleMs: 0, log: () => undefined });
  expect(result.losses).toEqual([]);
  expect(result.notBack).toEqual([]);
  expect(result.segments.noted).toBeGreaterThan(0);
});
