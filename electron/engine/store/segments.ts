import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { SegmentsTable, Tables } from './tables.ts';

export type SegmentRow = Selectable<SegmentsTable>;
export type NewSegment = Omit<Insertable<SegmentsTable>, 'id'>;

/** The index of recording files. It says what should be on disk; `npm run -s rebuild` makes it anew from the files. */
export type Segments = {
  /** Adds a segment or brings the one of the same camera and file up to date. */
  record(segment: NewSegment): Promise<void>;
  /** Segments of a camera that overlap a span, oldest first. */
  between(cameraId: string, from: number, to: number): Promise<SegmentRow[]>;
  /** The oldest finished segments, of one camera or of all. */
  oldest(limit: number, cameraId?: string): Promise<SegmentRow[]>;
  /** Finished segments of a camera that ended before a time, oldest first. */
  endedBefore(cameraId: string, at: number, limit: number): Promise<SegmentRow[]>;
  /** Segments not marked finished: after a start these were cut short by a crash. */
  unfinished(): Promise<SegmentRow[]>;
  /** Bytes by camera. */
  bytes(): Promise<Map<string, number>>;
  /** Forgets segments whose files are gone. */
  forget(ids: readonly number[]): Promise<void>;
};

/** Segments of the database `db`. */
export function makeSegments(db: Kysely<Tables>): Segments {
  const all = db.selectFrom('segments').selectAll();
  return {
    record: async (segment) => {
      const row = { ...segment, started_at: Math.round(segment.started_at), ended_at: Math.round(segment.ended_at) };
      await db
        .insertInto('segments')
        .values(row)
        .onConflict((conflict) => conflict.columns(['camera_id', 'file']).doUpdateSet(row))
        .execute();
    },
    between: (cameraId, from, to) =>
      all
        .where('camera_id', '=', cameraId)
        .where('started_at', '<', to)
        .where('started_at', '>=', from - longestSegmentMs)
        .where('ended_at', '>', from)
        .orderBy('started_at')
        .execute(),
    oldest: (limit, cameraId) =>
      all
        .where('finished', '=', 1)
        .$if(cameraId !== undefined, (query) => query.where('camera_id', '=', cameraId ?? ''))
        .orderBy('started_at')
        .limit(limit)
        .execute(),
    endedBefore: (cameraId, at, limit) =>
      all
        .where('camera_id', '=', cameraId)
        .where('finished', '=', 1)
        .where('ended_at', '<', at)
        .orderBy('started_at')
        .limit(limit)
        .execute(),
    unfinished: () => all.where('finished', '=', 0).execute(),
    bytes: async () => {
      const rows = await db
        .selectFrom('segments')
        .select(['camera_id', sql<number>`sum(bytes)`.as('bytes')])
        .groupBy('camera_id')
        .execute();
      return new Map(rows.map(({ camera_id, bytes }) => [camera_id, bytes]));
    },
    forget: async (ids) => {
      for (let start = 0; start < ids.length; start += 500)
        await db.deleteFrom('segments').where('id', 'in', ids.slice(start, start + 500)).execute();
    },
  };
}

/** No recording file is longer; lets `between` use the index on the start. */
const longestSegmentMs = 10 * 60_000;
