import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databaseFileName } from './store.ts';

/** The tally is kept by triggers; sessions and tries are not worth saving. */
const tables = ['accounts', 'cameras', 'settings', 'audit', 'events', 'event_details', 'decisions', 'segments'] as const;

export type Salvaged = Readonly<Record<(typeof tables)[number], number>>;

/**
 * Copies what can still be read of a damaged database into the new one of a data folder, table by table, each up to the
 * first row that cannot be read. Rows that are there already stay. Events, segments and decisions are copied also where
 * what they refer to is lost: that is for the caller to mend. Gives the rows copied.
 */
export function salvage(folder: string, damagedFile: string): Salvaged {
  const target = new Database(join(folder, databaseFileName), { timeout: 5000 });
  const counts = Object.fromEntries(tables.map((table) => [table, 0])) as Record<(typeof tables)[number], number>;
  let damaged: Database.Database | null = null;
  try {
    target.pragma('foreign_keys = OFF');
    damaged = openDamaged(damagedFile);
    for (const table of tables) counts[table] = copyTable(damaged, target, table);
    target.exec('delete from event_details where event_id not in (select id from events)');
  } catch {
    return counts;
  } finally {
    damaged?.close();
    target.close();
  }
  return counts;
}

/** With a writable schema SQLite reads files that are shorter than they should be; it is opened for reading only. */
function openDamaged(file: string): Database.Database {
  const damaged = new Database(file, { readonly: true, fileMustExist: true });
  damaged.unsafeMode(true);
  damaged.pragma('writable_schema = ON');
  return damaged;
}

function copyTable(from: Database.Database, to: Database.Database, table: string): number {
  const shared = columnsOf(from, table).filter((column) => columnsOf(to, table).includes(column));
  if (shared.length === 0) return 0;
  const insert = to.prepare(`insert or ignore into ${table} (${shared.join(', ')}) values (${shared.map(() => '?').join(', ')})`);
  let count = 0;
  to.exec('begin');
  try {
    for (const row of from.prepare(`select ${shared.join(', ')} from ${table}`).raw().iterate()) count += insertIfSound(insert, row);
  } catch {
    // The rest of this table cannot be read; what came before stays.
  }
  to.exec('commit');
  return count;
}

/** A row that breaks the new database's rules came out of a damaged page and is left out. */
function insertIfSound(insert: Database.Statement, row: unknown): number {
  try {
    return insert.run(...(row as unknown[])).changes;
  } catch {
    return 0;
  }
}

function columnsOf(database: Database.Database, table: string): string[] {
  try {
    return (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  } catch {
    return [];
  }
}
