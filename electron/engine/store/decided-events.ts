import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export type WeeklyTally = {
  readonly behavior: string;
  readonly cameraId: string;
  readonly cameraName: string;
  readonly state: 'open' | 'confirmed' | 'dismissed';
  /** How many whole weeks after `from`. */
  readonly week: number;
  readonly count: number;
};

export const weekMs = 7 * 86_400_000;

/** How many events there were of each behaviour, camera and state in each week from a moment on. */
export async function tallyByWeek(db: Kysely<Tables>, from: number): Promise<WeeklyTally[]> {
  const { rows } = await sql<WeeklyTally>`
    select e.behavior, e.camera_id as cameraId, c.name as cameraName, e.state, cast((e.started_at - ${from}) / ${weekMs} as integer) as week, count(*) as count
    from events e join cameras c on c.id = e.camera_id
    where e.started_at >= ${from}
    group by 1, 2, 4, 5 order by 3, 1`.execute(db);
  return rows;
}

export type DecidedMeasure = { readonly cameraId: string; readonly ruleId: string; readonly behavior: string; readonly measure: string; readonly value: number; readonly confirmed: 0 | 1; readonly startedAt: number };

/** What the newest decided events measured, one row a measure; at most `limit` events. */
export async function decidedMeasures(db: Kysely<Tables>, from: number, limit: number): Promise<DecidedMeasure[]> {
  const { rows } = await sql<DecidedMeasure>`
    select e.camera_id as cameraId, e.rule_id as ruleId, e.behavior, r.value ->> 'measure' as measure, r.value ->> 'value' as value,
      e.state = 'confirmed' as confirmed, e.started_at as startedAt
    from (select * from events where started_at >= ${from} and state <> 'open' order by started_at desc limit ${limit}) e
    join event_details d on d.event_id = e.id, json_each(d.reasons_json) r`.execute(db);
  return rows;
}
