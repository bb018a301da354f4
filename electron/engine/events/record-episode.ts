import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { EventId, EventObject, Reason, type EventDetail } from '../../contract/event.ts';
import { Line, Severity, Zone } from '../../contract/scene.ts';
import type { Episode } from '../behavior/episode.ts';
import type { Tables } from '../store/tables.ts';
import { clipSpan } from './clip-span.ts';

/** The latest time of ECMAScript's calendar. */
const latestAt = 8.64e15;
const At = z.number().min(0).max(latestAt);

/** What a worker may tell. Workers parse bytes from devices of others, so nothing they say is taken on trust. */
const ToldEpisode = z.object({
  id: EventId,
  ruleId: z.string().max(64),
  behavior: z.string().min(1).max(64),
  severity: Severity,
  startedAt: At,
  endedAt: At.nullable(),
  objects: z.array(EventObject).max(200),
  reasons: z.array(Reason).max(50),
  zone: Zone.nullable(),
  line: Line.nullable(),
});

export function isEpisode(episode: Episode): boolean {
  return ToldEpisode.safeParse(episode).success;
}

/** `unknown-camera` when the camera is not in the database, `stale` when what is known is newer. */
export type Recorded = 'added' | 'changed' | 'stale' | 'unknown-camera';

/** Writes what is known of an episode; telling it again, or late, changes nothing that is newer. */
export async function recordInto(db: Kysely<Tables>, cameraId: string, episode: Episode, hasPicture: boolean): Promise<Recorded> {
  return db.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom('events')
      .select(['ended_at', 'clip', 'has_picture'])
      .where('id', '=', episode.id)
      .executeTakeFirst();
    if (known === undefined) return insert(transaction, cameraId, episode, hasPicture);
    if (known.ended_at !== null && episode.endedAt === null) return 'stale';
    await transaction
      .updateTable('events')
      .set({
        ended_at: rounded(episode.endedAt),
        severity: episode.severity,
        has_picture: hasPicture || known.has_picture === 1 ? 1 : 0,
        ...(known.clip === 'pending' ? { clip_due_at: dueAt(episode) } : {}),
      })
      .where('id', '=', episode.id)
      .execute();
    await transaction
      .updateTable('event_details')
      .set({ objects_json: JSON.stringify(episode.objects), reasons_json: JSON.stringify(episode.reasons) })
      .where('event_id', '=', episode.id)
      .execute();
    return 'changed';
  });
}

async function insert(transaction: Transaction<Tables>, cameraId: string, episode: Episode, hasPicture: boolean): Promise<Recorded> {
  const camera = await transaction.selectFrom('cameras').select('recording').where('id', '=', cameraId).executeTakeFirst();
  if (camera === undefined) return 'unknown-camera';
  const recorded = camera.recording !== 'off';
  await transaction
    .insertInto('events')
    .values({
      id: episode.id,
      camera_id: cameraId,
      rule_id: episode.ruleId,
      behavior: episode.behavior,
      severity: episode.severity,
      started_at: Math.round(episode.startedAt),
      ended_at: rounded(episode.endedAt),
      state: 'open',
      place: episode.zone?.name ?? episode.line?.name ?? null,
      has_picture: hasPicture ? 1 : 0,
      clip: recorded ? 'pending' : 'none',
      clip_due_at: recorded ? dueAt(episode) : null,
      clip_started_at: null,
      clip_duration_ms: null,
    })
    .execute();
  await transaction
    .insertInto('event_details')
    .values({
      event_id: episode.id,
      objects_json: JSON.stringify(episode.objects),
      reasons_json: JSON.stringify(episode.reasons),
      zone_json: episode.zone === null ? null : JSON.stringify(episode.zone),
      line_json: episode.line === null ? null : JSON.stringify(episode.line),
    })
    .execute();
  return 'added';
}

/** The event that an episode becomes, as its picture carries it before the database knows it. */
export function detailOf(cameraId: string, cameraName: string, episode: Episode): EventDetail {
  return {
    id: episode.id,
    cameraId,
    cameraName,
    behavior: episode.behavior,
    severity: episode.severity,
    startedAt: Math.round(episode.startedAt),
    endedAt: rounded(episode.endedAt),
    state: 'open',
    clip: 'pending',
    hasPicture: true,
    place: episode.zone?.name ?? episode.line?.name ?? null,
    objects: [...episode.objects],
    reasons: [...episode.reasons],
    zone: episode.zone,
    line: episode.line,
    clipStartedAt: null,
    clipDurationMs: null,
    history: [],
    standing: null,
  };
}

function dueAt({ startedAt, endedAt }: Episode): number {
  return Math.round(clipSpan(startedAt, endedAt).to);
}

function rounded(at: number | null): number | null {
  return at === null ? null : Math.round(at);
}
