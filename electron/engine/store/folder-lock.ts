import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sqliteCode, StoreError } from './store-error.ts';

export type FolderLock = { release(): void };

/** Makes a data folder where there is none. @throws StoreError `folder-unusable` */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw new StoreError('folder-unusable', folder, error);
  }
}

/**
 * Takes a data folder for this process: an exclusive lock on `lock.db` that the operating system gives back when the
 * process ends in any way, SIGKILL included.
 * @throws StoreError `in-use` when another process holds it.
 */
export function lockDataFolder(folder: string): FolderLock {
  makeDataFolder(folder);
  const file = join(folder, 'lock.db');
  const lock = new Database(file, { timeout: 500 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') === true) throw new StoreError('in-use', folder, error);
    throw error;
  }
  return {
    release: () => {
      if (!lock.open) return;
      lock.exec('ROLLBACK');
      lock.close();
    },
  };
}
