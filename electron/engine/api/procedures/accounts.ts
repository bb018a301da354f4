import { actorOf, type Accounts } from '../../accounts/accounts.ts';
import { callerOf, type Procedures } from '../call-context.ts';

type Group = 'accounts.list' | 'accounts.create' | 'accounts.remove' | 'accounts.setPassword';

export function accountProcedures(accounts: Accounts): Pick<Procedures, Group> {
  return {
    'accounts.list': () => accounts.list(),
    'accounts.create': (draft, context) => accounts.create(actorOf(callerOf(context)), draft),
    'accounts.remove': async ({ accountId }, context) => {
      await accounts.remove(actorOf(callerOf(context)), accountId);
      return {};
    },
    'accounts.setPassword': async (change, context) => {
      await accounts.setPassword(callerOf(context), change, context.token);
      return {};
    },
  };
}
