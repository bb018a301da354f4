import { availableParallelism } from 'node:os';
import type { z } from 'zod';
import { StationSettings, type ModelStatus, type StationStatus } from '../contract/station.ts';
import { Refusal } from './accounts/refusal.ts';
import type { StationControl } from './api/procedures/station.ts';
import type { ClipRunner } from './events/clip-runner.ts';
import type { Fleet } from './fleet/fleet.ts';
import { readDiskSpace } from './media/recording/disk-guard.ts';
import type { House, Part } from './parts.ts';
import type { Launch } from './process/launch.ts';
import type { RecordingKeeper } from './recordings/keeper.ts';
import { ProviderChoice } from './station/provider-choice.ts';
import { createStation } from './station/station.ts';
import { unusableModels } from './station/unusable-models.ts';
import { folderBytes, programVersions } from './station/facts.ts';
import { readSetting, writeSetting } from './store/settings.ts';
import { providers, type Provider } from './vision/inference/inference-protocol.ts';
import { checkProviders } from './vision/inference/provider-check.ts';
import { unreadModels, type BuiltInModels } from './vision/built-in-models.ts';

const clipBytesEveryMs = 300_000;
const settingsKey = 'station';

/** The station's settings, in memory and in the database. */
export type StationSettingsStore = { current(): StationSettings; set(settings: StationSettings): Promise<void> };

export async function openStationSettings({ store }: House): Promise<StationSettingsStore> {
  let current = await readSetting(store.db, settingsKey, StationSettings);
  return {
    current: () => current,
    set: async (settings) => {
      await writeSetting(store.db, settingsKey, settings);
      current = settings;
    },
  };
}

export type StationPartOptions = {
  readonly house: House;
  readonly fleet: Fleet;
  readonly keeper: RecordingKeeper;
  readonly clips: ClipRunner;
  readonly settings: StationSettingsStore;
  readonly root: string;
  readonly builtIn: BuiltInModels;
  readonly threads: number;
  readonly launch: Launch;
};

/** The state of the station, its settings and the choice of the execution provider. */
export function makeStation({ house, fleet, keeper, clips, settings, root, builtIn, threads, launch }: StationPartOptions): { part: Part; control: StationControl; provider: () => Provider } {
  const { cameras, events, files, hub, log, segments, store } = house;
  const versions = programVersions(root);
  const complain = (message: string): void => log.say('error', 'station', message);
  for (const model of Object.values(builtIn)) model.catch((error: unknown) => complain(String(error)));
  const unread = unreadModels(builtIn);
  const clipFiles = { atMs: -Infinity, bytes: 0 };

  const choice = new ProviderChoice({
    db: store.db,
    madeWith: [process.platform, process.arch, availableParallelism(), threads, versions['onnxruntime'], versions['watchhouse']].join(' '),
    check: async () => checkProviders(await builtIn.detector, threads, launch),
    chosen: () => settings.current().provider,
    use: (provider) => fleet.useProvider(provider),
    log: (level, message) => log.say(level, 'station', message),
  });

  const models = async (): Promise<z.infer<typeof ModelStatus>[]> => {
    const detector = await builtIn.detector.catch(() => null);
    if (detector === null) return [];
    const { id, title, sha256, licence } = detector.card;
    return [{ id, title, sha256, licence, provider: choice.provider, providers: [...choice.measures] }];
  };

  const disk = async (): Promise<StationStatus['disk']> => {
    if (performance.now() - clipFiles.atMs > clipBytesEveryMs) {
      clipFiles.atMs = performance.now();
      void folderBytes(files.folder).then((bytes) => (clipFiles.bytes = bytes));
    }
    const { totalBytes, freeBytes } = keeper.space ?? (await readDiskSpace(store.folder));
    const recordingBytes = [...(await segments.bytes()).values()].reduce((sum, bytes) => sum + bytes, 0);
    return { totalBytes, freeBytes, reserveBytes: settings.current().reserveBytes, recordingBytes, clipBytes: clipFiles.bytes, databaseBytes: store.sizeBytes() };
  };

  const station = createStation({
    workers: () => fleet.workers(),
    cameras: async () =>
      (await cameras.list()).map(({ camera: { id, name, enabled, scene }, status }) => ({ id, name, status, watches: enabled ? scene.behaviors.filter((rule) => rule.enabled).map(({ behavior }) => behavior) : [] })),
    statuses: () => fleet.statuses(),
    pace: () => fleet.pace,
    recordingPaused: () => keeper.paused,
    failedClips: () => clips.failed,
    models,
    unusableModels: async () => unusableModels(new Map([...(await unread), ...fleet.unusableModels()])),
    disk,
    openBySeverity: () => events.openBySeverity(),
    eventsSince: async (from) => (await events.count({ from })).count,
    versions,
    isHeard: () => hub.isHeard(),
    publish: (status) => hub.publish('station', status),
    onProblem: complain,
  });

  return {
    provider: () => choice.provider as Provider,
    part: {
      name: 'station',
      start: async () => {
        await choice.start();
        station.start();
      },
      stop: () => {
        choice.stop();
        station.stop();
        return Promise.resolve();
      },
    },
    control: {
      status: () => station.status(),
      log: (limit) => log.recent(limit),
      settings: () => Promise.resolve(settings.current()),
      setSettings: async (actor, wanted) => {
        if (wanted.provider !== null && !providers.some((id) => id === wanted.provider)) throw new Refusal('bad-input', 'provider');
        await settings.set(wanted);
        choice.apply();
        await house.audit(actor, 'station.settings-set', wanted);
        return wanted;
      },
      checkProviders: async () => {
        await choice.check();
        return station.status();
      },
    },
  };
}
