import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { backUp, restoreBackup } from '../../../../electron/engine/store/backup.ts';
import { readSetting, writeSetting } from '../../../../electron/engine/store/settings.ts';
import { databaseFileName, openStore } from '../../../../electron/engine/store/store.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolder(folder));

const Speed = z.object({ speed: z.number().default(1) });

async function withSpeed(speed: number): Promise<void> {
  const store = await openStore(folder);
  await writeSetting(store.db, 'test', { speed });
  await store.close();
}

async function speedNow(): Promise<number> {
  const store = await openStore(folder);
  const { speed } = await readSetting(store.db, 'test', Speed);
  await store.close();
  return speed;
}

test('a data folder can be opened again and holds what was written', async () => {
  await withSpeed(7);
  expect(await speedNow()).toBe(7);
});

test('a setting that is no longer valid is its default', async () => {
  const store = await openStore(folder);
  await writeSetting(store.db, 'test', { speed: 'fast' });
  expect(await readSetting(store.db, 'test', Speed)).toEqual({ speed: 1 });
  await store.close();
});

test('a folder that is open cannot be opened twice, and can after it was closed', async () => {
  const store = await openStore(folder);
  await expect(openStore(folder)).rejects.toMatchObject({ kind: 'in-use' });
  await store.close();
  await (await openStore(folder)).close();
});

test('a file that is no database is named damaged, with what to do in both languages, and left as it is', async () => {
  const file = join(folder, databaseFileName);
  writeFileSync(file, 'this is not a database, however long it is made'.repeat(100));
  const before = readFileSync(file);
  const refused = openStore(folder);
  await expect(refused).rejects.toMatchObject({ kind: 'corrupt' });
  await expect(refused).rejects.toMatchObject({ words: { en: expect.stringContaining('restore') as string, 'zh-CN': expect.stringContaining('restore') as string } });
  expect(readFileSync(file)).toEqual(before);
});

test('a database cut short under an unfinished log is found damaged at start', async () => {
  const store = await openStore(folder);
  for (let index = 0; index < 500; index++) await writeSetting(store.db, `key ${index}`, { text: 'x'.repeat(2000) });
  const file = join(folder, databaseFileName);
  const crashed = temporaryFolder();
  await sql`pragma wal_checkpoint(TRUNCATE)`.execute(store.db);
  await writeSetting(store.db, 'one more', { text: 'x' });
  copyFileSync(file, join(crashed, databaseFileName));
  copyFileSync(`${file}-wal`, join(crashed, `${databaseFileName}-wal`));
  await store.close();
  truncateSync(join(crashed, databaseFileName), Math.floor(statSync(file).size / 2 / 4096) * 4096);
  await expect(openStore(crashed)).rejects.toMatchObject({ kind: 'corrupt' });
  removeFolder(crashed);
});

test('a failed start gives the folder back', async () => {
  writeFileSync(join(folder, databaseFileName), 'rubbish'.repeat(1000));
  await expect(openStore(folder)).rejects.toMatchObject({ kind: 'corrupt' });
  await expect(openStore(folder)).rejects.toMatchObject({ kind: 'corrupt' });
});

test('a database of a later program is refused and not changed', async () => {
  await withSpeed(3);
  const raw = new Database(join(folder, databaseFileName));
  raw.exec(`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', 'later')`);
  raw.close();
  await expect(openStore(folder)).rejects.toMatchObject({ kind: 'newer-schema' });
});

test('a backup made while the store is open holds what was committed and is whole', async () => {
  const store = await openStore(folder);
  await writeSetting(store.db, 'test', { speed: 11 });
  const file = join(folder, 'copy.db');
  backUp(folder, file);
  await writeSetting(store.db, 'test', { speed: 12 });
  await store.close();
  expect(existsSync(`${file}.new`)).toBe(false);
  expect(restoreBackup(folder, file).old).toMatch(/before-restore/);
  expect(await speedNow()).toBe(11);
});

test('restoring keeps the old database beside the new one', async () => {
  await withSpeed(1);
  backUp(folder, join(folder, 'copy.db'));
  await withSpeed(2);
  const { old } = restoreBackup(folder, join(folder, 'copy.db'));
  const raw = new Database(old ?? '', { readonly: true });
  expect(raw.prepare(`select value_json from settings where key = 'test'`).pluck().get()).toBe('{"speed":2}');
  raw.close();
});

test('restore refuses what is no backup, what is damaged and what is missing, and touches nothing', async () => {
  await withSpeed(4);
  const copy = join(folder, 'copy.db');
  backUp(folder, copy);
  truncateSync(copy, 8192);
  writeFileSync(join(folder, 'text.db'), 'no database at all'.repeat(300));
  new Database(join(folder, 'other.db')).exec('create table something (a)').close();
  const attempt = (name: string) => () => restoreBackup(folder, join(folder, name));
  expect(attempt('copy.db')).toThrow(expect.objectContaining({ kind: 'corrupt' }) as Error);
  expect(attempt('text.db')).toThrow(expect.objectContaining({ kind: 'not-a-backup' }) as Error);
  expect(attempt('other.db')).toThrow(expect.objectContaining({ kind: 'not-a-backup' }) as Error);
  expect(attempt('missing.db')).toThrow(expect.objectContaining({ kind: 'not-a-backup' }) as Error);
  expect(await speedNow()).toBe(4);
});

test('restore is refused while the store is open', async () => {
  await withSpeed(4);
  backUp(folder, join(folder, 'copy.db'));
  const store = await openStore(folder);
  expect(() => restoreBackup(folder, join(folder, 'copy.db'))).toThrow(expect.objectContaining({ kind: 'in-use' }) as Error);
  await store.close();
});
