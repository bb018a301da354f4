import { join } from 'node:path';
import { z } from 'zod';
import { StationSettings, type ModelStatus, type StationStatus } from '../contract/station.ts';
import type { StationControl } from './api/procedures/station.ts';
import type { Fleet } from './fleet/fleet.ts';
import { readDiskSpace } from './media/recording/disk-guard.ts';
import type { House, Part } from './parts.ts';
import type { RecordingKeeper } from './recordings/keeper.ts';
import { watchStation } from './station/station.ts';
import { folderBytes, programVersions } from './station/facts.ts';
import { readSetting, writeSetting } from './store/settings.ts';
import { checkProviders } from './vision/inference/provider-check.ts';
import { readModel } from './vision/model-card.ts';

const pushEveryMs = 2000;
const clipBytesEveryMs = 60_000;
const settingsKey = 'station';
const providersKey = 'providers';

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

/** What the check of execution providers found, and with which versions: another onnxruntime is checked anew. */
const Checked = z.object({
  version: z.string().default(''),
  measures: z.array(z.object({ id: z.string(), msPerRun: z.number().nullable(), problem: z.string().nullable() })).default([]),
});

export type StationPartOptions = {
  readonly house: House;
  readonly fleet: Fleet;
  readonly keeper: RecordingKeeper;
  readonly settings: StationSettingsStore;
  readonly root: string;
  readonly threads: number;
};

/** The state of the station, its settings and the choice of the execution provider. */
export function makeStation({ house, fleet, keeper, settings, root, threads }: StationPartOptions): { part: Part; control: StationControl } {
  const { cameras, events, hub, log, segments, store } = house;
  const versions = programVersions(root);
  let checked: z.infer<typeof Checked> = { version: '', measures: [] };
  let timer: NodeJS.Timeout | null = null;
  let clips = { at: -Infinity, bytes: 0 };

  const provider = (): string => settings.current().provider ?? checked.measures.find(({ msPerRun }) => msPerRun !== null)?.id ?? 'cpu';

  const check = async (): Promise<void> => {
    const version = versions['onnxruntime'] ?? '';
    checked = { version, measures: await checkProviders(await readModel(join(root, 'models'), 'nanodet'), threads) };
    await writeSetting(store.db, providersKey, checked);
    fleet.useProvider(provider());
  };

  const models = async (): Promise<z.infer<typeof ModelStatus>[]> => {
    const { card } = await readModel(join(root, 'models'), 'nanodet');
    const { id, title, sha256, licence } = card;
    return [{ id, title, sha256, licence, provider: provider(), providers: checked.measures }];
  };

  const disk = async (): Promise<StationStatus['disk']> => {
    if (performance.now() - clips.at > clipBytesEveryMs) clips = { at: performance.now(), bytes: await folderBytes(join(store.folder, 'events')) };
    const { totalBytes, freeBytes } = keeper.space ?? (await readDiskSpace(store.folder));
    const recordingBytes = [...(await segments.bytes()).values()].reduce((sum, bytes) => sum + bytes, 0);
    return { totalBytes, freeBytes, reserveBytes: settings.current().reserveBytes, recordingBytes, clipBytes: clips.bytes, databaseBytes: store.sizeBytes() };
  };

  const station = watchStation({
    workers: () => fleet.workers(),
    cameras: async () => (await cameras.list()).map(({ camera: { id, name }, status }) => ({ id, name, status })),
    pace: () => fleet.pace,
    recordingPaused: () => keeper.paused,
    models,
    disk,
    openBySeverity: () => events.openBySeverity(),
    eventsSince: async (from) => (await events.count({ from })).count,
    versions,
  });

  const push = async (): Promise<void> => {
    hub.publish('station', await station.status());
  };

  return {
    part: {
      name: 'station',
      start: async () => {
        checked = await readSetting(store.db, providersKey, Checked);
        fleet.useProvider(provider());
        const complain = (error: unknown): void => log.say('error', 'station', error instanceof Error ? error.message : String(error));
        if (checked.version !== versions['onnxruntime'] || checked.measures.length === 0) void check().catch(complain);
        timer = setInterval(() => void push().catch(complain), pushEveryMs);
      },
      stop: () => {
        if (timer) clearInterval(timer);
        station.stop();
        return Promise.resolve();
      },
    },
    control: {
      status: () => station.status(),
      log: (limit) => log.recent(limit),
      settings: () => Promise.resolve(settings.current()),
      setSettings: async (actor, wanted) => {
        await settings.set(wanted);
        fleet.useProvider(provider());
        await house.audit(actor, 'station.settings-set', wanted);
        return wanted;
      },
      checkProviders: async () => {
        await check();
        return station.status();
      },
    },
  };
}
