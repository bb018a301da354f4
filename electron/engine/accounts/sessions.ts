import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Account } from '../../contract/account.ts';
import type { Tables } from '../store/tables.ts';

/** A working day and the night after it; a window left alone is signed out sooner. */
export const sessionLifeMs = 7 * 24 * 3_600_000;
export const sessionIdleMs = 24 * 3_600_000;
/** The last use is written at most this often. */
const touchEveryMs = 60_000;

export type Sessions = {
  /** Starts a session and gives its token, which is stored nowhere. */
  start(accountId: string, now?: number): Promise<string>;
  /** The account behind a token; null when unknown, expired or idle for too long. */
  find(token: string | undefined, now?: number): Promise<Account | null>;
  /** Of sessions named by `sessionKey`, those that have ended. Asking does not count as using them. */
  ended(keys: readonly string[], now?: number): Promise<string[]>;
  end(token: string): Promise<void>;
  /** Ends every session of an account, except one. */
  endAll(accountId: string, exceptToken?: string): Promise<void>;
};

/** Sessions of the database `db`: 256 random bits, of which only the SHA-256 is kept. */
export function makeSessions(db: Kysely<Tables>): Sessions {
  return {
    start: async (accountId, now = Date.now()) => {
      await db.deleteFrom('sessions').where((where) => where.or([where('expires_at', '<', now), where('used_at', '<', now - sessionIdleMs)])).execute();
      const token = randomBytes(32).toString('base64url');
      await db
        .insertInto('sessions')
        .values({ token_hash: sessionKey(token), account_id: accountId, created_at: now, used_at: now, expires_at: now + sessionLifeMs })
        .execute();
      return token;
    },
    find: async (token, now = Date.now()) => {
      if (token === undefined || token.length !== 43) return null;
      const row = await db
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
        .select(['accounts.id', 'username', 'role', 'language', 'accounts.created_at as createdAt', 'used_at'])
        .where('token_hash', '=', sessionKey(token))
        .where('expires_at', '>', now)
        .where('used_at', '>', now - sessionIdleMs)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { used_at, ...account } = row;
      if (now - used_at > touchEveryMs) await db.updateTable('sessions').set({ used_at: now }).where('token_hash', '=', sessionKey(token)).execute();
      return account;
    },
    ended: async (keys, now = Date.now()) => {
      const rows = await db
        .selectFrom('sessions')
        .select('token_hash')
        .where('token_hash', 'in', keys)
        .where('expires_at', '>', now)
        .where('used_at', '>', now - sessionIdleMs)
        .execute();
      const going = new Set(rows.map(({ token_hash }) => token_hash));
      return keys.filter((key) => !going.has(key));
    },
    end: async (token) => {
      await db.deleteFrom('sessions').where('token_hash', '=', sessionKey(token)).execute();
    },
    endAll: async (accountId, exceptToken) => {
      await db
        .deleteFrom('sessions')
        .where('account_id', '=', accountId)
        .$if(exceptToken !== undefined, (query) => query.where('token_hash', '!=', sessionKey(exceptToken ?? '')))
        .execute();
    },
  };
}

/** Names a session to those who must not be able to use it. */
export function sessionKey(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
