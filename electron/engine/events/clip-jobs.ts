import { sql, type Kysely } from 'kysely';
import type { EventDetail } from '../../contract/event.ts';
import type { Tables } from '../store/tables.ts';
import { clipSpan } from './clip-span.ts';
import { readDetail } from './event-rows.ts';

/** A clip to be cut: the part of the camera's recording, the event that goes into its metadata, and the file to make. */
export type ClipJob = { readonly event: EventDetail; readonly from: number; readonly to: number; readonly file: string };

/** `none` when nothing was recorded then, `failed` when cutting failed for good. */
export type ClipOutcome = { readonly clip: 'ready'; readonly startedAt: number; readonly durationMs: number } | { readonly clip: 'none' | 'failed' };

/** Clips whose time has come: what waits for a decision first, red first, then the newest. They stay due until they are settled or put off. */
export async function dueClips(db: Kysely<Tables>, now: number, limit: number, fileOf: (eventId: string) => string): Promise<ClipJob[]> {
  const rows = await db
    .selectFrom('events')
    .select('id')
    .where('clip', '=', 'pending')
    .where('clip_due_at', '<=', now)
    .orderBy(sql`case state when 'open' then 0 else 1 end`)
    .orderBy(sql`case severity when 'red' then 0 when 'yellow' then 1 else 2 end`)
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
  const details = await Promise.all(rows.map(({ id }) => readDetail(db, id)));
  return details
    .filter((event) => event !== null)
    .map((event) => ({ event, ...clipSpan(event.startedAt, event.endedAt), file: fileOf(event.id) }));
}

export async function settleClip(db: Kysely<Tables>, eventId: string, outcome: ClipOutcome): Promise<void> {
  const times = outcome.clip === 'ready'
    ? { clip_started_at: Math.round(outcome.startedAt), clip_duration_ms: Math.round(outcome.durationMs) }
    : { clip_started_at: null, clip_duration_ms: null };
  await db.updateTable('events').set({ clip: outcome.clip, clip_due_at: null, ...times }).where('id', '=', eventId).execute();
}

export async function postponeClip(db: Kysely<Tables>, eventId: string, untilAt: number): Promise<void> {
  await db.updateTable('events').set({ clip_due_at: Math.round(untilAt) }).where('id', '=', eventId).where('clip', '=', 'pending').execute();
}

/** Cameras whose worker is gone, and the wall-clock time since when nobody follows what was going on at them. */
export type LostWatch = { readonly cameraIds: readonly string[]; readonly since: number };

/**
 * Ends events that were going on when the engine or a worker stopped, at the last moment that is known of them.
 * @param lost all cameras when left out
 * @returns ids of the events
 */
export async function closeInterrupted(db: Kysely<Tables>, lost?: LostWatch): Promise<string[]> {
  const lastSeen = sql<number>`max(started_at, coalesce((
    select max(cast(json_extract(step.value, '$.at') as integer)) from event_details d,
      json_each(d.objects_json) object, json_each(json_extract(object.value, '$.path')) step
    where d.event_id = events.id), 0))`;
  const open = db.updateTable('events').set({ ended_at: lastSeen }).where('ended_at', 'is', null);
  const meant = lost === undefined ? open : open.where('camera_id', 'in', [...lost.cameraIds]).where('started_at', '<', lost.since);
  return (await meant.returning('id').execute()).map(({ id }) => id);
}
