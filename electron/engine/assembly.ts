import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Scene } from '../contract/scene.ts';
import type { KeyOpener } from './accounts/key-file.ts';
import { Refusal } from './accounts/refusal.ts';
import { parseRules, SceneError } from './behavior/parse-scene.ts';
import { behaviorCards } from './behavior/registry.ts';
import { makeDemo } from './demo-control.ts';
import { EpisodeInbox } from './events/episode-inbox.ts';
import { Fleet, type FleetEvents } from './fleet/fleet.ts';
import { makeDuties } from './host/duties.ts';
import type { HostDuties } from './host/host.ts';
import type { EngineLog } from './log.ts';
import type { EngineOptions } from './options.ts';
import type { Launch } from './process/launch.ts';
import { makeDetectorDesk } from './models/detector-desk.ts';
import { makeRecordings } from './recordings-part.ts';
import { makeStation, openStationSettings } from './station-part.ts';
import { runTrial } from './vision/detectors/trial/trial.ts';
import { readBuiltInModels } from './vision/built-in-models.ts';
import { apiPart, housekeepingPart, openHouse, type House, type Part } from './parts.ts';

export type Assembly = {
  readonly house: House;
  /** In start order. */
  readonly parts: readonly Part[];
  /** The windows' address once the parts have started. */
  readonly address: () => string;
  readonly duties: HostDuties;
};

export type AssemblyOptions = EngineOptions & {
  /** Folder of the program: `models` and, when built, `dist` lie in it. */
  readonly root: string;
  readonly log: EngineLog;
  readonly setupKey: string;
  readonly launch: Launch;
  readonly keys: KeyOpener;
  /** See `SameOrigin`. */
  readonly doorKey: string | null;
};

function checkScene(scene: Scene): void {
  try {
    parseRules(scene);
  } catch (error) {
    throw error instanceof SceneError ? new Refusal('bad-input', error.message) : error;
  }
}

/** Opens the data folder and wires the parts together; nothing runs before the parts are started. @throws StoreError */
export async function assemble(options: AssemblyOptions): Promise<Assembly> {
  const { data, root, log, setupKey, port, launch, keys, doorKey } = options;
  const threads = Math.max(1, Math.min(4, availableParallelism() - 1));
  const late: { events: FleetEvents | null } = { events: null };
  const fleet = new Fleet({
    launch: (workerOptions, events) => launch('worker', workerOptions, events),
    env: {
      ...process.env,
      WATCHHOUSE_MODELS: join(root, 'models'),
      WATCHHOUSE_INFERENCE_THREADS: String(threads),
    },
    events: {
      onStatus: (status) => late.events?.onStatus(status),
      onSegment: (message) => late.events?.onSegment(message),
      onEpisode: (message) => late.events?.onEpisode(message),
      onTest: (progress) => late.events?.onTest(progress),
      onLost: (lost) => late.events?.onLost(lost),
      onLog: (level, part, message) => log.say(level, part, message),
    },
  });
  const house = await openHouse({ folder: data, log, setupKey, runtime: fleet, checkScene, keys });
  const { cameras, events, hub } = house;
  const settings = await openStationSettings(house);
  const inbox = new EpisodeInbox({
    record: (cameraId, change, picture) => events.recordEpisode(cameraId, change, picture),
    onProblem: (message) => log.say('error', 'events', message),
  });
  const { part: recordings, keeper, clips, previews } = makeRecordings(house, fleet, settings, launch);
  const builtIn = readBuiltInModels(join(root, 'models'));
  const station = makeStation({ house, fleet, keeper, clips, settings, root, builtIn, threads, launch });
  late.events = {
    onStatus: (status) => hub.publish('camera', { camera: null, cameraId: status.cameraId, status }),
    onSegment: ({ segment, finished }) => keeper.onSegment(segment, finished),
    onEpisode: ({ cameraId, change, picture }) => inbox.add(cameraId, change, picture),
    onTest: (progress) => hub.publish('test', progress),
    onLost: (lost) => {
      events.closeInterrupted(lost).catch((error: unknown) => log.say('error', 'events', `events of a lost worker stay open: ${String(error)}`));
    },
    onLog: () => undefined,
  };
  const snapshot = (cameraId: string): Promise<Uint8Array | null> => fleet.snapshot(cameraId);
  const detectors = makeDetectorDesk({ detectors: house.detectors, cameras, builtIn: builtIn.detector, provider: station.provider, threads, trial: (request) => runTrial(launch, request), snapshot });
  const demo = makeDemo(house, options, launch);
  const api = apiPart(house, {
    port,
    alsoAllowed: [],
    doorKey,
    pages: join(root, 'dist', 'renderer'),
    behaviors: behaviorCards,
    demo: demo.control,
    station: station.control,
    snapshot,
    detectors,
    previews,
    liveHandOver: (request, socket, head) => fleet.live(request.cameraId, request.stream, request, socket, head),
    endLive: (session) => fleet.endLive(session),
  });
  const fleetPart: Part = {
    name: 'cameras',
    start: async () => {
      fleet.start();
      await cameras.start();
    },
    stop: async () => {
      await fleet.stop();
      await inbox.stop();
    },
  };
  return { house, parts: [housekeepingPart(house), recordings, api, fleetPart, station.part, demo.part], address: () => api.server()?.address ?? '', duties: makeDuties({ house, dispatch: api.dispatch, fleet, live: api.live }) };
}
