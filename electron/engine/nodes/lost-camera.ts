import type { Kysely } from 'kysely';
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
      recording: 'events',
      analysis_fps: 5,
      keep_days: 365,
      keep_bytes: null,
      scene_json: JSON.stringify({ zones: [], lines: [], behaviors: [] }),
      created_at: Date.now(),
      removed_at: null,
      forgotten_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
