import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { headerToChromium, hostPattern, schemeOfHost, toElectron } from './origins.ts';

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** Finds the handler of a session's scheme; the label is the session's, see origins.ts. */
type Find = (label: string, scheme: string) => { readonly handler: SchemeHandler; readonly schemes: readonly string[] } | undefined;

function requestOf(incoming: IncomingMessage, url: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value === undefined || name === 'host' || name === 'connection') continue;
    headers.set(name, ['origin', 'referer'].includes(name) ? toElectron(String(value)) : String(value));
  }
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  const init: RequestInit & { duplex: 'half' } = { method: incoming.method ?? 'GET', headers, duplex: 'half' };
  return new Request(url, hasBody ? { ...init, body: Readable.toWeb(incoming) as unknown as ReadableStream } : init);
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, find: Find): Promise<void> {
  const where = schemeOfHost(incoming.headers.host ?? '');
  const found = where && find(where.label, where.scheme);
  if (!where || !found) return void incoming.socket.destroy();
  const response = await found.handler(requestOf(incoming, `${where.scheme}://${where.host}${incoming.url ?? '/'}`));
  if (response.type === 'error') return void incoming.socket.destroy();
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.appendHeader(name, headerToChromium(name, value, found.schemes, where.label));
  // Custom schemes have no HTTP cache.
  if (!response.headers.has('cache-control')) outgoing.setHeader('cache-control', 'no-store');
  if (response.body === null) return void outgoing.end();
  const body = Readable.fromWeb(response.body as unknown as WebStream);
  outgoing.on('close', () => body.destroy());
  body.on('error', () => incoming.socket.destroy());
  body.pipe(outgoing);
}

/** Serves `protocol.handle` to Chromium on loopback; resolves with the rule that leads Chromium here. */
export function startSchemeServer(find: Find): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, find).catch((error: unknown) => {
      console.error('Error in protocol handler:', error);
      incoming.socket.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.unref();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`MAP ${hostPattern} 127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });
}
