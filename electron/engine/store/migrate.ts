import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { Migrator, type Migration } from 'kysely/migration';
import type { Kysely } from 'kysely';
import { migration as first } from './migrations/0001-first.ts';
import { isDiskFull, StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/** In order; a migration that has been released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
};

/** Names of the migrations that a database file has seen, oldest first; empty for a new file. */
export function appliedMigrations(raw: Database.Database): string[] {
  const table = raw.prepare(`select 1 from sqlite_schema where type = 'table' and name = 'kysely_migration'`).get();
  if (table === undefined) return [];
  return raw.prepare<[], { name: string }>('select name from kysely_migration order by name').all().map(({ name }) => name);
}

/**
 * Brings a database to the newest schema. A file that already holds data is copied to `backups/` first.
 * @throws StoreError `newer-schema`, `migration-failed` or `disk-full`
 */
export async function migrateToLatest(raw: Database.Database, db: Kysely<Tables>, known = migrations): Promise<void> {
  const applied = appliedMigrations(raw);
  if (applied.some((name) => !(name in known))) throw new StoreError('newer-schema', raw.name);
  const waiting = Object.keys(known).filter((name) => !applied.includes(name));
  if (waiting.length === 0) return;
  if (applied.length > 0) backUpBefore(raw, waiting[0] ?? '');
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...known }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new StoreError(isDiskFull(error) ? 'disk-full' : 'migration-failed', raw.name, error);
}

function backUpBefore(raw: Database.Database, name: string): void {
  const folder = join(dirname(raw.name), 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  raw.prepare('vacuum into ?').run(join(folder, `${basename(raw.name, '.db')}-before-${name}-${stamp}.db`));
}
