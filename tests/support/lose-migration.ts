import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databaseFileName } from '../../electron/engine/store/store.ts';

/**
 * Takes the row of the last migration out of a data folder's database while its tables stay: the real program then fails
 * to bring that database up to date ("table … already exists"), without any test code in it.
 */
export function loseLastMigration(folder: string): void {
  const raw = new Database(join(folder, databaseFileName));
  try {
    const { changes } = raw.prepare('delete from kysely_migration where name = (select max(name) from kysely_migration)').run();
    if (changes !== 1) throw new Error(`${folder} holds no database that was migrated`);
    raw.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    raw.close();
  }
}

/** `node tests/support/lose-migration.ts FOLDER` */
if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('say which data folder: node tests/support/lose-migration.ts FOLDER');
  loseLastMigration(folder);
}
