import type { Kysely } from 'kysely';
import { z } from 'zod';
import { readSetting, writeSetting } from '../store/settings.ts';
import type { Tables } from '../store/tables.ts';

const key = 'recordings.judged';
const Judged = z.object({ cameras: z.record(z.string(), z.number()).default({}) });

/** Until when the segments of each camera have been judged by event; see `planRound`. */
export async function readJudged(db: Kysely<Tables>): Promise<Map<string, number>> {
  return new Map(Object.entries((await readSetting(db, key, Judged)).cameras));
}

export async function writeJudged(db: Kysely<Tables>, judged: ReadonlyMap<string, number>): Promise<void> {
  await writeSetting(db, key, { cameras: Object.fromEntries(judged) });
}

/** Lets everything that is on the disk now stay as if it was judged: events that it was kept for may be lost to the database. */
export async function judgeNothingUntilNow(db: Kysely<Tables>): Promise<void> {
  const cameras = await db.selectFrom('cameras').select('id').execute();
  await writeJudged(db, new Map(cameras.map(({ id }) => [id, Date.now()])));
}
