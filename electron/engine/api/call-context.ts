import type { Account } from '../../contract/account.ts';
import type { calls, CallName, CallOutput } from '../../contract/calls.ts';
import type { z } from 'zod';
import { actorOf } from '../accounts/accounts.ts';
import { Refusal } from '../accounts/refusal.ts';
import type { Reviewer } from '../events/decisions.ts';

/** Who calls, through which door. */
export type CallContext = {
  readonly account: Account | null;
  readonly token: string | undefined;
  /** Keeps (or with null forgets) a session for the caller; null where the door cannot, as on the channel. */
  readonly keepToken: ((token: string | null) => void) | null;
};

/** One procedure for each call of the contract, its input parsed. */
export type Procedures = {
  [N in CallName]: (input: z.output<(typeof calls)[N]['input']>, context: CallContext) => CallOutput<N> | Promise<CallOutput<N>>;
};

/** The signed-in account; `dispatch` has made sure that there is one. */
export function callerOf({ account }: CallContext): Account {
  if (account === null) throw new Refusal('not-signed-in');
  return account;
}

export function reviewerOf(context: CallContext): Reviewer {
  const account = callerOf(context);
  return { ...actorOf(account), accountId: account.id };
}
