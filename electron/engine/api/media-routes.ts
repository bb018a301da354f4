import { basename, dirname } from 'node:path';
import { stat } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { CameraId } from '../../contract/camera.ts';
import { EventId } from '../../contract/event.ts';
import { http } from '../../contract/http.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { EventFiles } from '../events/event-files.ts';
import type { Previews } from '../events/previews.ts';
import { tokenIn } from './session-cookie.ts';

export type MediaRoutesOptions = {
  readonly sessions: Sessions;
  readonly files: EventFiles;
  readonly previews: Previews;
  /** The camera's picture now as JPEG; null when there is none. */
  readonly snapshot: (cameraId: string) => Promise<Uint8Array | null>;
};

type ById = { Params: { id: string } };

/** Pictures and clips for signed-in windows. Paths are made of parsed ids only. */
export function addMediaRoutes(app: FastifyInstance, { sessions, files, previews, snapshot }: MediaRoutesOptions): void {
  const sendIfThere = async (reply: FastifyReply, file: string): Promise<FastifyReply> => {
    const facts = await stat(file).catch(() => null);
    if (facts?.isFile() !== true) return notFound(reply);
    return reply.sendFile(basename(file), dirname(file), { cacheControl: false });
  };

  app.register((media, _options, done) => {
    media.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'private, no-cache');
      if ((await sessions.find(tokenIn(app, request.headers.cookie))) === null) return reply.code(401).send({ error: { kind: 'not-signed-in' } });
      return undefined;
    });
    media.get<ById>(http.eventPicture(':id'), ({ params }, reply) => {
      const id = EventId.safeParse(params.id);
      return id.success ? sendIfThere(reply, files.picture(id.data)) : notFound(reply);
    });
    media.get<ById>(http.eventClip(':id'), ({ params }, reply) => {
      const id = EventId.safeParse(params.id);
      return id.success ? sendIfThere(reply, files.clip(id.data)) : notFound(reply);
    });
    media.get<ById>(http.eventPreview(':id'), async ({ params }, reply) => {
      const id = EventId.safeParse(params.id);
      const file = id.success ? await previews.of(id.data) : null;
      return file === null ? notFound(reply) : sendIfThere(reply, file);
    });
    media.get<ById>(http.cameraSnapshot(':id'), async ({ params }, reply) => {
      const id = CameraId.safeParse(params.id);
      const jpeg = id.success ? await snapshot(id.data) : null;
      return jpeg === null ? notFound(reply) : reply.header('cache-control', 'no-store').type('image/jpeg').send(Buffer.from(jpeg));
    });
    done();
  });
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: { kind: 'not-found' } });
}
