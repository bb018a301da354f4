import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyAudit } from '../../../../electron/engine/accounts/audit.ts';
import type { SignedIn } from '../../../../electron/engine/accounts/accounts.ts';
import { sessionIdleMs, sessionLifeMs } from '../../../../electron/engine/accounts/sessions.ts';
import { openTestHouse, removeFolder, setupKey, type TestHouse } from '../../../support/house.ts';

let house: TestHouse;
let chief: SignedIn;
const password = 'correct horse battery';

beforeEach(async () => {
  house = await openTestHouse();
  chief = await house.accounts.createFirst(setupKey, { username: 'Chief', password, language: 'en' });
});
afterEach(async () => {
  await house.close();
  removeFolder(house.folder);
});

const by = () => ({ accountId: chief.account.id, name: chief.account.username });
const reviewer = (username = 'wang') => house.accounts.create(by(), { username, password, role: 'reviewer', language: 'zh-CN' });
const actions = async () => (await house.store.db.selectFrom('audit').select('action').orderBy('id').execute()).map(({ action }) => action);

test('the first account is an administrator and can be made once only, with the key', async () => {
  expect(chief.account.role).toBe('administrator');
  const again = { username: 'other', password, language: 'en' } as const;
  await expect(house.accounts.createFirst(setupKey, again)).rejects.toMatchObject({ kind: 'conflict' });
  await expect(house.accounts.createFirst('guessed', again)).rejects.toMatchObject({ kind: 'wrong-setup-key' });
});

test('neither passwords nor session tokens are in the database', async () => {
  await reviewer();
  const { token } = await house.accounts.signIn('wang', password);
  const everything = JSON.stringify([
    await house.store.db.selectFrom('accounts').selectAll().execute(),
    await house.store.db.selectFrom('sessions').selectAll().execute(),
    await house.store.db.selectFrom('audit').selectAll().execute(),
  ]);
  expect(everything).toContain('$argon2id$');
  expect(everything).not.toContain(password);
  expect(everything).not.toContain(token);
});

test('a name is the same whatever its case or width, and can be taken once', async () => {
  await reviewer('Zhao');
  await expect(reviewer('ＺＨＡＯ')).rejects.toMatchObject({ kind: 'name-taken' });
  expect((await house.accounts.signIn('zhao', password)).account.username).toBe('Zhao');
});

test('a wrong password and an unknown name are refused alike', async () => {
  await expect(house.accounts.signIn('chief', 'wrong')).rejects.toMatchObject({ kind: 'wrong-credentials' });
  await expect(house.accounts.signIn('nobody', 'wrong')).rejects.toMatchObject({ kind: 'wrong-credentials' });
});

test('an account that is removed is signed out', async () => {
  const { id } = await reviewer();
  const { token } = await house.accounts.signIn('wang', password);
  expect(await house.accounts.sessions.find(token)).toMatchObject({ id });
  await house.accounts.remove(by(), id);
  expect(await house.accounts.sessions.find(token)).toBeNull();
});

test('the last administrator cannot be removed', async () => {
  await expect(house.accounts.remove(by(), chief.account.id)).rejects.toMatchObject({ kind: 'last-administrator' });
  await house.accounts.create(by(), { username: 'deputy', password, role: 'administrator', language: 'en' });
  await house.accounts.remove(by(), chief.account.id);
  expect(await house.accounts.list()).toMatchObject([{ username: 'deputy' }]);
});

test('a new password of one’s own needs the old one and ends the other sessions', async () => {
  const elsewhere = await house.accounts.signIn('chief', password);
  const change = { accountId: chief.account.id, password: 'another long password' };
  await expect(house.accounts.setPassword(chief.account, { ...change, current: 'wrong' }, chief.token)).rejects.toMatchObject({ kind: 'wrong-credentials' });
  await house.accounts.setPassword(chief.account, { ...change, current: password }, chief.token);
  expect(await house.accounts.sessions.find(chief.token)).not.toBeNull();
  expect(await house.accounts.sessions.find(elsewhere.token)).toBeNull();
  await house.accounts.signIn('chief', 'another long password');
});

test('a reviewer cannot set somebody else’s password', async () => {
  const account = await reviewer();
  await expect(house.accounts.setPassword(account, { accountId: chief.account.id, password: 'taken over!!' })).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a session ends after its life, and earlier when nobody uses it', async () => {
  const { sessions } = house.accounts;
  const now = Date.now();
  const token = await sessions.start(chief.account.id, now);
  expect(await sessions.find(token, now + sessionIdleMs + 1)).toBeNull();
  for (let at = now; at < now + sessionLifeMs; at += sessionIdleMs / 2) expect(await sessions.find(token, at)).not.toBeNull();
  expect(await sessions.find(token, now + sessionLifeMs + 1)).toBeNull();
});

test('what matters is in the audit log, and its chain is sound', async () => {
  const { id } = await reviewer();
  await expect(house.accounts.signIn('wang', 'wrong')).rejects.toThrow();
  await house.accounts.signOut(chief.account, chief.token);
  await house.accounts.remove(by(), id);
  expect(await actions()).toEqual(['account.created', 'account.created', 'sign-in.failed', 'sign-out', 'account.removed']);
  expect(await verifyAudit(house.store.db)).toMatchObject({ sound: true, entries: 5 });
});
