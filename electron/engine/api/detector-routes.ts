import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { http } from '../../contract/http.ts';
import { actorOf } from '../accounts/accounts.ts';
import type { Actor } from '../accounts/audit.ts';
import { Refusal } from '../accounts/refusal.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { DetectorDesk } from '../models/detector-desk.ts';
import { tokenIn } from './session-cookie.ts';

type Upload = { Body: Readable; Querystring: { name?: unknown } };

const nameOf = (given: unknown): string => (typeof given === 'string' ? given.slice(0, 300) : '');

/** Files that administrators send: models and test pictures, as a stream of bytes with no form around it. */
export function addDetectorRoutes(app: FastifyInstance, sessions: Sessions, desk: Pick<DetectorDesk, 'take' | 'takePicture'>): void {
  app.register((routes, _options, done) => {
    routes.decorateRequest('uploader');
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('application/octet-stream', (_request, payload, parsed) => parsed(null, payload));
    routes.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const account = await sessions.find(tokenIn(app, request.headers.cookie));
      if (account === null) return reply.code(401).send({ error: { kind: 'not-signed-in' } });
      if (account.role !== 'administrator') return reply.code(403).send({ error: { kind: 'forbidden' } });
      request.setDecorator('uploader', actorOf(account));
    });
    routes.post<Upload>(http.detectors, (request) => desk.take(request.getDecorator<Actor>('uploader'), nameOf(request.query.name), request.body));
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
