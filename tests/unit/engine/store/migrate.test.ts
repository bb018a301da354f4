import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { queryBuilder } from '../../../../electron/engine/store/dialect.ts';
import { migrateToLatest, migrations } from '../../../../electron/engine/store/migrate.ts';
import { writeSetting } from '../../../../electron/engine/store/settings.ts';
import { databaseFileName, openStore } from '../../../../electron/engine/store/store.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';
import { loseLastMigration } from '../../../support/lose-migration.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = temporaryFolder();
  file = join(folder, databaseFileName);
  const store = await openStore(folder);
  await writeSetting(store.db, 'test', { speed: 5 });
  await store.close();
});
afterEach(() => removeFolder(folder));

/** Runs the known migrations and one more, as the store does. */
async function migrateWith(name: string, up: (db: Kysely<never>) => Promise<void>): Promise<void> {
  const raw = new Database(file);
  raw.pragma('journal_mode = WAL');
  const extra: Migration = { up };
  try {
    await migrateToLatest(raw, queryBuilder(raw), { ...migrations, [name]: extra });
  } finally {
    raw.close();
  }
}

const speed = (database: string): unknown => {
  const raw = new Database(database, { readonly: true });
  try {
    return raw.prepare(`select value_json from settings where key = 'test'`).pluck().get();
  } finally {
    raw.close();
  }
};

const half = async (db: Kysely<never>): Promise<void> => {
  await sql`create table half (a)`.execute(db);
  await sql`update settings set value_json = '{"speed":99}'`.execute(db);
};

test('a migration that breaks half way leaves the file byte for byte as it was, and a copy', async () => {
  const before = readFileSync(file);
  const broken = migrateWith('0009-broken', async (db) => {
    await half(db);
    await sql`this is not sql`.execute(db);
  });
  await expect(broken).rejects.toMatchObject({ kind: 'migration-failed' });
  expect(readFileSync(file).equals(before)).toBe(true);
  const copies = readdirSync(join(folder, 'backups'));
  expect(copies).toEqual([expect.stringMatching(/^watchhouse-before-0009-broken-.*\.db$/)]);
  expect(speed(join(folder, 'backups', copies[0] ?? ''))).toBe('{"speed":5}');
});

test('what a failed migration has committed in between is taken back too', async () => {
  const before = readFileSync(file);
  const broken = migrateWith('0009-commits', async (db) => {
    await half(db);
    await sql`commit`.execute(db);
    expect(readFileSync(`${file}-wal`).length).toBeGreaterThan(0);
    await sql`begin`.execute(db);
    await sql`insert into nowhere values (1)`.execute(db);
  });
  await expect(broken).rejects.toMatchObject({ kind: 'migration-failed' });
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(existsSync(`${file}-wal`)).toBe(false);
  expect(speed(file)).toBe('{"speed":5}');
});

test('what stood in the log before a migration is not lost with it', async () => {
  const other = new Database(file);
  other.pragma('journal_mode = WAL');
  other.exec(`update settings set value_json = '{"speed":6}'`);
  const broken = migrateWith('0009-broken', async (db) => {
    await sql`drop table settings`.execute(db);
    await sql`this is not sql`.execute(db);
  });
  await expect(broken).rejects.toMatchObject({ kind: 'migration-failed' });
  other.close();
  expect(speed(file)).toBe('{"speed":6}');
});

test('the sentence about a failed migration says that the database was put back', async () => {
  const broken = migrateWith('0009-broken', async (db) => {
    await sql`this is not sql`.execute(db);
  });
  await expect(broken).rejects.toMatchObject({ words: { 'zh-CN': expect.stringContaining('已恢复到升级前的状态') as string, en: expect.stringContaining('put back') as string } });
});

test('a migration that works keeps the copy from before and the new data', async () => {
  await migrateWith('0009-works', half);
  expect(speed(file)).toBe('{"speed":99}');
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
});

test('a database whose last migration is not noted fails to open and stays as it is', async () => {
  loseLastMigration(folder);
  const before = readFileSync(file);
  await expect(openStore(folder)).rejects.toMatchObject({ kind: 'migration-failed' });
  expect(readFileSync(file).equals(before)).toBe(true);
  // The lock was given back, and trying again fails in the same way without filling the disk with copies.
  for (let again = 0; again < 4; again++) await expect(openStore(folder)).rejects.toMatchObject({ kind: 'migration-failed' });
  expect(speed(file)).toBe('{"speed":5}');
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(3);
});
