import type { z } from 'zod';
import type { Account } from '../../contract/account.ts';
import { calls, type Access, type CallErrorKind, type CallName } from '../../contract/calls.ts';
import { Refusal } from '../accounts/refusal.ts';
import { isDiskFull } from '../store/store-error.ts';
import type { CallContext, Procedures } from './call-context.ts';

export type CallFault = { readonly kind: CallErrorKind; readonly detail?: string; readonly retryAfterMs?: number };
export type CallResult = { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly error: CallFault };

export type Dispatch = (name: string, input: unknown, context: CallContext) => Promise<CallResult>;

/** `onFault` hears of calls that failed through no fault of the caller, for the log. */
export function makeDispatch(procedures: Procedures, onFault: (name: string, error: unknown) => void): Dispatch {
  return async (name, input, context) => {
    if (!isCallName(name)) return refused('bad-input', 'no such call');
    const { access, input: inputSchema, output: outputSchema } = calls[name];
    const denial = denied(access, context.account);
    if (denial) return refused(denial);
    const parsed = inputSchema.safeParse(input);
    if (!parsed.success) return refused('bad-input', where(parsed.error));
    try {
      const procedure = procedures[name] as (input: unknown, context: CallContext) => unknown;
      return { ok: true, output: outputSchema.parse(await procedure(parsed.data, context)) };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: faultOf(error) };
      onFault(name, error);
      return refused(isDiskFull(error) ? 'disk-full' : 'internal');
    }
  };
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

function denied(access: Access, account: Account | null): 'not-signed-in' | 'forbidden' | null {
  if (access === 'anyone') return null;
  if (account === null) return 'not-signed-in';
  if (access === 'signed-in' || account.role === 'administrator' || account.role === access) return null;
  return 'forbidden';
}

function refused(kind: CallErrorKind, detail?: string): CallResult {
  return { ok: false, error: detail === undefined ? { kind } : { kind, detail } };
}

function faultOf({ kind, detail, retryAfterMs }: Refusal): CallFault {
  return { kind, ...(detail === undefined ? {} : { detail }), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** The first thing that is wrong, by its path and the schema's word for it; never the value, which may be a secret. */
function where({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue === undefined) return '';
  return `${issue.path.map(String).join('.')}: ${issue.message}`.slice(0, 200);
}
