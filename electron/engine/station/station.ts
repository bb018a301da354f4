import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { CameraStatus } from '../../contract/camera.ts';
import type { ModelStatus, StationStatus, WorkerStatus } from '../../contract/station.ts';
import type { Severity } from '../../contract/scene.ts';
import type { z } from 'zod';
import { findingsOf } from './findings.ts';

export type StationOptions = {
  readonly workers: () => z.infer<typeof WorkerStatus>[];
  readonly cameras: () => Promise<{ readonly id: string; readonly name: string; readonly status: CameraStatus }[]>;
  readonly pace: () => number;
  readonly recordingPaused: () => boolean;
  readonly models: () => Promise<z.infer<typeof ModelStatus>[]>;
  readonly disk: () => Promise<StationStatus['disk']>;
  readonly openBySeverity: () => Promise<Record<Severity, number>>;
  readonly eventsSince: (at: number) => Promise<number>;
  readonly versions: Readonly<Record<string, string>>;
};

export type StationWatch = { status(): Promise<StationStatus>; stop(): void };

/** Puts the state of the whole station together whenever it is asked for. */
export function watchStation(options: StationOptions): StationWatch {
  const startedAt = Date.now();
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let cpuBefore = process.cpuUsage();
  let cpuAt = performance.now();
  const clockOffset = Date.now() - performance.now();

  const cpu = (): number => {
    const used = process.cpuUsage(cpuBefore);
    const elapsedUs = Math.max(1, (performance.now() - cpuAt) * 1000);
    cpuBefore = process.cpuUsage();
    cpuAt = performance.now();
    return (used.user + used.system) / elapsedUs;
  };

  return {
    status: async () => {
      const [cameras, models, disk, open, today] = await Promise.all([
        options.cameras(),
        options.models(),
        options.disk(),
        options.openBySeverity(),
        options.eventsSince(new Date().setHours(0, 0, 0, 0)),
      ]);
      const workers = options.workers();
      const findings = findingsOf({
        workers,
        cameras,
        models,
        disk,
        pace: options.pace(),
        recordingPaused: options.recordingPaused(),
        clockJumpMs: Math.abs(Date.now() - performance.now() - clockOffset),
        now: Date.now(),
      });
      const eventLoopDelayMs = delay.percentile(99) / 1e6;
      delay.reset();
      return {
        at: Date.now(),
        startedAt,
        findings,
        engine: { pid: process.pid, rssBytes: process.memoryUsage.rss(), cpu: cpu(), eventLoopDelayMs },
        workers,
        models,
        disk,
        events: { open, today },
        versions: { ...options.versions },
      };
    },
    stop: () => delay.disable(),
  };
}
