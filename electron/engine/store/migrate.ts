import { constants, copyFileSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { Migrator, type Migration } from 'kysely/migration';
import type { Kysely } from 'kysely';
import type { Words } from '../../contract/words.ts';
import { migration as first } from './migrations/0001-first.ts';
import { migration as learning } from './migrations/0002-learning.ts';
import { migration as detectors } from './migrations/0003-detectors.ts';
import { isDiskFull, StoreError } from './store-error.ts';
import { syncFile } from './sync-file.ts';
import type { Tables } from './tables.ts';

/** In order; a migration that has been released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-learning': learning,
  '0003-detectors': detectors,
};

/** Names of the migrations that a database file has seen, oldest first; empty for a new file. */
export function appliedMigrations(raw: Database.Database): string[] {
  const table = raw.prepare(`select 1 from sqlite_schema where type = 'table' and name = 'kysely_migration'`).get();
  if (table === undefined) return [];
  return raw.prepare<[], { name: string }>('select name from kysely_migration order by name').all().map(({ name }) => name);
}

/**
 * Brings a database to the newest schema. A file that already holds data is copied to `backups/` first, byte for byte;
 * when a migration fails, the copy is put back and the connection is closed.
 * @throws StoreError `newer-schema`, `migration-failed` or `disk-full`
 */
export async function migrateToLatest(raw: Database.Database, db: Kysely<Tables>, known = migrations): Promise<void> {
  const applied = appliedMigrations(raw);
  if (applied.some((name) => !(name in known))) throw new StoreError('newer-schema', raw.name);
  const waiting = Object.keys(known).filter((name) => !applied.includes(name));
  if (waiting.length === 0) return;
  const copy = holdsData(raw) ? copyBefore(raw, waiting[0] ?? '') : null;
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...known }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (copy !== null) putBack(raw, copy, error);
  throw new StoreError(isDiskFull(error) ? 'disk-full' : 'migration-failed', raw.name, error);
}

function holdsData(raw: Database.Database): boolean {
  return raw.prepare('select 1 from sqlite_schema limit 1').get() !== undefined;
}

/** Copies for one migration that are kept: somebody who tries again and again must not fill the disk with them. */
const keptCopies = 3;

/** Copies the file itself: the lock of the data folder keeps other writers out, and the log is folded into it first. */
function copyBefore(raw: Database.Database, name: string): string {
  const folder = join(dirname(raw.name), 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stem = `${basename(raw.name, '.db')}-before-${name}-`;
  const copy = join(folder, `${stem}${new Date().toISOString().replaceAll(/[:.]/g, '-')}.db`);
  try {
    // While somebody reads, the log stays; then the copy holds the same data in another order.
    const isFolded = raw.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
    if (isFolded) copyFileSync(raw.name, `${copy}.new`, constants.COPYFILE_FICLONE);
    else raw.prepare('vacuum into ?').run(`${copy}.new`);
    syncFile(`${copy}.new`);
    renameSync(`${copy}.new`, copy);
  } catch (error) {
    rmSync(`${copy}.new`, { force: true });
    throw isDiskFull(error) ? new StoreError('disk-full', raw.name, error) : error;
  }
  const older = readdirSync(folder).filter((entry) => entry.startsWith(stem) && entry.endsWith('.db')).sort().slice(0, -keptCopies);
  for (const entry of older) rmSync(join(folder, entry));
  return copy;
}

/**
 * Closes a database and puts the copy in its place. A migration runs in a transaction, but one of several steps may have
 * been committed. On a full disk the copy itself is moved there.
 */
function putBack(raw: Database.Database, copy: string, cause: unknown): void {
  const file = raw.name;
  raw.close();
  try {
    // Closing folds the log into the file; one that a full disk left behind must not be read on top of the copy.
    for (const extension of ['-wal', '-shm']) rmSync(file + extension, { force: true });
    try {
      copyFileSync(copy, `${file}.new`, constants.COPYFILE_FICLONE);
      syncFile(`${file}.new`);
      renameSync(`${file}.new`, file);
    } catch {
      rmSync(`${file}.new`, { force: true });
      renameSync(copy, file);
    }
  } catch (error) {
    throw new StoreError('migration-failed', file, new AggregateError([cause, error]), notPutBack(copy));
  }
}

function notPutBack(copy: string): Words {
  return {
    'zh-CN': `数据库升级失败，且未能自动恢复。升级前的副本在 ${copy}，请先不要删除任何文件。`,
    en: `Upgrading the database failed and it could not be put back. The copy from before is ${copy}; do not remove any file.`,
  };
}
