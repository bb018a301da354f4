import { z } from 'zod';
import { Decision, EventObject, Reason, type EventDetail, type EventSummary } from '../../contract/event.ts';
import { Line, Zone } from '../../contract/scene.ts';
import type { Kysely, Selectable } from 'kysely';
import type { QueueRow } from '../store/event-queue.ts';
import type { EventDetailsTable, Tables } from '../store/tables.ts';

/** A row of the queue as windows see it. */
export function toSummary(row: QueueRow): EventSummary {
  return {
    id: row.id,
    cameraId: row.camera_id,
    cameraName: row.camera_name,
    behavior: row.behavior,
    severity: row.severity,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    state: row.state,
    clip: row.clip,
    hasPicture: row.has_picture === 1,
    place: row.place,
  };
}

const Objects = z.array(EventObject);
const Reasons = z.array(Reason);

/** An event with everything known of it; null when there is none. */
export async function readDetail(db: Kysely<Tables>, eventId: string): Promise<EventDetail | null> {
  const row = await db
    .selectFrom('events')
    .innerJoin('event_details', 'event_id', 'events.id')
    .innerJoin('cameras', 'cameras.id', 'camera_id')
    .selectAll('events')
    .select(['objects_json', 'reasons_json', 'zone_json', 'line_json', 'cameras.name as camera_name'])
    .where('events.id', '=', eventId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...toSummary(row),
    objects: Objects.parse(JSON.parse(row.objects_json)),
    reasons: Reasons.parse(JSON.parse(row.reasons_json)),
    zone: parsed(row, 'zone_json', Zone),
    line: parsed(row, 'line_json', Line),
    clipStartedAt: row.clip_started_at,
    clipDurationMs: row.clip_duration_ms,
    ...(await readHistory(db, eventId)),
  };
}

/** The queue's row of one event; null when there is none. */
export async function readSummary(db: Kysely<Tables>, eventId: string): Promise<EventSummary | null> {
  const row = await db
    .selectFrom('events')
    .innerJoin('cameras', 'cameras.id', 'camera_id')
    .selectAll('events')
    .select('cameras.name as camera_name')
    .where('events.id', '=', eventId)
    .executeTakeFirst();
  return row === undefined ? null : toSummary(row);
}

async function readHistory(db: Kysely<Tables>, eventId: string): Promise<Pick<EventDetail, 'history' | 'standing'>> {
  const rows = await db.selectFrom('decisions').selectAll().where('event_id', '=', eventId).orderBy('id').execute();
  const history = rows.map(({ at, account_name, state, reason, note }) => Decision.parse({ at, by: account_name, state, reason, note }));
  const undone = new Set(rows.map(({ undoes }) => undoes));
  const index = rows.findLastIndex(({ id, undoes }) => undoes === null && !undone.has(id));
  const [row, decision] = [rows[index], history[index]];
  return { history, standing: row === undefined || decision === undefined ? null : { ...decision, id: row.id } };
}

function parsed<S extends z.ZodType>(row: Pick<Selectable<EventDetailsTable>, 'zone_json' | 'line_json'>, key: 'zone_json' | 'line_json', schema: S): z.output<S> | null {
  const text = row[key];
  return text === null ? null : schema.parse(JSON.parse(text));
}
