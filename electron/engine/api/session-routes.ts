import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallErrorKind, CallName } from '../../contract/calls.ts';
import { http } from '../../contract/http.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { Dispatch } from './dispatch.ts';
import { httpContext } from './session-cookie.ts';

const statusOf: Record<CallErrorKind, number> = {
  'bad-input': 400,
  'wrong-credentials': 401,
  'not-signed-in': 401,
  'wrong-setup-key': 403,
  forbidden: 403,
  'not-found': 404,
  'name-taken': 409,
  'last-administrator': 409,
  conflict: 409,
  'too-many-tries': 429,
  'disk-full': 507,
  internal: 500,
};

/** The calls that start and end sessions, over HTTP because only there a cookie can be set that scripts cannot read. */
export function addSessionRoutes(app: FastifyInstance, dispatch: Dispatch, sessions: Sessions): void {
  const answer = (call: CallName) => async (request: FastifyRequest, reply: FastifyReply) => {
    const context = await httpContext(app, sessions, request.headers.cookie, reply);
    const result = await dispatch(call, request.body ?? {}, context);
    reply.header('cache-control', 'no-store');
    if (result.ok) return reply.send(result.output);
    const { kind, retryAfterMs } = result.error;
    if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1000));
    return reply.code(statusOf[kind]).send({ error: result.error });
  };
  app.get(http.session, answer('session.get'));
  app.post(http.firstAccount, answer('session.createFirstAccount'));
  app.post(http.signIn, answer('session.signIn'));
  app.post(http.signOut, answer('session.signOut'));
}
