import type { FastifyInstance, FastifyReply } from 'fastify';
import type { CookieSerializeOptions } from '@fastify/cookie';
import { sessionCookieName } from '../../contract/http.ts';
import { sessionLifeMs, type Sessions } from '../accounts/sessions.ts';
import type { CallContext } from './call-context.ts';

const options: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'strict' };

/** The session's token in a request's `Cookie` header, if there is one. */
export function tokenIn(app: FastifyInstance, cookieHeader: string | undefined): string | undefined {
  return cookieHeader === undefined ? undefined : app.parseCookie(cookieHeader)[sessionCookieName];
}

/** Who asks over HTTP; may start and end a session. */
export async function httpContext(app: FastifyInstance, sessions: Sessions, cookieHeader: string | undefined, reply: FastifyReply): Promise<CallContext> {
  const token = tokenIn(app, cookieHeader);
  return {
    account: await sessions.find(token),
    token,
    keepToken: (kept) => {
      if (kept === null) reply.clearCookie(sessionCookieName, options);
      else reply.setCookie(sessionCookieName, kept, { ...options, maxAge: sessionLifeMs / 1000 });
    },
  };
}
