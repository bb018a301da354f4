import type { Insertable, Kysely, Selectable } from 'kysely';
import type { SegmentsTable, Tables } from './tables.ts';

export type SegmentRow = Selectable<SegmentsTable>;
export type NewSegment = Omit<Insertable<SegmentsTable>, 'id'>;

/** The index of recording files. It says what should be on disk; `npm run -s rebuild` makes it anew from the files. */
export type Segments = {
  /** Adds a segment or brings the one of the same camera and file up to date. */
  record(segment: NewSegment): Promise<void>;
  /** Segments of a camera that overlap a span, oldest first. */
  between(cameraId: string, from: number, to: number): Promise<SegmentRow[]>;
  /** All segments of a camera, oldest first. */
  ofCamera(cameraId: string): Promise<SegmentRow[]>;
  /** The oldest finished segments, of one camera or of all. */
  oldest(limit: number, cameraId?: string): Promise<SegmentRow[]>;
  /** Finished segments of a camera that ended before a time, oldest first. */
  endedBefore(cameraId: string, at: number, limit: number): Promise<SegmentRow[]>;
  /** Segments not marked finished: after a start these were cut short by a crash. */
  unfinished(): Promise<SegmentRow[]>;
  /** Those of the named files that the index knows. */
  ofFiles(cameraId: string, files: readonly string[]): Promise<SegmentRow[]>;
  /** Finished segments of a camera that started after a time and ended before another, oldest first. */
  startedAfter(cameraId: string, after: number, endedBefore: number, limit: number): Promise<SegmentRow[]>;
  /** Bytes by camera. */
  bytes(): Promise<Map<string, number>>;
  /** Forgets segments whose files are gone. */
  forget(ids: readonly number[]): Promise<void>;
  forgetFile(cameraId: string, file: string): Promise<void>;
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
    ofCamera: (cameraId) => all.where('camera_id', '=', cameraId).orderBy('started_at').execute(),
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
    ofFiles: async (cameraId, files) => {
      const rows: SegmentRow[] = [];
      for (let start = 0; start < files.length; start += 500)
        rows.push(...(await all.where('camera_id', '=', cameraId).where('file', 'in', files.slice(start, start + 500)).execute()));
      return rows;
    },
    startedAfter: (cameraId, after, endedBefore, limit) =>
      all
        .where('camera_id', '=', cameraId)
        .where('finished', '=', 1)
        .where('started_at', '>', after)
        .where('ended_at', '<', endedBefore)
        .orderBy('started_at')
        .limit(limit)
        .execute(),
    bytes: async () => {
      const rows = await db.selectFrom('segment_tally').selectAll().where('bytes', '>', 0).execute();
      return new Map(rows.map(({ camera_id, bytes }) => [camera_id, bytes]));
    },
    forget: async (ids) => {
      for (let start = 0; start < ids.length; start += 500)
        await db.deleteFrom('segments').where('id', 'in', ids.slice(start, start + 500)).execute();
    },
    forgetFile: async (cameraId, file) => {
      await db.deleteFrom('segments').where('camera_id', '=', cameraId).where('file', '=', file).execute();
    },
  };
}

/** No recording file is longer; lets `between` use the index on the start. */
const longestSegmentMs = 10 * 60_000;
