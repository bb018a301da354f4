import { sql, type Kysely } from 'kysely';
import { CameraId } from '../../contract/camera.ts';
import type { Tables } from '../store/tables.ts';

/** Shown as the address of a camera of which only recordings or events are left. */
export const lostAddress = 'rtsp://address-lost.invalid/';

/** Makes a place for a camera's events and recordings when nothing else is known of it: switched off, to be filled in by a person. */
export async function addLostCamera(db: Kysely<Tables>, cameraId: string, name: string | null): Promise<void> {
  await db
    .insertInto('cameras')
    .values({
      id: cameraId,
      name: name ?? cameraId.slice(0, 8),
      address: lostAddress,
      sub_address: null,
      username: null,
      password_sealed: null,
      transport: 'tcp',
      loop: 1,
      enabled: 0,
      // All of its recordings stay until a person says how they are to be kept.
      recording: 'always',
      analysis_fps: 5,
      keep_days: 365,
      keep_bytes: null,
      learning: 0,
      detector: null,
      scene_json: JSON.stringify({ zones: [], lines: [], behaviors: [], ground: null }),
      created_at: Date.now(),
      removed_at: null,
      forgotten_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Makes the cameras that events and segments speak of and that are not there; what speaks of no possible camera goes. */
export async function addLostCameras(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select camera_id as id from events union select camera_id from segments except select id from cameras`.execute(db);
  for (const { id } of rows) {
    if (CameraId.safeParse(id).success) await addLostCamera(db, id, null);
    else for (const table of ['events', 'segments'] as const) await db.deleteFrom(table).where('camera_id', '=', id).execute();
  }
}
