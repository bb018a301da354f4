import { randomUUID, timingSafeEqual, createHash } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Account, Role } from '../../contract/account.ts';
import type { Language } from '../../contract/words.ts';
import { sqliteCode } from '../store/store-error.ts';
import type { AccountsTable, Tables } from '../store/tables.ts';
import { auditAlone, writeAudit, type Actor } from './audit.ts';
import { checkPassword, hashPassword } from './password.ts';
import { Refusal } from './refusal.ts';
import { makeSessions, type Sessions } from './sessions.ts';
import { makeThrottle } from './throttle.ts';
import { usernameKey } from './username.ts';

export type NewAccount = { readonly username: string; readonly password: string; readonly role: Role; readonly language: Language };
export type SignedIn = { readonly account: Account; readonly token: string };

/** The people of the station. Every function throws `Refusal` for what people can put right. */
export type Accounts = {
  readonly sessions: Sessions;
  needFirst(): Promise<boolean>;
  /** The first administrator; `setupKey` proves that whoever asks started the program. */
  createFirst(setupKey: string, account: Omit<NewAccount, 'role'>): Promise<SignedIn>;
  /** Calls back once the first account was created. */
  onFirst(listener: (account: Account) => void): void;
  signIn(username: string, password: string): Promise<SignedIn>;
  /** Checks that these are an administrator's, as in `signIn` but without a session. @throws Refusal also `forbidden` */
  confirmAdministrator(username: string, password: string): Promise<Account>;
  signOut(account: Account, token: string): Promise<void>;
  list(): Promise<Account[]>;
  create(actor: Actor, account: NewAccount): Promise<Account>;
  remove(actor: Actor, accountId: string): Promise<void>;
  /** One's own with the current one, or anybody's as administrator. Ends the account's other sessions. */
  setPassword(by: Account, change: { accountId: string; current?: string | undefined; password: string }, keepToken?: string): Promise<void>;
  setLanguage(accountId: string, language: Language): Promise<Account>;
};

/** `setupKey` is made anew at every start and shown only to who started the program. */
export function makeAccounts(db: Kysely<Tables>, setupKey: string): Accounts {
  const sessions = makeSessions(db);
  const throttle = makeThrottle(db);
  const firstListeners = new Set<(account: Account) => void>();

  const needFirst = async (): Promise<boolean> => (await db.selectFrom('accounts').select('id').limit(1).execute()).length === 0;

  const insert = async (actor: Actor | null, { username, password, role, language }: NewAccount, first: boolean): Promise<Account> => {
    const account: Account = { id: randomUUID(), username, role, language, createdAt: Date.now() };
    const row = { ...toRow(account), username_key: usernameKey(username), password_hash: await hashPassword(password) };
    await db.transaction().execute(async (transaction) => {
      if (first && (await transaction.selectFrom('accounts').select('id').limit(1).execute()).length > 0) throw new Refusal('conflict', 'there is an account already');
      await insertUnique(transaction, row);
      const by = actor ?? { accountId: account.id, name: username };
      await writeAudit(transaction, { actor: by, action: 'account.created', subject: account.id, details: { username, role } });
    });
    return account;
  };

  const identify = async (username: string, password: string): Promise<Account> => {
    await throttle.take(username, Date.now());
    const row = await db.selectFrom('accounts').selectAll().where('username_key', '=', usernameKey(username)).executeTakeFirst();
    if (!(await checkPassword(row?.password_hash ?? null, password)) || row === undefined) {
      if (row) await auditAlone(db, { actor: { accountId: null, name: row.username }, action: 'sign-in.failed', subject: row.id });
      throw new Refusal('wrong-credentials');
    }
    await throttle.succeeded(username);
    return fromRow(row);
  };

  return {
    sessions,
    needFirst,
    createFirst: async (key, draft) => {
      if (!sameText(key, setupKey)) throw new Refusal('wrong-setup-key');
      const account = await insert(null, { ...draft, role: 'administrator' }, true);
      for (const listener of firstListeners) listener(account);
      return { account, token: await sessions.start(account.id) };
    },
    onFirst: (listener) => void firstListeners.add(listener),
    signIn: async (username, password) => {
      const account = await identify(username, password);
      const token = await sessions.start(account.id);
      await auditAlone(db, { actor: actorOf(account), action: 'sign-in', subject: account.id });
      return { account, token };
    },
    confirmAdministrator: async (username, password) => {
      const account = await identify(username, password);
      if (account.role !== 'administrator') throw new Refusal('forbidden');
      return account;
    },
    signOut: async (account, token) => {
      await sessions.end(token);
      await auditAlone(db, { actor: actorOf(account), action: 'sign-out', subject: account.id });
    },
    list: async () => (await db.selectFrom('accounts').selectAll().orderBy('created_at').execute()).map(fromRow),
    create: (actor, account) => insert(actor, account, false),
    remove: (actor, accountId) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction.selectFrom('accounts').selectAll().where('id', '=', accountId).executeTakeFirst();
        if (row === undefined) throw new Refusal('not-found');
        const administrators = await transaction.selectFrom('accounts').select('id').where('role', '=', 'administrator').execute();
        if (row.role === 'administrator' && administrators.length === 1) throw new Refusal('last-administrator');
        await transaction.deleteFrom('accounts').where('id', '=', accountId).execute();
        await writeAudit(transaction, { actor, action: 'account.removed', subject: accountId, details: { username: row.username } });
      }),
    setPassword: async (by, { accountId, current, password }, keepToken) => {
      const own = by.id === accountId;
      if (!own && by.role !== 'administrator') throw new Refusal('forbidden');
      const row = await db.selectFrom('accounts').selectAll().where('id', '=', accountId).executeTakeFirst();
      if (row === undefined) throw new Refusal('not-found');
      if (own) {
        await throttle.take(row.username, Date.now());
        if (!(await checkPassword(row.password_hash, current ?? ''))) throw new Refusal('wrong-credentials');
        await throttle.succeeded(row.username);
      }
      const password_hash = await hashPassword(password);
      await db.transaction().execute(async (transaction) => {
        await transaction.updateTable('accounts').set({ password_hash }).where('id', '=', accountId).execute();
        await writeAudit(transaction, { actor: actorOf(by), action: 'account.password-set', subject: accountId });
      });
      await sessions.endAll(accountId, own ? keepToken : undefined);
    },
    setLanguage: async (accountId, language) => {
      const row = await db.updateTable('accounts').set({ language }).where('id', '=', accountId).returningAll().executeTakeFirst();
      if (row === undefined) throw new Refusal('not-found');
      return fromRow(row);
    },
  };
}

/** An account as the actor of what it does. */
export function actorOf(account: Account): Actor {
  return { accountId: account.id, name: account.username };
}

async function insertUnique(transaction: Transaction<Tables>, row: AccountsTable): Promise<void> {
  try {
    await transaction.insertInto('accounts').values(row).execute();
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_CONSTRAINT_UNIQUE') throw new Refusal('name-taken');
    throw error;
  }
}

function toRow({ id, username, role, language, createdAt }: Account): Omit<AccountsTable, 'username_key' | 'password_hash'> {
  return { id, username, role, language, created_at: createdAt };
}

function fromRow({ id, username, role, language, created_at }: Selectable<AccountsTable>): Account {
  return { id, username, role, language, createdAt: created_at };
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
