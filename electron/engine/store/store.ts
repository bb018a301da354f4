import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { queryBuilder } from './dialect.ts';
import { lockDataFolder, type FolderLock } from './folder-lock.ts';
import { migrateToLatest } from './migrate.ts';
import { isDiskFull, sqliteCode, StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

export const databaseFileName = 'watchhouse.db';

/** An open data folder: the database and the lock that keeps other engines out. */
export type Store = {
  readonly folder: string;
  readonly db: Kysely<Tables>;
  /** Bytes of the database with its write-ahead log. */
  sizeBytes(): number;
  /** Copies the database as it is now to a new file while everything goes on. */
  backUpTo(file: string): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the database in a data folder, creating folder and schema as needed. After an unclean stop the file is checked
 * before it is used.
 * @throws StoreError
 */
export async function openStore(folder: string, check: 'after-unclean-stop' | 'always' = 'after-unclean-stop'): Promise<Store> {
  const lock = lockDataFolder(folder);
  const file = join(folder, databaseFileName);
  let raw: Database.Database | null = null;
  try {
    const unclean = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
    raw = openSound(file, unclean || check === 'always');
    const db = queryBuilder(raw);
    await migrateToLatest(raw, db);
    return makeStore(folder, raw, db, lock);
  } catch (error) {
    raw?.close();
    lock.release();
    throw error;
  }
}

function openSound(file: string, check: boolean): Database.Database {
  let raw: Database.Database | null = null;
  try {
    raw = new Database(file, { timeout: 5000 });
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    raw.pragma('cache_size = -32000');
    raw.pragma('temp_store = MEMORY');
    raw.pragma('journal_size_limit = 67108864');
    raw.pragma('trusted_schema = OFF');
    raw.prepare('select count(*) from sqlite_schema').get();
    if (check && !isSound(raw)) throw new StoreError('corrupt', file);
    return raw;
  } catch (error) {
    raw?.close();
    throw asStoreError(error, file);
  }
}

/** SQLite's own quick check: every page reachable and well formed. */
export function isSound(raw: Database.Database): boolean {
  return raw.pragma('quick_check(1)', { simple: true }) === 'ok';
}

function asStoreError(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT') === true) return new StoreError('corrupt', file, error);
  if (code === 'SQLITE_FULL') return new StoreError('disk-full', file, error);
  return error;
}

function makeStore(folder: string, raw: Database.Database, db: Kysely<Tables>, lock: FolderLock): Store {
  const bytes = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return {
    folder,
    db,
    sizeBytes: () => bytes(raw.name) + bytes(`${raw.name}-wal`),
    backUpTo: async (file) => {
      mkdirSync(join(file, '..'), { recursive: true });
      await raw.backup(file);
    },
    close: async () => {
      try {
        if (raw.open) raw.pragma('optimize');
      } catch (error) {
        if (!isDiskFull(error)) throw error;
      } finally {
        await db.destroy();
        lock.release();
      }
    },
  };
}
