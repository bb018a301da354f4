import { describe, expect, it } from 'vitest';
import type { CameraStatus } from '../../../../electron/contract/camera.ts';
import { findingsOf, type StationFacts } from '../../../../electron/engine/station/findings.ts';
import { behaviors } from '../../../../electron/engine/behavior/registry.ts';
import { unusableModels } from '../../../../electron/engine/station/unusable-models.ts';
import { createStationHistory } from '../../../../electron/engine/station/history.ts';
import { silentStatus } from '../../../../electron/engine/nodes/camera-runtime.ts';

const now = 1_790_000_000_000;
const quiet: StationFacts = {
  workers: [],
  restartedLately: new Set(),
  cameras: [],
  downSince: new Map(),
  models: [],
  unusableModels: [],
  disk: { totalBytes: 100e9, freeBytes: 50e9, reserveBytes: 2e9, recordingBytes: 0, clipBytes: 0, databaseBytes: 0 },
  pace: 1,
  recordingPaused: false,
  failedClips: 0,
  clockJump: null,
  now,
};

function camera(id: string, status: Partial<CameraStatus>, watches: readonly string[] = []): StationFacts['cameras'][number] {
  return { id, name: id, watches, status: { ...silentStatus(id, 'connecting', 5, now), ...status } };
}
const recorded = camera('gate', { phase: 'live', recording: { state: 'paused-disk' } });
const worker: StationFacts['workers'][number] = { number: 2, pid: 1, state: 'running', cameras: [], cpu: 0, rssBytes: 0, restarts: 3, lastExit: 'signal SIGSEGV', heartbeatAgeMs: 0 };
const topics = (facts: Partial<StationFacts>): string[] => findingsOf({ ...quiet, ...facts }).map(({ health, topic }) => `${health} ${topic}`);

describe('what the station tells about itself', () => {
  it('is nothing while everything is in order', () => expect(topics({ cameras: [camera('gate', { phase: 'live' })] })).toEqual([]));

  it('is worst first', () => {
    const facts = { pace: 0.5, failedClips: 1, recordingPaused: true, cameras: [recorded], restartedLately: new Set([2]), workers: [worker] };
    expect(topics(facts)).toEqual(['critical recording-paused', 'warning worker-restarting', 'warning overloaded', 'warning clip-failed']);
  });

  it('is that recording is paused, red, while the reserve is touched', () => {
    const disk = { ...quiet.disk, freeBytes: 1e9 };
    expect(findingsOf({ ...quiet, disk, recordingPaused: true, cameras: [recorded] })).toEqual([
      { health: 'critical', topic: 'recording-paused', cameraId: null, values: { freeBytes: 1e9, reserveBytes: 2e9 } },
    ]);
    expect(topics({ disk, recordingPaused: true })).toEqual(['critical disk-reserve']);
    expect(topics({ disk: { ...quiet.disk, freeBytes: 2.1e9 } })).toEqual(['warning disk-low']);
  });

  it('is which camera is down, why and since when, and not yet after a few seconds', () => {
    const down = camera('gate', { phase: 'connecting', problem: 'wrong-password' });
    expect(topics({ cameras: [down], downSince: new Map([['gate', now - 5000]]) })).toEqual([]);
    expect(findingsOf({ ...quiet, cameras: [down], downSince: new Map([['gate', now - 70_000]]) })).toEqual([
      { health: 'critical', topic: 'camera-down', cameraId: 'gate', values: { name: 'gate', problem: 'wrong-password', since: now - 70_000 } },
    ]);
  });

  it('is that the model does not run, with what was said of the provider in use', () => {
    const providers = [{ id: 'cuda', msPerRun: null, problem: 'no CUDA device' }, { id: 'cpu', msPerRun: 20, problem: null }];
    const model = { id: 'nanodet', title: { 'zh-CN': '', en: '' }, sha256: '', licence: '', provider: 'cuda', providers };
    expect(findingsOf({ ...quiet, models: [model] })[0]?.values).toEqual({ provider: 'cuda', problem: 'no CUDA device' });
    expect(topics({ models: [{ ...model, provider: 'cpu' }] })).toEqual([]);
    const failed = camera('gate', { phase: 'live', analysis: { state: 'failed', targetFps: 5, fps: 0, dropped: 0, active: 0 } });
    expect(topics({ models: [{ ...model, provider: 'cpu' }], cameras: [failed] })).toEqual(['critical model-failed']);
  });

  it('is which model cannot be used and what raises nothing without it, red where a rule needs it', () => {
    const unusable = unusableModels(new Map([['pose', 'missing']]));
    const found = (watches: readonly string[]) => findingsOf({ ...quiet, unusableModels: unusable, cameras: [camera('gate', { phase: 'live' }, watches), camera('yard', { phase: 'live' })] });
    expect(found(['intrusion', 'fall'])).toEqual([{ health: 'critical', topic: 'model-unusable', cameraId: null, values: { model: 'pose', problem: 'missing', behaviors: 'fall lying', count: 1 } }]);
    expect(found(['intrusion'])).toMatchObject([{ health: 'warning', values: { count: 0 } }]);
    expect(unusableModels(new Map([['fight', 'changed'], ['detector', 'missing']])).map(({ behaviors }) => behaviors.length)).toEqual([1, behaviors.length]);
  });

  it('is that the clock was set, and by how much', () => {
    expect(findingsOf({ ...quiet, clockJump: { at: now, byMs: -3_600_400 } })[0]).toMatchObject({ topic: 'clock-jumped', values: { seconds: -3600 } });
  });
});

describe('a camera that tries again and again', () => {
  it('is down since it was last live', () => {
    const history = createStationHistory();
    const look = (phase: CameraStatus['phase'], at: number): number | undefined => {
      history.look([{ ...silentStatus('gate', 'connecting', 5, at), phase }], [], at);
      return history.downSince.get('gate');
    };
    expect(look('live', 1000)).toBeUndefined();
    expect(look('waiting', 5000)).toBe(5000);
    expect(look('connecting', 9000)).toBe(5000);
    expect(look('waiting', 12_000)).toBe(5000);
    expect(look('live', 13_000)).toBeUndefined();
  });
});

describe('a worker that is up again at once', () => {
  it('is spoken of for a minute', () => {
    const history = createStationHistory();
    const look = (restarts: number, at: number): boolean => {
      history.look([], [{ number: 1, restarts }], at);
      return history.restartedLately.has(1);
    };
    expect([look(0, 0), look(1, 1000), look(1, 60_000), look(1, 62_000), look(2, 70_000)]).toEqual([false, true, true, false, true]);
  });
});
