import type { Accounts } from '../../accounts/accounts.ts';
import { Refusal } from '../../accounts/refusal.ts';
import { callerOf, type CallContext, type Procedures } from '../call-context.ts';

type Group = 'session.get' | 'session.createFirstAccount' | 'session.signIn' | 'session.signOut' | 'session.setLanguage';

/** A session is kept in a cookie, so it starts and ends over HTTP only. */
function keeperOf({ keepToken }: CallContext): (token: string | null) => void {
  if (keepToken === null) throw new Refusal('conflict', 'sessions start and end over HTTP');
  return keepToken;
}

export function sessionProcedures(accounts: Accounts): Pick<Procedures, Group> {
  return {
    'session.get': async (_input, { account }) => ({ needsFirstAccount: await accounts.needFirst(), account }),
    'session.createFirstAccount': async ({ setupKey, ...draft }, context) => {
      const keep = keeperOf(context);
      const { account, token } = await accounts.createFirst(setupKey, draft);
      keep(token);
      return { needsFirstAccount: false, account };
    },
    'session.signIn': async ({ username, password }, context) => {
      const keep = keeperOf(context);
      const { account, token } = await accounts.signIn(username, password);
      if (context.token !== undefined) await accounts.sessions.end(context.token);
      keep(token);
      return { needsFirstAccount: false, account };
    },
    'session.signOut': async (_input, context) => {
      const keep = keeperOf(context);
      if (context.token !== undefined) await accounts.signOut(callerOf(context), context.token);
      keep(null);
      return { needsFirstAccount: false, account: null };
    },
    'session.setLanguage': ({ language }, context) => accounts.setLanguage(callerOf(context).id, language),
  };
}
