import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditAlone, engineActor, verifyAudit, type AuditCheck } from '../../../../electron/engine/accounts/audit.ts';
import { databaseFileName, openStore } from '../../../../electron/engine/store/store.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';

let folder: string;

beforeEach(async () => {
  folder = temporaryFolder();
  const store = await openStore(folder);
  for (let index = 1; index <= 5; index++) await auditAlone(store.db, { actor: engineActor, action: `did.${index}`, details: { index } });
  await store.close();
});
afterEach(() => removeFolder(folder));

/** What somebody does who has the file and knows SQL. */
async function afterTampering(statements: string): Promise<AuditCheck> {
  const raw = new Database(join(folder, databaseFileName));
  raw.exec(`drop trigger audit_no_update; drop trigger audit_no_delete; ${statements}`);
  raw.close();
  const store = await openStore(folder);
  const check = await verifyAudit(store.db);
  await store.close();
  return check;
}

test('an untouched log is sound', async () => {
  expect(await afterTampering('')).toMatchObject({ sound: true, entries: 5, brokenAt: null });
});

test('the database itself refuses to change or delete an entry', () => {
  const raw = new Database(join(folder, databaseFileName));
  expect(() => raw.exec(`update audit set action = 'x'`)).toThrow(/append-only/);
  expect(() => raw.exec('delete from audit where id = 2')).toThrow(/append-only/);
  raw.close();
});

test.each([
  ['a changed entry', `update audit set details_json = '{}' where id = 3`, 3],
  ['an entry under another name', `update audit set account_name = 'someone' where id = 4`, 4],
  ['a missing entry', 'delete from audit where id = 2', 3],
  ['a missing end', 'delete from audit where id > 3', 3],
  ['an emptied log', 'delete from audit', 0],
  ['a missing beginning', 'delete from audit where id = 1', 2],
])('%s shows', async (_what, statements, brokenAt) => {
  expect(await afterTampering(statements)).toMatchObject({ sound: false, brokenAt });
});
