import { fileURLToPath } from 'node:url';
import type { BehaviorCard } from '../contract/behavior.ts';
import type { Scene } from '../contract/scene.ts';
import { makeAccounts, type Accounts } from './accounts/accounts.ts';
import { auditAlone, verifyAudit, type Actor } from './accounts/audit.ts';
import { openStationKey, plainKeys, type KeyOpener, type StationKey } from './accounts/key-file.ts';
import { makeSecrets } from './accounts/secrets.ts';
import { makeDispatch, type Dispatch } from './api/dispatch.ts';
import { makeLiveSessions, type LiveSessions } from './api/live-sessions.ts';
import { accountProcedures } from './api/procedures/accounts.ts';
import { cameraProcedures } from './api/procedures/cameras.ts';
import { demoProcedures, type DemoControl } from './api/procedures/demo.ts';
import { detectorProcedures } from './api/procedures/detectors.ts';
import { eventProcedures } from './api/procedures/events.ts';
import { qualityProcedures } from './api/procedures/quality.ts';
import { sessionProcedures } from './api/procedures/session.ts';
import { stationProcedures, type StationControl } from './api/procedures/station.ts';
import { makePushHub, type PushHub } from './api/push-hub.ts';
import { startServer, type Server, type ServerOptions } from './api/server.ts';
import { makeEventFiles, type EventFiles } from './events/event-files.ts';
import { makeEvents, type Events } from './events/events.ts';
import type { EngineLog } from './log.ts';
import type { DetectorDesk } from './models/detector-desk.ts';
import { openImportedDetectors, type ImportedDetectors } from './models/imported-detectors.ts';
import { makeCameras, type Cameras } from './nodes/cameras.ts';
import type { CameraRuntime } from './nodes/camera-runtime.ts';
import { makeQuality } from './quality/quality.ts';
import { makeSegments, type Segments } from './store/segments.ts';
import { openStore, type Store } from './store/store.ts';

/** What the engine holds once its data folder is open; everything in it works before anything has been started. */
export type House = {
  readonly store: Store;
  readonly key: StationKey;
  readonly log: EngineLog;
  readonly accounts: Accounts;
  readonly events: Events;
  readonly files: EventFiles;
  readonly segments: Segments;
  readonly cameras: Cameras;
  readonly detectors: ImportedDetectors;
  readonly hub: PushHub;
  /** Writes to the audit log what none of the parts writes by itself. */
  audit(actor: Actor, action: string, details?: Readonly<Record<string, unknown>>): Promise<void>;
};

export type HouseOptions = {
  readonly folder: string;
  readonly log: EngineLog;
  readonly setupKey: string;
  readonly runtime: CameraRuntime;
  /** Throws `Refusal` when a rule of the scene cannot be watched. */
  readonly checkScene: (scene: Scene) => void;
  /** What opens the key of the folder; only a bare one when left out. */
  readonly keys?: KeyOpener;
};

/** Opens a data folder and lays out what works on it. @throws StoreError, KeyError */
export async function openHouse({ folder, log, setupKey, runtime, checkScene, keys = plainKeys }: HouseOptions): Promise<House> {
  const store = await openStore(folder);
  const key = await openStationKey(folder, keys).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const detectors = await openImportedDetectors(store.db, folder);
  const files = makeEventFiles(folder);
  const hub = makePushHub();
  const warn = (part: string) => (message: string) => log.say('warn', part, message);
  /** One of which no class counts would see nothing. */
  const detectorOf = (id: string) => {
    const model = detectors.modelOf(id);
    return model === null || model.card.classes.length === 0 ? null : model;
  };
  const events = makeEvents(store.db, files, warn('events'));
  const cameras = makeCameras({ store, secrets: makeSecrets(key.key), runtime, checkScene, detectorOf, warn: warn('cameras') });
  events.subscribe((event) => hub.publish('event', event));
  cameras.subscribe((change) => hub.publish('camera', change));
  log.subscribe((line) => hub.publish('log', line));
  return {
    store,
    key,
    log,
    accounts: makeAccounts(store.db, setupKey),
    events,
    files,
    segments: makeSegments(store.db),
    cameras,
    detectors,
    hub,
    audit: (actor, action, details) => auditAlone(store.db, { actor, action, ...(details === undefined ? {} : { details }) }),
  };
}

/** A part of the engine in its start order; stopped in the opposite one. */
export type Part = { readonly name: string; start(): Promise<void>; stop(): Promise<void> };

export type ApiOptions = Pick<ServerOptions, 'liveHandOver' | 'snapshot' | 'previews' | 'port' | 'alsoAllowed'> & {
  readonly doorKey?: string | null;
  readonly endLive: (session: string) => void;
  readonly behaviors: () => BehaviorCard[];
  readonly demo: DemoControl;
  readonly station: StationControl;
  readonly detectors: DetectorDesk;
  /** Folder of the built windows; `dist/renderer` when left out. */
  readonly pages?: string;
};

/** Closes what the last run left open, checks the audit log, keeps removed cameras for their day only. */
export function housekeepingPart({ store, events, cameras, detectors, log }: House): Part {
  let hourly: NodeJS.Timeout | null = null;
  return {
    name: 'housekeeping',
    start: async () => {
      const closed = await events.closeInterrupted();
      if (closed > 0) log.say('info', 'events', `${closed} events that were going on at the last stop are closed`);
      const audit = await verifyAudit(store.db);
      log.say(audit.sound ? 'info' : 'error', 'audit', audit.sound ? `audit log sound: ${audit.entries} entries, head ${audit.head}` : `audit log was changed at entry ${audit.brokenAt ?? 0}`);
      const forget = async (): Promise<void> => {
        await cameras.forgetRemoved(Date.now());
        await detectors.forgetRemoved(Date.now());
      };
      await detectors.forgetRemoved(Date.now());
      hourly = setInterval(() => void forget().catch((error: unknown) => log.say('error', 'cameras', String(error))), 3_600_000);
    },
    stop: () => {
      if (hourly) clearInterval(hourly);
      return Promise.resolve();
    },
  };
}

export type Api = Part & {
  /** There once it has started. */
  server(): Server | null;
  readonly dispatch: Dispatch;
  readonly live: LiveSessions;
};

/** The door for windows. */
export function apiPart(house: House, options: ApiOptions): Api {
  const { accounts, cameras, events, files, hub, log } = house;
  let server: Server | null = null;
  const procedures = {
    ...sessionProcedures(accounts),
    ...accountProcedures(accounts),
    'behaviors.list': options.behaviors,
    ...cameraProcedures(cameras),
    ...demoProcedures(options.demo),
    ...detectorProcedures(options.detectors, house.detectors),
    ...eventProcedures(events),
    ...qualityProcedures(makeQuality({ db: house.store.db, cameras, behaviors: options.behaviors })),
    ...stationProcedures(options.station),
  };
  const dispatch = makeDispatch(procedures, (call, error) => log.part('api').error({ err: error, call }, `${call} failed`));
  const live = makeLiveSessions({ sessions: accounts.sessions, endLive: options.endLive, onProblem: (error) => log.part('api').error({ err: error }, 'sessions of live tiles were not looked at') });
  return {
    name: 'api',
    dispatch,
    live,
    start: async () => {
      const pages = options.pages ?? fileURLToPath(new URL('../../renderer', import.meta.url));
      const { liveHandOver, snapshot, previews, port, alsoAllowed, doorKey = null } = options;
      server = await startServer({ accounts, dispatch, hub, files, previews, liveHandOver, live, snapshot, port, alsoAllowed, doorKey, pages, detectors: options.detectors, logger: log.part('api') });
    },
    stop: async () => {
      live.stop();
      await server?.close();
      server = null;
    },
    server: () => server,
  };
}
