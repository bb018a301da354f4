import { StationSettings, type StationStatus } from '../../electron/contract/station.ts';
import type { StationControl } from '../../electron/engine/api/procedures/station.ts';
import type { House } from '../../electron/engine/parts.ts';
import { readSetting, writeSetting } from '../../electron/engine/store/settings.ts';

/** A station whose log, settings and events are real, and whose workers, models and disk are made up. */
export function makeUpStation(house: House): Omit<StationControl, 'status'> & { status(): Promise<StationStatus> } {
  const startedAt = Date.now();
  const status = async (): Promise<StationStatus> => {
    const cameras = await house.cameras.list();
    const down = cameras.filter((each) => each.status.problem !== null);
    const midnight = new Date().setHours(0, 0, 0, 0);
    return {
      at: Date.now(),
      startedAt,
      findings: down.map(({ camera, status: { problem } }) => ({
        health: 'critical',
        topic: 'camera-down',
        cameraId: camera.id,
        values: { name: camera.name, problem: problem ?? '' },
      })),
      engine: { pid: process.pid, rssBytes: process.memoryUsage.rss(), cpu: 0.04, eventLoopDelayMs: 1.2 },
      workers: [
        { number: 1, pid: 4711, state: 'running', cameras: cameras.map(({ camera }) => camera.id), cpu: 0.6, rssBytes: 310_000_000, restarts: 1, lastExit: 'SIGSEGV', heartbeatAgeMs: 420 },
      ],
      models: [
        {
          id: 'nanodet-g-416',
          title: { 'zh-CN': '人员与车辆检测', en: 'Persons and vehicles' },
          sha256: 'a'.repeat(64),
          licence: 'Apache-2.0',
          provider: 'cpu',
          providers: [{ id: 'cpu', msPerRun: 27, problem: null }, { id: 'webgpu', msPerRun: null, problem: 'no adapter' }],
        },
      ],
      unusableModels: [],
      disk: {
        totalBytes: 1e12, freeBytes: 3.2e11, reserveBytes: 2e9,
        recordingBytes: 4.1e11, clipBytes: 3e9, databaseBytes: house.store.sizeBytes(),
      },
      events: {
        open: await house.events.openBySeverity(),
        today: (await house.events.count({ from: midnight })).count,
      },
      versions: { watchhouse: '0.1.0', node: process.versions.node, 'node-av': '6.1.1', onnxruntime: '1.30.0', sqlite: '3.50' },
    };
  };
  return {
    status,
    log: (limit) => house.log.recent(limit),
    settings: () => readSetting(house.store.db, 'station', StationSettings),
    setSettings: async (actor, settings) => {
      await writeSetting(house.store.db, 'station', settings);
      await house.audit(actor, 'station.settings-set', settings);
      return settings;
    },
    checkProviders: status,
  };
}
