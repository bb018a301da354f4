import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { http } from '../../contract/http.ts';
import { actorOf } from '../accounts/accounts.ts';
import { Refusal } from '../accounts/refusal.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { DetectorDesk } from '../models/detector-desk.ts';
import { tokenIn } from './session-cookie.ts';

type Upload = { Body: Readable; Querystring: { name?: unknown } };

const nameOf = (given: unknown): string => (typeof given === 'string' ? given.slice(0, 300) : '');

/** Files that administrators send: models and test pictures, as a stream of bytes with no form around it. */
export function addDetectorRoutes(app: FastifyInstance, sessions: Sessions, desk: Pick<DetectorDesk, 'take' | 'takePicture'>): void {
  const accountOf = async (request: FastifyRequest) => sessions.find(tokenIn(app, request.headers.cookie));

  app.register((routes, _options, done) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('application/octet-stream', (_request, payload, parsed) => parsed(null, payload));
    routes.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const account = await accountOf(request);
      if (account === null) return reply.code(401).send({ error: { kind: 'not-signed-in' } });
      return account.role === 'administrator' ? undefined : reply.code(403).send({ error: { kind: 'forbidden' } });
    });
    routes.post<Upload>(http.detectors, async (request) => {
      const account = await accountOf(request);
      if (account === null) throw new Refusal('not-signed-in');
      return desk.take(actorOf(account), nameOf(request.query.name), request.body);
    });
    routes.post<Upload>(http.detectorPicture, async ({ body }, reply) => {
      try {
        return { pictureId: await desk.takePicture(body) };
      } catch (error) {
        if (error instanceof Refusal) return reply.code(400).send({ error: { kind: error.kind } });
        throw error;
      }
    });
    done();
  });
}
