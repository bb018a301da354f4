import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strict } from '../strict.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.woff2': 'font/woff2', '.mp4': 'video/mp4', '.txt': 'text/plain',
};

async function fetchFile(url: string): Promise<Response> {
  const path = fileURLToPath(url);
  try {
    return new Response(await readFile(path), { headers: { 'content-type': types[extname(path)] ?? 'application/octet-stream' } });
  } catch {
    throw new Error('net::ERR_FILE_NOT_FOUND');
  }
}

/** Electron's network stack is Node's here, with files on top. */
export const net = strict('net', {
  online: true,
  isOnline: () => true,
  fetch: (input: string | Request, init?: RequestInit): Promise<Response> => {
    const url = typeof input === 'string' ? input : input.url;
    return url.startsWith('file:') ? fetchFile(url) : globalThis.fetch(input, init);
  },
});
