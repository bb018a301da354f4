import type { z } from 'zod';
import type { CameraStatus } from '../../contract/camera.ts';
import type { Finding, Health, ModelStatus, StationStatus, UnusableModel, WorkerStatus } from '../../contract/station.ts';
import type { ClockJump } from './clock-watch.ts';

export type StationFacts = {
  readonly workers: readonly z.infer<typeof WorkerStatus>[];
  /** Numbers of the workers that were started again within the last minute. */
  readonly restartedLately: ReadonlySet<number>;
  readonly cameras: readonly { readonly id: string; readonly name: string; readonly status: CameraStatus; /** Behaviours of the rules that are watched. */ readonly watches: readonly string[] }[];
  /** Since when each camera that should be live is not, wall-clock ms. */
  readonly downSince: ReadonlyMap<string, number>;
  readonly models: readonly z.infer<typeof ModelStatus>[];
  readonly unusableModels: readonly UnusableModel[];
  readonly disk: StationStatus['disk'];
  /** Share of the wanted analysis rate that holds now. */
  readonly pace: number;
  readonly recordingPaused: boolean;
  /** Clips given up in the last 24 hours. */
  readonly failedClips: number;
  readonly clockJump: ClockJump | null;
  readonly now: number;
};

/** A camera that has been gone for less is only reconnecting. */
export const downAfterMs = 10_000;
/** Retention keeps more room than this above the reserve as long as it can delete something. */
const lowTimesReserve = 1.1;
const order: Record<Health, number> = { critical: 0, warning: 1, ok: 2 };

/** What there is to know about the station, worst first; within one health the station itself before single cameras. */
export function findingsOf(facts: StationFacts): Finding[] {
  const findings = [...diskFindings(facts), ...unusableFindings(facts), ...modelFindings(facts), ...workerFindings(facts), ...clockAndLoad(facts), ...cameraFindings(facts)];
  return findings.sort((a, b) => order[a.health] - order[b.health]);
}

function finding(health: Health, topic: Finding['topic'], values: Finding['values'] = {}, cameraId: string | null = null): Finding {
  return { health, topic, cameraId, values };
}

function diskFindings({ disk: { freeBytes, reserveBytes }, recordingPaused, cameras }: StationFacts): Finding[] {
  const values = { freeBytes, reserveBytes };
  if (recordingPaused && cameras.some(({ status }) => status.recording.state !== 'off')) return [finding('critical', 'recording-paused', values)];
  if (freeBytes < reserveBytes) return [finding('critical', 'disk-reserve', values)];
  return freeBytes < reserveBytes * lowTimesReserve ? [finding('warning', 'disk-low', values)] : [];
}

/** Bad where a rule needs the model: it goes on looking as if it watched. */
function unusableFindings({ unusableModels, cameras }: StationFacts): Finding[] {
  return unusableModels.map(({ model, problem, behaviors }) => {
    const count = cameras.filter(({ watches }) => watches.some((behavior) => behaviors.includes(behavior))).length;
    return finding(count > 0 ? 'critical' : 'warning', 'model-unusable', { model, problem, behaviors: behaviors.join(' '), count });
  });
}

function modelFindings({ models, cameras }: StationFacts): Finding[] {
  for (const { provider, providers } of models) {
    const problem = providers.find(({ id }) => id === provider)?.problem;
    if (problem) return [finding('critical', 'model-failed', { provider, problem })];
  }
  const replaced = cameras.flatMap(({ id, name, status: { analysis } }) => (analysis.fallback === undefined ? [] : [finding('warning', 'detector-replaced', { name, reason: analysis.fallback }, id)]));
  return cameras.some(({ status }) => status.analysis.state === 'failed') ? [finding('critical', 'model-failed'), ...replaced] : replaced;
}

function workerFindings({ workers, restartedLately }: StationFacts): Finding[] {
  return workers
    .filter(({ number, state }) => state === 'restarting' || restartedLately.has(number))
    .map(({ number, state, restarts, lastExit }) => finding(state === 'restarting' ? 'critical' : 'warning', 'worker-restarting', { number, restarts, reason: lastExit ?? '' }));
}

function clockAndLoad({ pace, failedClips, clockJump }: StationFacts): Finding[] {
  const findings: Finding[] = [];
  if (pace < 1) findings.push(finding('warning', 'overloaded', { pace: Math.round(pace * 100) / 100 }));
  if (failedClips > 0) findings.push(finding('warning', 'clip-failed', { count: failedClips }));
  if (clockJump !== null) findings.push(finding('warning', 'clock-jumped', { seconds: Math.round(clockJump.byMs / 1000), at: clockJump.at }));
  return findings;
}

function cameraFindings({ cameras, downSince, now }: StationFacts): Finding[] {
  return cameras.flatMap(({ id, name, status: { problem } }) => {
    const since = downSince.get(id);
    if (since === undefined || problem === null || now - since < downAfterMs) return [];
    return [finding('critical', 'camera-down', { name, problem, since }, id)];
  });
}
