import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { z } from 'zod';
import type { CameraStatus } from '../../contract/camera.ts';
import type { Severity } from '../../contract/scene.ts';
import type { ModelStatus, StationStatus, UnusableModel, WorkerStatus } from '../../contract/station.ts';
import { createClockWatch } from './clock-watch.ts';
import { findingsOf, type StationFacts } from './findings.ts';
import { createStationHistory } from './history.ts';

const lookEveryMs = 2000;
/** The histogram holds whole intervals of its timer; what is over its resolution is delay. */
const delayResolutionMs = 20;

export type StationOptions = {
  readonly workers: () => z.infer<typeof WorkerStatus>[];
  readonly cameras: () => Promise<StationFacts['cameras']>;
  readonly statuses: () => readonly CameraStatus[];
  readonly pace: () => number;
  readonly recordingPaused: () => boolean;
  readonly failedClips: () => number;
  readonly models: () => Promise<z.infer<typeof ModelStatus>[]>;
  readonly unusableModels: () => Promise<UnusableModel[]>;
  readonly disk: () => Promise<StationStatus['disk']>;
  readonly openBySeverity: () => Promise<Record<Severity, number>>;
  readonly eventsSince: (at: number) => Promise<number>;
  readonly versions: Readonly<Record<string, string>>;
  /** False while no window would hear it: then nothing is put together. */
  readonly isHeard: () => boolean;
  readonly publish: (status: StationStatus) => void;
  readonly onProblem: (message: string) => void;
};

export type Station = { start(): void; stop(): void; status(): Promise<StationStatus> };

/** Watches the whole station and puts its state together, every 2 s for the windows and whenever it is asked for. */
export function createStation(options: StationOptions): Station {
  const startedAt = Date.now();
  const delay = monitorEventLoopDelay({ resolution: delayResolutionMs });
  const clock = createClockWatch();
  const history = createStationHistory();
  let engine = { cpu: 0, eventLoopDelayMs: 0 };
  let cpuBefore = process.cpuUsage();
  let lookedAtMs = performance.now();
  let timer: NodeJS.Timeout | null = null;
  let publishing: Promise<void> | null = null;

  const look = (): void => {
    const used = process.cpuUsage(cpuBefore);
    const elapsedUs = Math.max(1, (performance.now() - lookedAtMs) * 1000);
    engine = { cpu: (used.user + used.system) / elapsedUs, eventLoopDelayMs: Math.max(0, delay.percentile(99) / 1e6 - delayResolutionMs) };
    cpuBefore = process.cpuUsage();
    lookedAtMs = performance.now();
    delay.reset();
    clock.look();
    history.look(options.statuses(), options.workers(), Date.now());
  };

  const status = async (): Promise<StationStatus> => {
    const [cameras, models, unusable, disk, open, today] = await Promise.all([
      options.cameras(),
      options.models(),
      options.unusableModels(),
      options.disk(),
      options.openBySeverity(),
      options.eventsSince(new Date().setHours(0, 0, 0, 0)),
    ]);
    const workers = options.workers();
    const now = Date.now();
    history.look(options.statuses(), workers, now);
    const findings = findingsOf({
      workers,
      restartedLately: history.restartedLately,
      cameras,
      downSince: history.downSince,
      models,
      unusableModels: unusable,
      disk,
      pace: options.pace(),
      recordingPaused: options.recordingPaused(),
      failedClips: options.failedClips(),
      clockJump: clock.look(),
      now,
    });
    return {
      at: now,
      startedAt,
      findings,
      engine: { pid: process.pid, rssBytes: process.memoryUsage.rss(), ...engine },
      workers,
      models,
      unusableModels: unusable,
      disk,
      events: { open, today },
      versions: { ...options.versions },
    };
  };

  const publish = async (): Promise<void> => {
    try {
      options.publish(await status());
    } catch (error) {
      options.onProblem(error instanceof Error ? error.message : String(error));
    }
  };

  return {
    status,
    start: () => {
      delay.enable();
      timer = setInterval(() => {
        look();
        if (options.isHeard()) publishing ??= publish().finally(() => (publishing = null));
      }, lookEveryMs);
    },
    stop: () => {
      if (timer) clearInterval(timer);
      delay.disable();
    },
  };
}
