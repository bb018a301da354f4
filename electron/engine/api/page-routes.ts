import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { noncePlaceholder } from '../../contract/page-policy.ts';

const aYearMs = 31_536_000_000;

/** Serves the built windows of a folder; the page gets the nonce of its policy. Without them the calls still work. */
export async function addPageRoutes(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    await app.register(fastifyStatic, { serve: false });
    app.get('/', (_request, reply) => reply.code(503).type('text/plain; charset=utf-8').send('The windows are not built. 界面尚未构建。\n'));
    return;
  }
  const page = async (_request: unknown, reply: FastifyReply): Promise<FastifyReply> => {
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    return reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html.replaceAll(noncePlaceholder, reply.cspNonce.style));
  };
  app.get('/', page);
  app.get('/index.html', page);
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    dotfiles: 'deny',
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Names under assets/ carry a hash of their content.
      const named = path.startsWith(join(folder, 'assets'));
      reply.header('cache-control', named ? `public, max-age=${aYearMs / 1000}, immutable` : 'no-cache');
    },
  });
}
