import { createHash } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { AuditTable, Tables } from '../store/tables.ts';

/** Who did something: a signed-in account, or the engine itself. */
export type Actor = { readonly accountId: string | null; readonly name: string };
export const engineActor: Actor = { accountId: null, name: 'engine' };

export type AuditEntry = {
  readonly actor: Actor;
  /** What was done, e.g. `camera.removed`. */
  readonly action: string;
  /** Id of what it was done to. */
  readonly subject?: string;
  /** Never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
};

type Row = Omit<Selectable<AuditTable>, 'id'>;

const beginning = '0'.repeat(64);

/**
 * Adds an entry to the audit log within the transaction that does what it tells of, so that neither exists alone.
 */
export async function writeAudit(transaction: Transaction<Tables>, entry: AuditEntry): Promise<void> {
  const last = await transaction.selectFrom('audit').select('hash').orderBy('id', 'desc').limit(1).executeTakeFirst();
  const row = {
    at: Date.now(),
    account_id: entry.actor.accountId,
    account_name: entry.actor.name,
    action: entry.action,
    subject: entry.subject ?? null,
    details_json: JSON.stringify(entry.details ?? {}),
    prev_hash: last?.hash ?? beginning,
  };
  await transaction.insertInto('audit').values({ ...row, hash: hashOf(row) }).execute();
}

/** Adds an entry that stands by itself. */
export async function auditAlone(db: Kysely<Tables>, entry: AuditEntry): Promise<void> {
  await db.transaction().execute((transaction) => writeAudit(transaction, entry));
}

export type AuditCheck = { readonly sound: boolean; readonly entries: number; readonly brokenAt: number | null; readonly head: string };

/**
 * Walks the chain of hashes from the first entry. `brokenAt` is the id of the first entry that was changed, that
 * follows a missing one, or the last id when entries at the end are missing.
 */
export async function verifyAudit(db: Kysely<Tables>): Promise<AuditCheck> {
  let hash = beginning;
  let id = 0;
  let entries = 0;
  for await (const row of pages(db)) {
    if (row.prev_hash !== hash || row.hash !== hashOf(row)) return { sound: false, entries, brokenAt: row.id, head: hash };
    hash = row.hash;
    id = row.id;
    entries++;
  }
  const issued = await lastIssuedId(db);
  const sound = issued === id;
  return { sound, entries, brokenAt: sound ? null : id, head: hash };
}

async function* pages(db: Kysely<Tables>): AsyncGenerator<Selectable<AuditTable>> {
  let id = 0;
  for (;;) {
    const rows = await db.selectFrom('audit').selectAll().where('id', '>', id).orderBy('id').limit(1000).execute();
    yield* rows;
    await othersTurn();
    const last = rows.at(-1);
    if (last === undefined) return;
    id = last.id;
  }
}

/** SQLite remembers the last id it gave out, which shows when the end of the log was cut off. */
async function lastIssuedId(db: Kysely<Tables>): Promise<number> {
  const sequence = db.$extendTables<{ sqlite_sequence: { name: string; seq: number } }>();
  const row = await sequence.selectFrom('sqlite_sequence').select('seq').where('name', '=', 'audit').executeTakeFirst();
  return row?.seq ?? 0;
}

function hashOf(row: Omit<Row, 'hash'>): string {
  const { prev_hash, at, account_id, account_name, action, subject, details_json } = row;
  return createHash('sha256')
    .update(JSON.stringify([prev_hash, at, account_id, account_name, action, subject, details_json]))
    .digest('hex');
}
