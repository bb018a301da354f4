import type { z } from 'zod';
import type { CameraStatus } from '../../contract/camera.ts';
import type { Finding, Health, ModelStatus, StationStatus, WorkerStatus } from '../../contract/station.ts';

export type StationFacts = {
  readonly workers: readonly z.infer<typeof WorkerStatus>[];
  readonly cameras: readonly { readonly id: string; readonly name: string; readonly status: CameraStatus }[];
  readonly models: readonly z.infer<typeof ModelStatus>[];
  readonly disk: StationStatus['disk'];
  /** Share of the wanted analysis rate that holds now. */
  readonly pace: number;
  readonly recordingPaused: boolean;
  /** How far the wall clock has moved against the steady clock since the start. */
  readonly clockJumpMs: number;
  readonly now: number;
};

/** A camera that has been gone for less is only reconnecting. */
const downAfterMs = 10_000;
/** Free space below this many times the reserve is told before it becomes serious. */
const lowTimesReserve = 1.5;
const tolerableClockJumpMs = 60_000;
const order: Record<Health, number> = { critical: 0, warning: 1, ok: 2 };

/** What there is to know about the station, worst first. */
export function findingsOf(facts: StationFacts): Finding[] {
  const { disk, pace, recordingPaused, clockJumpMs } = facts;
  const findings: Finding[] = [];
  const add = (health: Health, topic: Finding['topic'], values: Finding['values'] = {}, cameraId: string | null = null): void => {
    findings.push({ health, topic, cameraId, values });
  };
  if (recordingPaused) add('critical', 'recording-paused', { freeBytes: disk.freeBytes, reserveBytes: disk.reserveBytes });
  else if (disk.freeBytes < disk.reserveBytes * lowTimesReserve) add('warning', 'disk-low', { freeBytes: disk.freeBytes, reserveBytes: disk.reserveBytes });
  for (const { provider, providers } of facts.models) {
    const problem = providers.find(({ id }) => id === provider)?.problem;
    if (problem) add('critical', 'model-failed', { provider, problem });
  }
  if (facts.cameras.some(({ status }) => status.analysis.state === 'failed')) add('critical', 'model-failed', {});
  for (const { number, state, lastExit, restarts } of facts.workers)
    if (state === 'restarting') add('critical', 'worker-restarting', { number, restarts, reason: lastExit ?? '' });
  for (const { id, name, status } of facts.cameras) {
    const { phase, problem, since } = status;
    if (phase === 'waiting' && problem !== null && (facts.now - since >= downAfterMs || status.reconnects > 0)) add('critical', 'camera-down', { name, problem, since }, id);
  }
  if (pace < 1) add('warning', 'overloaded', { pace: Math.round(pace * 100) / 100 });
  if (clockJumpMs > tolerableClockJumpMs) add('warning', 'clock-jumped', { seconds: Math.round(clockJumpMs / 1000) });
  return findings.sort((a, b) => order[a.health] - order[b.health]);
}
