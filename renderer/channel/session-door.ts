import type { z } from 'zod';
import { CallErrorKind, type CallInput } from '../../electron/contract/calls.ts';
import { Session } from '../../electron/contract/account.ts';
import { CallError } from './channel.ts';
import { addresses } from './addresses.ts';

/** Signing in and out goes over HTTP, because only an HTTP answer can set the session's cookie out of scripts' reach. */
export type SessionDoor = {
  get: () => Promise<Session>;
  createFirstAccount: (input: CallInput<'session.createFirstAccount'>) => Promise<Session>;
  signIn: (input: CallInput<'session.signIn'>) => Promise<Session>;
  signOut: () => Promise<void>;
};

async function ask<T extends z.ZodType>(method: 'GET' | 'POST', path: string, schema: T, body?: unknown): Promise<z.output<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new CallError('connection-lost');
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusal(answer, response);
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new CallError('not-understood', parsed.error.message);
  return parsed.data;
}

function refusal(answer: unknown, response: Response): CallError {
  const body = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : answer;
  const error = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const kind = CallErrorKind.safeParse(error['kind']);
  const retryAfterMs = typeof error['retryAfterMs'] === 'number' ? error['retryAfterMs'] : Number(response.headers.get('retry-after') ?? 0) * 1000;
  return new CallError(kind.success ? kind.data : response.status === 502 ? 'connection-lost' : 'internal', undefined, retryAfterMs);
}

export const sessionDoor: SessionDoor = {
  get: () => ask('GET', addresses.session, Session),
  createFirstAccount: (input) => ask('POST', addresses.firstAccount, Session, input),
  signIn: (input) => ask('POST', addresses.signIn, Session, input),
  signOut: async () => {
    await ask('POST', addresses.signOut, Session.partial().nullable(), {});
  },
};
