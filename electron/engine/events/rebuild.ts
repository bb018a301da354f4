import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { EventDetail, EventId } from '../../contract/event.ts';
import { addLostCamera } from '../nodes/lost-camera.ts';
import type { Tables } from '../store/tables.ts';
import { closeInterrupted } from './clip-jobs.ts';
import { eventInPicture, type EventFiles } from './event-files.ts';

/** What a clip's own metadata tells: the event as it was when the clip was cut, and which part of time it shows. */
export type ClipFacts = { readonly event: unknown; readonly startedAt: number; readonly durationMs: number };

export type RebuiltEvents = { readonly added: number; readonly unreadable: number };

/**
 * Adds the events that pictures and clips carry and the database does not know. Decisions are not in them: such events
 * wait for one again, unless the database still has it. `readClip` gives null for a file that is no clip of ours.
 */
export async function rebuildEvents(
  db: Kysely<Tables>,
  files: EventFiles,
  readClip: (file: string) => Promise<ClipFacts | null>,
): Promise<RebuiltEvents> {
  let added = 0;
  let unreadable = 0;
  for (const eventId of await eventIds(files.folder)) {
    if (await isWhole(db, eventId)) continue;
    const clip = await readClip(files.clip(eventId)).catch(() => null);
    const picture = await readFile(files.picture(eventId)).catch(() => null);
    const event = (picture && eventInPicture(picture)) ?? EventDetail.safeParse(clip?.event).data;
    if (event?.id !== eventId) {
      unreadable++;
      continue;
    }
    await addLostCamera(db, event.cameraId, event.cameraName);
    await insert(db, event, picture !== null, clip);
    added++;
  }
  await fillGaps(db);
  await attachDecisions(db);
  await closeInterrupted(db);
  return { added, unreadable };
}

async function isWhole(db: Kysely<Tables>, eventId: string): Promise<boolean> {
  return (await db.selectFrom('event_details').select('event_id').where('event_id', '=', eventId).executeTakeFirst()) !== undefined;
}

/** Events saved from a damaged database without their details, and without a picture that has them, can still be reviewed. */
async function fillGaps(db: Kysely<Tables>): Promise<void> {
  await sql`insert into event_details (event_id, objects_json, reasons_json)
    select id, '[]', '[]' from events where id not in (select event_id from event_details)`.execute(db);
}

/** Decisions saved from a damaged database hold again for events that came back; those of events that did not are dropped. */
async function attachDecisions(db: Kysely<Tables>): Promise<void> {
  const kept = sql`select d.id from decisions d join events e on e.id = d.event_id`;
  await sql`update decisions set undoes = null where undoes is not null and undoes not in (${kept})`.execute(db);
  await sql`delete from decisions where event_id not in (select id from events)`.execute(db);
  const last = sql`(select state from decisions where event_id = events.id order by id desc limit 1)`;
  await sql`update events set state = ${last} where id in (select event_id from decisions) and state <> ${last}`.execute(db);
}

/** Ids for which there is a picture or a clip. */
async function eventIds(folder: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const day of await readdir(folder).catch(() => []))
    for (const name of await readdir(join(folder, day)).catch(() => [])) {
      const id = EventId.safeParse(name.replace(/\.(jpg|mp4)$/, ''));
      if (id.success && name !== id.data) ids.add(id.data);
    }
  return ids;
}

async function insert(db: Kysely<Tables>, event: EventDetail, hasPicture: boolean, clip: ClipFacts | null): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('events')
      .values({
        id: event.id,
        camera_id: event.cameraId,
        rule_id: '',
        behavior: event.behavior,
        severity: event.severity,
        started_at: event.startedAt,
        ended_at: event.endedAt,
        state: 'open',
        place: event.place,
        has_picture: hasPicture ? 1 : 0,
        clip: clip === null ? 'pending' : 'ready',
        clip_due_at: clip === null ? event.startedAt : null,
        clip_started_at: clip === null ? null : Math.round(clip.startedAt),
        clip_duration_ms: clip === null ? null : Math.round(clip.durationMs),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    await transaction
      .insertInto('event_details')
      .values({
        event_id: event.id,
        objects_json: JSON.stringify(event.objects),
        reasons_json: JSON.stringify(event.reasons),
        zone_json: event.zone === null ? null : JSON.stringify(event.zone),
        line_json: event.line === null ? null : JSON.stringify(event.line),
      })
      .execute();
  });
}
