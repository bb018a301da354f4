import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { packDetectors, unpackDetectors, type CarriedDetectors } from './backup-detectors.ts';
import { lockDataFolder } from './folder-lock.ts';
import { appliedMigrations, migrations } from './migrate.ts';
import { databaseFileName } from './store.ts';
import { isDiskFull, sqliteCode, StoreError } from './store-error.ts';
import { syncFile } from './sync-file.ts';

/**
 * Copies the database of a data folder as it is at this moment, whether an engine runs on it or not, and the files of its
 * imported detectors into the copy unless told not to. The copy appears under its name only when it is complete.
 * @throws StoreError `not-a-backup` when the folder holds no database, `corrupt`, `disk-full`
 */
export function backUp(folder: string, file: string, { withDetectors = true } = {}): CarriedDetectors {
  const source = join(folder, databaseFileName);
  if (!existsSync(source)) throw new StoreError('not-a-backup', source);
  const beside = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true });
  rmSync(beside, { force: true });
  try {
    const raw = new Database(source, { readonly: true, timeout: 10_000 });
    try {
      raw.prepare('vacuum into ?').run(beside);
    } finally {
      raw.close();
    }
    const detectors = withDetectors ? changed(beside, (copy) => packDetectors(copy, folder)) : { count: 0, left: [] };
    syncFile(beside);
    renameSync(beside, file);
    return detectors;
  } catch (error) {
    rmSync(beside, { force: true });
    throw asStoreError(error, source);
  }
}

/** What a restore did: the path of the old database, null when there was none, and the detectors of a backup that has them. */
export type Restored = { readonly old: string | null; readonly detectors: CarriedDetectors | null };

/**
 * Puts a backup in the place of a data folder's database, and its detectors beside those that are there. The old database is
 * kept; nothing is touched unless the backup is whole and of a schema that this program knows.
 * @throws StoreError `not-a-backup`, `corrupt`, `newer-schema`, `in-use`, `disk-full`
 */
export function restoreBackup(folder: string, file: string): Restored {
  checkBackup(file);
  const lock = lockDataFolder(folder);
  const target = join(folder, databaseFileName);
  const beside = `${target}.new`;
  const added: string[] = [];
  try {
    copyFileSync(file, beside);
    const detectors = changed(beside, (copy) => unpackDetectors(copy, folder, added));
    syncFile(beside);
    const old = putAside(folder, 'before-restore');
    renameSync(beside, target);
    return { old, detectors };
  } catch (error) {
    for (const path of [beside, ...added]) rmSync(path, { force: true });
    throw asStoreError(error, target);
  } finally {
    lock.release();
  }
}

/** Opens a copy to write in it. */
function changed<T>(file: string, change: (copy: Database.Database) => T): T {
  const copy = new Database(file, { fileMustExist: true });
  try {
    return change(copy);
  } finally {
    copy.close();
  }
}

/** Renames a folder's database with all that belongs to it. Gives the new path, null when there is none. */
export function putAside(folder: string, why: string): string | null {
  const source = join(folder, databaseFileName);
  if (!existsSync(source)) return null;
  const aside = `${source}.${why}-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const extension of ['-wal', '-shm']) if (existsSync(source + extension)) renameSync(source + extension, aside + extension);
  renameSync(source, aside);
  return aside;
}

/** @throws StoreError when a file is not a whole backup that this program can use */
function checkBackup(file: string): void {
  if (!existsSync(file)) throw new StoreError('not-a-backup', file);
  let raw: Database.Database | null = null;
  try {
    raw = new Database(file, { readonly: true, fileMustExist: true });
    const applied = appliedMigrations(raw);
    if (applied.length === 0) throw new StoreError('not-a-backup', file);
    if (applied.some((name) => !(name in migrations))) throw new StoreError('newer-schema', file);
    if (raw.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw new StoreError('corrupt', file);
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_NOTADB') throw new StoreError('not-a-backup', file, error);
    throw asStoreError(error, file);
  } finally {
    raw?.close();
  }
}

function asStoreError(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error;
  if (isDiskFull(error)) return new StoreError('disk-full', file, error);
  const code = sqliteCode(error);
  return code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT') === true ? new StoreError('corrupt', file, error) : error;
}
