import { expect, it } from 'vitest';
import { runSoak } from '../../endurance/run-soak.ts';
import { processesMissing } from '../../support/processes.ts';
import { rtspServerMissing } from '../../support/rtsp-camera.ts';

const missing = rtspServerMissing() ?? processesMissing();

it.skipIf(missing !== null)('cameras that are disturbed again and again come back each time, and nobody piles up open files', { retry: 0 }, async () => {
  const result = await runSoak({ minutes: 0.6, cameras: 4, seed: 2, sampleEveryMs: 1000, disturbEveryMs: 6000, log: () => undefined });
  expect(result).toMatchObject({ restarts: 0, notLive: 0 });
  expect(result.disturbances.dropped + result.disturbances.stalled).toBeGreaterThan(0);
  expect(result.reconnects).toBeGreaterThan(0);
  expect(result.processes.map(({ name }) => name)).toEqual(['engine', 'worker 1']);
  for (const { samples, rssMb, cpu, openFiles } of result.processes) {
    expect(samples).toBeGreaterThan(5);
    expect(rssMb.last).toBeGreaterThan(20);
    expect(cpu.p95 ?? 0).toBeGreaterThan(0);
    // A camera's connection and its segment are two each; a leak with each reconnect or tile would be far more.
    expect(openFiles.most - openFiles.first).toBeLessThan(40);
  }
});
