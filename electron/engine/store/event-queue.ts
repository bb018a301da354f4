import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { EventFilter } from '../../contract/event.ts';
import type { EventsTable, EventTallyTable, Tables } from './tables.ts';

/** A row of the queue with its camera's name. */
export type QueueRow = EventsTable & { camera_name: string };

export type QueuePosition = { readonly startedAt: number; readonly id: string };

type Combination = Omit<EventTallyTable, 'count'>;

/** Up to this many combinations are read one by one and merged; SQLite takes 500 terms in a compound select. */
const mergedCombinations = 64;
/** Rows that are merged at most; beyond that walking is quicker than sorting. */
const mergedRows = 40_000;

/** Which way a reading goes through the queue: `older` is down from the newest, `newer` is up from the oldest. */
type Way = 'older' | 'newer';

type Reading = { readonly way: Way; readonly past: QueuePosition | null; readonly skip: number; readonly limit: number };

/** The newest events that pass a filter, after a position. */
export function newestEvents(db: Kysely<Tables>, filter: EventFilter, after: QueuePosition | null, limit: number): Promise<QueueRow[]> {
  return readQueue(db, filter, { way: 'older', past: after, skip: 0, limit });
}

/** The events that pass a filter and stand right above a position, newest first. */
export function eventsAbove(db: Kysely<Tables>, filter: EventFilter, position: QueuePosition, limit: number): Promise<QueueRow[]> {
  return readQueue(db, filter, { way: 'newer', past: position, skip: 0, limit });
}

/**
 * The events that pass a filter from an offset on, counted from the newest; an offset beyond the end means the last ones.
 * The nearer end of the queue is where the counting begins.
 */
export async function eventsAt(db: Kysely<Tables>, filter: EventFilter, offset: number, limit: number): Promise<{ rows: QueueRow[]; offset: number; total: number }> {
  const total = await countMatching(db, filter);
  const first = Math.max(0, Math.min(offset, total - limit));
  const wanted = Math.min(limit, total - first);
  const below = total - first - wanted;
  const reading: Reading = below < first ? { way: 'newer', past: null, skip: below, limit: wanted } : { way: 'older', past: null, skip: first, limit: wanted };
  return { rows: await readQueue(db, filter, reading), offset: first, total };
}

/**
 * Two ways lead to a part of the queue, both along an index without sorting: the tally tells which combinations of camera,
 * behaviour, severity and state the filter lets through; few of them are read separately and merged, many, or a long way
 * in, are found by walking through time.
 */
async function readQueue(db: Kysely<Tables>, filter: EventFilter, reading: Reading): Promise<QueueRow[]> {
  const combinations = await matchingCombinations(db, filter);
  if (combinations.length === 0 || reading.limit <= 0) return [];
  const few = combinations.length <= mergedCombinations && combinations.length * (reading.skip + reading.limit) <= mergedRows;
  const ids = few ? mergedIds(combinations, filter, reading) : walkedIds(filter, reading);
  const { rows } = await sql<QueueRow>`
    select e.*, c.name as camera_name from (${ids}) n
    join events e on e.id = n.id join cameras c on c.id = e.camera_id
    order by e.started_at desc, e.id desc`.execute(db);
  return rows;
}

/** How many events pass a filter, and when the oldest of them that waits for a decision started. */
export async function countEvents(db: Kysely<Tables>, filter: EventFilter): Promise<{ count: number; oldestOpenAt: number | null }> {
  const oldest = await sql<{ at: number | null }>`
    select min((select min(e.started_at) from events e indexed by events_combination
      where e.camera_id = t.camera_id and e.behavior = t.behavior and e.severity = t.severity and e.state = t.state
      and ${times(filter)})) as at
    from event_tally t where count > 0 and state = 'open' and ${facets(filter)}`.execute(db);
  return { count: await countMatching(db, filter), oldestOpenAt: oldest.rows[0]?.at ?? null };
}

async function countMatching(db: Kysely<Tables>, filter: EventFilter): Promise<number> {
  const timed = filter.from !== undefined || filter.to !== undefined;
  const counted = timed
    ? sql<{ count: number }>`select count(*) as count from events indexed by events_newest where ${facets(filter)} and ${times(filter)}`
    : sql<{ count: number }>`select coalesce(sum(count), 0) as count from event_tally where ${facets(filter)}`;
  const { rows } = await counted.execute(db);
  return rows[0]?.count ?? 0;
}

/** Events that wait for a decision, by severity. */
export async function openBySeverity(db: Kysely<Tables>): Promise<Record<'red' | 'yellow' | 'blue', number>> {
  const rows = await db
    .selectFrom('event_tally')
    .select(({ fn }) => ['severity', fn.sum<number>('count').as('count')])
    .where('state', '=', 'open')
    .groupBy('severity')
    .execute();
  return { red: 0, yellow: 0, blue: 0, ...Object.fromEntries(rows.map(({ severity, count }) => [severity, count])) };
}

async function matchingCombinations(db: Kysely<Tables>, filter: EventFilter): Promise<Combination[]> {
  const { rows } = await sql<Combination>`
    select camera_id, behavior, severity, state from event_tally
    where count > 0 and ${facets(filter)} limit ${mergedCombinations + 1}`.execute(db);
  return rows;
}

function mergedIds(combinations: readonly Combination[], filter: EventFilter, { way, past, skip, limit }: Reading): RawBuilder<unknown> {
  const streams = combinations.map(
    ({ camera_id, behavior, severity, state }) => sql`
      select * from (select id, started_at from events indexed by events_combination
        where camera_id = ${camera_id} and behavior = ${behavior} and severity = ${severity} and state = ${state}
        and ${times(filter)} and ${position(past, way)}
        order by ${inOrder(way)} limit ${skip + limit})`,
  );
  return sql`select id from (${sql.join(streams, sql` union all `)}) order by ${inOrder(way)} limit ${limit} offset ${skip}`;
}

function walkedIds(filter: EventFilter, { way, past, skip, limit }: Reading): RawBuilder<unknown> {
  return sql`select id from events indexed by events_newest
    where ${facets(filter)} and ${times(filter)} and ${position(past, way)}
    order by ${inOrder(way)} limit ${limit} offset ${skip}`;
}

function inOrder(way: Way): RawBuilder<unknown> {
  return way === 'older' ? sql`started_at desc, id desc` : sql`started_at, id`;
}

function facets({ cameras, behaviors, severities, states }: EventFilter): RawBuilder<unknown> {
  return sql.join(
    [oneOf('camera_id', cameras), oneOf('behavior', behaviors), oneOf('severity', severities), oneOf('state', states)],
    sql` and `,
  );
}

/** An absent list lets everything through, an empty one nothing. */
function oneOf(column: string, values: readonly string[] | undefined): RawBuilder<unknown> {
  if (values === undefined) return sql`true`;
  if (values.length === 0) return sql`false`;
  return sql`${sql.ref(column)} in (${sql.join(values)})`;
}

function times({ from, to }: EventFilter): RawBuilder<unknown> {
  return sql`started_at >= ${from ?? -9e15} and started_at < ${to ?? 9e15}`;
}

function position(past: QueuePosition | null, way: Way): RawBuilder<unknown> {
  if (past === null) return sql`true`;
  return way === 'older' ? sql`(started_at, id) < (${past.startedAt}, ${past.id})` : sql`(started_at, id) > (${past.startedAt}, ${past.id})`;
}
