import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Transaction } from 'kysely';
import type { Camera, CameraDraft, CameraStatus } from '../../contract/camera.ts';
import type { Scene } from '../../contract/scene.ts';
import { writeAudit, type Actor } from '../accounts/audit.ts';
import { Refusal } from '../accounts/refusal.ts';
import type { Secrets } from '../accounts/secrets.ts';
import { shownAddress } from '../media/source/address.ts';
import type { Store } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import { openAddress, sealWhatIsOpen } from './address-secrets.ts';
import { columnsOf, openPassword, sealPassword, sourceOf, toCamera, toRun, withSealedAddresses, type CameraRow, type RunFacts } from './camera-rows.ts';
import { silentStatus, type CameraRuntime } from './camera-runtime.ts';

/** A removed camera can be brought back for a day; then its address and password are wiped. */
export const restorableMs = 24 * 3_600_000;
export const recordingsFolderName = 'recordings';

export type CameraChange = { readonly cameraId: string; readonly camera: Camera | null; readonly status: CameraStatus | null };

export type CamerasOptions = {
  readonly store: Pick<Store, 'db' | 'folder'>;
  readonly secrets: Secrets;
  readonly runtime: CameraRuntime;
  /** Throws `Refusal` when a rule of the scene cannot be watched. */
  readonly checkScene: (scene: Scene) => void;
  /** What is known of an imported detector; null: it is not there. */
  readonly detectorOf: RunFacts['detectorOf'];
  readonly warn: (message: string) => void;
};

/** Cameras as data: what is to run, and with what. The runtime follows every change at once. */
export type Cameras = {
  /** Gives every enabled camera to the runtime and wipes what was removed long ago. */
  start(): Promise<void>;
  list(): Promise<{ camera: Camera; status: CameraStatus }[]>;
  get(cameraId: string): Promise<Camera>;
  add(actor: Actor, draft: CameraDraft, scene?: Scene): Promise<Camera>;
  edit(actor: Actor, cameraId: string, draft: CameraDraft): Promise<Camera>;
  setScene(actor: Actor, cameraId: string, scene: Scene): Promise<Camera>;
  /** Changes the scene that stands when the change is made; `amend` throws what refuses it, and then nothing has changed. */
  amendScene(actor: Actor, cameraId: string, amend: (scene: Scene) => Scene): Promise<Camera>;
  /** Chooses the detector that it looks with; null is the built-in one. */
  setDetector(actor: Actor, cameraId: string, detector: string | null): Promise<Camera>;
  remove(actor: Actor, cameraId: string): Promise<void>;
  restore(actor: Actor, cameraId: string): Promise<Camera>;
  /** Tests a draft; with a camera's id its stored password is lent where none was typed. Gives the test's id. */
  test(draft: CameraDraft, cameraId?: string): Promise<string>;
  /** An outside input of a camera was reported, at wall-clock ms `at` or now. */
  reportInput(cameraId: string, input: string, active: boolean, at?: number): Promise<void>;
  forgetRemoved(now: number): Promise<number>;
  subscribe(listener: (change: CameraChange) => void): () => void;
};

/** Cameras of an open store. Functions throw `Refusal`. */
export function makeCameras({ store, secrets, runtime, checkScene, detectorOf, warn }: CamerasOptions): Cameras {
  const { db } = store;
  const startedAt = Date.now();
  const recordings = join(store.folder, recordingsFolderName);
  const listeners = new Set<(change: CameraChange) => void>();
  /** Cameras whose stored password does not open. */
  const closed = new Set<string>();

  const statusOf = (row: CameraRow): CameraStatus =>
    row.enabled === 0
      ? silentStatus(row.id, 'off', row.analysis_fps, startedAt)
      : closed.has(row.id)
        ? { ...silentStatus(row.id, 'connecting', row.analysis_fps, startedAt), phase: 'waiting', problem: 'password-lost' }
        : (runtime.status(row.id) ?? silentStatus(row.id, 'connecting', row.analysis_fps, startedAt));

  const run = (row: CameraRow): void => {
    if (row.enabled === 0 || row.removed_at !== null) {
      runtime.remove(row.id);
      return;
    }
    try {
      runtime.apply(toRun(row, secrets, { recordings, detectorOf }));
      closed.delete(row.id);
    } catch (error) {
      closed.add(row.id);
      warn(`camera ${row.id} cannot run: its password or scene cannot be read (${error instanceof Error ? error.message : 'unknown'})`);
      runtime.remove(row.id);
    }
  };

  const follow = (row: CameraRow): Camera => {
    run(row);
    const camera = toCamera(row);
    for (const listener of [...listeners]) listener({ cameraId: row.id, camera, status: statusOf(row) });
    return camera;
  };

  const change = async (
    actor: Actor,
    action: string,
    cameraId: string,
    work: (transaction: Transaction<Tables>, row: CameraRow) => Promise<CameraRow | undefined>,
  ): Promise<CameraRow> =>
    db.transaction().execute(async (transaction) => {
      const before = await transaction.selectFrom('cameras').selectAll().where('id', '=', cameraId).where('forgotten_at', 'is', null).executeTakeFirst();
      const after = before && (await work(transaction, before));
      if (before === undefined || after === undefined) throw new Refusal('not-found');
      await writeAudit(transaction, { actor, action, subject: cameraId, details: { name: after.name, address: shownAddress(after.address), ...(after.detector === before.detector ? {} : { detector: after.detector }) } });
      return after;
    });

  const update = (transaction: Transaction<Tables>, cameraId: string, values: Partial<CameraRow>): Promise<CameraRow | undefined> =>
    transaction.updateTable('cameras').set(values).where('id', '=', cameraId).returningAll().executeTakeFirst();

  const current = async (cameraId: string): Promise<CameraRow> => {
    const row = await db.selectFrom('cameras').selectAll().where('id', '=', cameraId).where('removed_at', 'is', null).executeTakeFirst();
    if (row === undefined) throw new Refusal('not-found');
    return row;
  };

  const forgetRemoved = async (now: number): Promise<number> => {
    const { numUpdatedRows } = await db
      .updateTable('cameras')
      .set({ address: '', sub_address: null, username: null, password_sealed: null, forgotten_at: now })
      .where('removed_at', '<', now - restorableMs)
      .where('forgotten_at', 'is', null)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  };

  /** The first versions stored a password in an address's path or query as it was typed. */
  const sealOpenAddresses = async (): Promise<void> => {
    for (const row of await db.selectFrom('cameras').select(['id', 'address', 'sub_address']).where('forgotten_at', 'is', null).execute()) {
      const address = sealWhatIsOpen(row.id, row.address, secrets);
      const sub_address = row.sub_address === null ? null : sealWhatIsOpen(row.id, row.sub_address, secrets);
      if (address === row.address && sub_address === row.sub_address) continue;
      await db.updateTable('cameras').set({ address, sub_address }).where('id', '=', row.id).execute();
    }
  };

  return {
    start: async () => {
      await forgetRemoved(Date.now());
      await sealOpenAddresses();
      for (const row of await db.selectFrom('cameras').selectAll().where('removed_at', 'is', null).where('enabled', '=', 1).execute()) run(row);
    },
    list: async () => {
      const rows = await db.selectFrom('cameras').selectAll().where('removed_at', 'is', null).orderBy('created_at').orderBy('id').execute();
      return rows.map((row) => ({ camera: toCamera(row), status: statusOf(row) }));
    },
    get: async (cameraId) => toCamera(await current(cameraId)),
    add: async (actor, draft, scene = { zones: [], lines: [], behaviors: [], ground: null }) => {
      checkScene(scene);
      const id = randomUUID();
      const { columns, credentials } = columnsOf(draft);
      const row: CameraRow = {
        ...withSealedAddresses(id, columns, secrets),
        id,
        password_sealed: credentials.password === null || credentials.password === '' ? null : sealPassword(id, credentials.password, secrets),
        scene_json: JSON.stringify(scene),
        created_at: Date.now(),
        removed_at: null,
        forgotten_at: null,
      };
      await db.transaction().execute(async (transaction) => {
        await transaction.insertInto('cameras').values(row).execute();
        await writeAudit(transaction, { actor, action: 'camera.added', subject: id, details: { name: row.name, address: shownAddress(row.address) } });
      });
      return follow(row);
    },
    edit: async (actor, cameraId, draft) => {
      const { columns, credentials } = columnsOf(draft);
      const sealed = credentials.password === null ? {} : { password_sealed: credentials.password === '' ? null : sealPassword(cameraId, credentials.password, secrets) };
      return follow(
        await change(actor, 'camera.edited', cameraId, async (transaction, row) =>
          row.removed_at === null ? update(transaction, cameraId, { ...withSealedAddresses(cameraId, columns, secrets, row), ...sealed }) : undefined,
        ),
      );
    },
    setScene: async (actor, cameraId, scene) => {
      checkScene(scene);
      return follow(
        await change(actor, 'camera.scene-set', cameraId, async (transaction, row) =>
          row.removed_at === null ? update(transaction, cameraId, { scene_json: JSON.stringify(scene) }) : undefined,
        ),
      );
    },
    amendScene: async (actor, cameraId, amend) =>
      follow(
        await change(actor, 'camera.scene-set', cameraId, async (transaction, row) => {
          if (row.removed_at !== null) return undefined;
          const scene = amend(toCamera(row).scene);
          checkScene(scene);
          return update(transaction, cameraId, { scene_json: JSON.stringify(scene) });
        }),
      ),
    setDetector: async (actor, cameraId, detector) =>
      follow(await change(actor, 'camera.detector-set', cameraId, async (transaction, row) => (row.removed_at === null ? update(transaction, cameraId, { detector }) : undefined))),
    remove: async (actor, cameraId) => {
      await change(actor, 'camera.removed', cameraId, async (transaction, row) =>
        row.removed_at === null ? update(transaction, cameraId, { removed_at: Date.now() }) : undefined,
      );
      runtime.remove(cameraId);
      for (const listener of [...listeners]) listener({ cameraId, camera: null, status: null });
    },
    restore: async (actor, cameraId) =>
      follow(
        await change(actor, 'camera.restored', cameraId, async (transaction, row) =>
          row.removed_at === null ? undefined : update(transaction, cameraId, { removed_at: null }),
        ),
      ),
    test: async (draft, cameraId) => {
      const { columns, credentials } = columnsOf(draft);
      const testId = randomUUID();
      const row = cameraId === undefined ? undefined : await current(cameraId);
      const stored = row !== undefined && credentials.password === null ? openPassword(row, secrets) : null;
      const { address } = withSealedAddresses(row?.id ?? testId, columns, secrets, row);
      runtime.test(testId, sourceOf(openAddress(row?.id ?? testId, address, secrets), { ...credentials, password: credentials.password ?? stored }, columns));
      return testId;
    },
    reportInput: async (cameraId, input, active, at = Date.now()) => {
      await current(cameraId);
      runtime.input(cameraId, { input, active, at });
    },
    forgetRemoved,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
