import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { pageOrigin } from '../../contract/desktop.ts';
import { contentSecurityPolicy, noncePlaceholder } from '../../contract/page-policy.ts';
import { isForEngine } from './door.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * The file behind a path of our pages: plain names of the kinds above, below the folder. Null for everything else,
 * whatever way around the folder it tries.
 */
export function pageFile(folder: string, pathname: string): string | null {
  const path = pathname === '/' ? '/index.html' : pathname;
  if (!/^(\/[\w][\w.-]*)+$/.test(path) || path.includes('..') || !(extname(path) in types)) return null;
  const file = join(folder, path);
  return file.startsWith(folder + sep) ? file : null;
}

/** Answers requests of our own scheme: the windows' files, and through `door` what is the engine's. */
export function makePages(folder: string, door: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  const notFound = (): Response => new Response('', { status: 404, headers: always });
  return async (request) => {
    const url = URL.parse(request.url);
    if (url === null || `${url.protocol}//${url.host}` !== pageOrigin) return notFound();
    if (isForEngine(request.method, url.pathname)) return door(request);
    const file = request.method === 'GET' ? pageFile(folder, url.pathname) : null;
    const content = file === null ? null : await readFile(file).catch(() => null);
    if (file === null || content === null) return notFound();
    const headers = { ...always, 'content-type': types[extname(file)] ?? '' };
    if (extname(file) !== '.html') return new Response(new Uint8Array(content), { headers });
    const nonce = randomBytes(16).toString('base64');
    return new Response(content.toString('utf8').replaceAll(noncePlaceholder, nonce), { headers: { ...headers, 'content-security-policy': contentSecurityPolicy(nonce), 'cache-control': 'no-store' } });
  };
}
