import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { Refusal } from './refusal.ts';
import { usernameKey } from './username.ts';

type Limit = { readonly free: number; readonly firstDelayMs: number; readonly longestDelayMs: number; readonly forgottenAfterMs: number };

/** Five tries for a name, then 1, 2, 4 … seconds up to a quarter of an hour. */
const perName: Limit = { free: 5, firstDelayMs: 1000, longestDelayMs: 15 * 60_000, forgottenAfterMs: 24 * 3_600_000 };
/** For all names together: slows down somebody who tries one password on many names, and never locks the house for long. */
const forEverybody: Limit = { free: 30, firstDelayMs: 1000, longestDelayMs: 30_000, forgottenAfterMs: 15 * 60_000 };

const everybody = 'everybody';

/** Counts failed sign-ins in the database, so that a restart does not give new tries. */
export type Throttle = {
  /**
   * Takes a try for a name before the password is looked at, so that tries made at once count too.
   * @throws Refusal `too-many-tries` with `retryAfterMs`
   */
  take(username: string, now: number): Promise<void>;
  /** Gives the tries back after the right password. */
  succeeded(username: string): Promise<void>;
};

/** The delay after a number of failures: none while tries are free, then doubling. */
export function delayAfter(failures: number, limit: Limit): number {
  if (failures < limit.free) return 0;
  return Math.min(limit.longestDelayMs, limit.firstDelayMs * 2 ** Math.min(30, failures - limit.free));
}

/** The throttle of the database `db`. */
export function makeThrottle(db: Kysely<Tables>): Throttle {
  return {
    take: (username, now) =>
      db.transaction().execute(async (transaction) => {
        await forgetOld(transaction, now);
        const limits = [[subjectOf(username), perName], [everybody, forEverybody]] as const;
        for (const [subject, { longestDelayMs }] of limits) {
          const row = await transaction.selectFrom('sign_in_tries').selectAll().where('subject', '=', subject).executeTakeFirst();
          if (row && row.blocked_until_at > now) throw new Refusal('too-many-tries', undefined, Math.min(longestDelayMs, row.blocked_until_at - now));
        }
        for (const [subject, limit] of limits) await count(transaction, subject, limit, now);
      }),
    succeeded: (username) =>
      db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('sign_in_tries').where('subject', '=', subjectOf(username)).execute();
        await transaction
          .updateTable('sign_in_tries')
          .set(({ eb }) => ({ failures: eb('failures', '-', 1), blocked_until_at: 0 }))
          .where('subject', '=', everybody)
          .where('failures', '>', 0)
          .execute();
      }),
  };
}

async function count(db: Kysely<Tables>, subject: string, limit: Limit, now: number): Promise<void> {
  const row = await db.selectFrom('sign_in_tries').select('failures').where('subject', '=', subject).executeTakeFirst();
  const failures = (row?.failures ?? 0) + 1;
  const values = { failures, failed_at: now, blocked_until_at: now + delayAfter(failures, limit) };
  await db
    .insertInto('sign_in_tries')
    .values({ subject, ...values })
    .onConflict((conflict) => conflict.column('subject').doUpdateSet(values))
    .execute();
}

/**
 * Also what was counted by a clock that stood ahead and was put right since: it would lock its account until then. A little
 * ahead may be a try made at the same time, which counts.
 */
async function forgetOld(db: Kysely<Tables>, now: number): Promise<void> {
  await db.deleteFrom('sign_in_tries').where('failed_at', '>', now + perName.longestDelayMs).execute();
  await db.deleteFrom('sign_in_tries').where('failed_at', '<', now - perName.forgottenAfterMs).execute();
  await db
    .deleteFrom('sign_in_tries')
    .where('subject', '=', everybody)
    .where('failed_at', '<', now - forEverybody.forgottenAfterMs)
    .execute();
}

/** Hashed, because people type passwords where the name belongs. */
function subjectOf(username: string): string {
  return `name:${createHash('sha256').update(usernameKey(username)).digest('hex')}`;
}
