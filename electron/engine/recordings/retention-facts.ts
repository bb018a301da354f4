import { sql, type Kysely } from 'kysely';
import type { RecordingMode } from '../../contract/camera.ts';
import { Scene, type BehaviorRule } from '../../contract/scene.ts';
import { parseRule, RuleError } from '../behavior/registry.ts';
import { clipSpan } from '../events/clip-span.ts';
import type { Tables } from '../store/tables.ts';

/** A camera as retention sees it; also one that was removed. */
export type KeptCamera = {
  readonly id: string;
  readonly mode: RecordingMode;
  readonly keepDays: number;
  readonly keepBytes: number | null;
  /** How long after its beginning an event of the camera may be raised: the longest of its rules. */
  readonly provedWithinMs: number;
  /** Removed for good: its day to be restored is over. */
  readonly isForgotten: boolean;
};

export type Span = { readonly from: number; readonly to: number };
export type EventTimes = { readonly startedAt: number; readonly endedAt: number | null };

/** What retention asks the database. */
export type RetentionFacts = {
  cameras(): Promise<KeptCamera[]>;
  /** Events of a camera that may touch a span, whether they are over or not. */
  events(cameraId: string, span: Span): Promise<EventTimes[]>;
  /** Parts of recordings that clips will still be cut from, by camera. */
  neededForClips(): Promise<Map<string, Span[]>>;
};

/** An event that lasts longer keeps what was recorded in its first day and, while it goes on, everything. */
const longestEventMs = 86_400_000;
const aroundMs = 60_000;
/** More pending clips than this are not waited for all at once; the earliest due are. */
const mostPending = 2_000;

export function makeRetentionFacts(db: Kysely<Tables>): RetentionFacts {
  return {
    cameras: async () => {
      const rows = await db.selectFrom('cameras').select(['id', 'recording', 'keep_days', 'keep_bytes', 'scene_json', 'forgotten_at']).execute();
      return rows.map((row) => ({
        id: row.id,
        mode: row.recording,
        keepDays: row.keep_days,
        keepBytes: row.keep_bytes,
        provedWithinMs: provedWithinMs(row.scene_json),
        isForgotten: row.forgotten_at !== null,
      }));
    },
    events: async (cameraId, { from, to }) => {
      const { rows } = await sql<EventTimes>`
        select started_at as "startedAt", ended_at as "endedAt" from events indexed by events_newest
          where started_at >= ${from - longestEventMs} and started_at < ${to + aroundMs} and camera_id = ${cameraId}
        union all
        select started_at, ended_at from events indexed by events_going_on
          where camera_id = ${cameraId} and ended_at is null and started_at < ${from - longestEventMs}`.execute(db);
      return rows;
    },
    neededForClips: async () => {
      const rows = await db
        .selectFrom('events')
        .select(['camera_id', 'started_at', 'ended_at'])
        .where('clip', '=', 'pending')
        .orderBy('clip_due_at')
        .limit(mostPending)
        .execute();
      const spans = new Map<string, Span[]>();
      for (const { camera_id, started_at, ended_at } of rows) spans.set(camera_id, [...(spans.get(camera_id) ?? []), clipSpan(started_at, ended_at)]);
      return spans;
    },
  };
}

/** The longest among the rules that are watched; one that cannot be watched raises nothing. */
function provedWithinMs(sceneJson: string): number {
  const { data: scene } = Scene.safeParse(JSON.parse(sceneJson));
  if (scene === undefined) return 0;
  const ofRule = (rule: BehaviorRule): number => {
    try {
      return parseRule(rule, scene).provedWithinMs;
    } catch (error) {
      if (error instanceof RuleError) return 0;
      throw error;
    }
  };
  return Math.max(0, ...scene.behaviors.filter(({ enabled }) => enabled).map(ofRule));
}
