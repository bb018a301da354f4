import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseFileName, openStore } from '../../../electron/engine/store/store.ts';
import { removeFolder, temporaryFolder } from '../../support/house.ts';
import { loseLastMigration } from '../../support/lose-migration.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const compiled = join(root, 'dist/electron/engine/main.js');

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolder(folder));

test('the engine says that an upgrade of the database failed, and leaves the file as it was', async () => {
  await (await openStore(folder)).close();
  loseLastMigration(folder);
  const file = join(folder, databaseFileName);
  const before = readFileSync(file);
  const script = existsSync(compiled) ? compiled : join(root, 'electron/engine/main.ts');
  const { status, stderr } = spawnSync(join(root, 'node_modules/node/bin/node'), [script, '--data', folder, '--port', '0'], { encoding: 'utf8', timeout: 60_000 });
  expect(status).toBe(3);
  expect(stderr).toContain('已恢复到升级前的状态');
  expect(stderr).toContain('put back as it was before');
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
});
