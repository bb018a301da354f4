import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CameraId } from '../../contract/camera.ts';
import { auditAlone, engineActor } from '../accounts/audit.ts';
import { makeEventFiles } from '../events/event-files.ts';
import { rebuildEvents } from '../events/rebuild.ts';
import { readClipMetadata } from '../media/clips/clip-metadata.ts';
import { scanRecordings } from '../media/recording/scan.ts';
import { recordingsFolderName } from '../nodes/cameras.ts';
import { addLostCamera, addLostCameras } from '../nodes/lost-camera.ts';
import { judgeNothingUntilNow } from '../recordings/judged.ts';
import { putAside } from '../store/backup.ts';
import { lockDataFolder } from '../store/folder-lock.ts';
import { salvage } from '../store/salvage.ts';
import { makeSegments } from '../store/segments.ts';
import { StoreError } from '../store/store-error.ts';
import { openStore, type Store } from '../store/store.ts';
import { runStoreCommand, tell } from './store-command.ts';

/** A damaged database is put aside and replaced by a new one with what can still be read of it. */
async function openOrReplace(folder: string): Promise<Store> {
  try {
    return await openStore(folder, 'always');
  } catch (error) {
    if (!(error instanceof StoreError && error.kind === 'corrupt')) throw error;
  }
  const lock = lockDataFolder(folder);
  const damaged = putAside(folder, 'damaged');
  lock.release();
  const store = await openStore(folder);
  if (damaged === null) return store;
  const { accounts, cameras, events, decisions } = salvage(folder, damaged);
  await addLostCameras(store.db);
  tell('salvaged', { accounts: `${accounts}`, cameras: `${cameras}`, events: `${events}`, decisions: `${decisions}` });
  tell('old-kept', { file: damaged });
  return store;
}

async function rebuildSegments({ db, folder }: Store): Promise<{ segments: number; unreadable: number }> {
  const segments = makeSegments(db);
  const recordings = join(folder, recordingsFolderName);
  let added = 0;
  let unreadable = 0;
  for (const name of await readdir(recordings).catch(() => [])) {
    const cameraId = CameraId.safeParse(name);
    if (!cameraId.success) continue;
    const { found, failed, quarantined } = await scanRecordings({ cameraId: cameraId.data, folder: join(recordings, name), known: new Map() });
    if (found.length > 0) await addLostCamera(db, cameraId.data, null);
    for (const { file, startedAt, endedAt, bytes, codec, width, height } of found)
      await segments.record({ camera_id: cameraId.data, file, started_at: startedAt, ended_at: endedAt, bytes, codec, width, height, finished: 1 });
    added += found.length;
    unreadable += failed.length + quarantined.length;
  }
  return { segments: added, unreadable };
}

await runStoreCommand('rebuild-usage', false, async ({ folder }) => {
  const store = await openOrReplace(folder);
  try {
    // Also before the files are gone through, should that not come to its end.
    await judgeNothingUntilNow(store.db);
    const events = await rebuildEvents(store.db, makeEventFiles(folder), readClipMetadata);
    const { segments, unreadable } = await rebuildSegments(store);
    await judgeNothingUntilNow(store.db);
    const counts = { events: `${events.added}`, segments: `${segments}`, unreadable: `${events.unreadable + unreadable}` };
    await auditAlone(store.db, { actor: engineActor, action: 'database.rebuilt', details: counts });
    tell('rebuilt', counts);
  } finally {
    await store.close();
  }
});
