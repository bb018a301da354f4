/** The fixture's pages, by path. */
const page = (body: string): string => `<!doctype html><meta charset="utf-8"><title>Fixture</title>${body}`;

export const pages: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  '/index.html': { type: 'text/html', body: page('<h1>Fixture</h1><a id="away" href="https://example.org/">away</a> <a id="blank" target="_blank" href="/other.html">blank</a> <a id="other" href="/other.html">other</a>') },
  '/other.html': { type: 'text/html', body: page('<h1>Other</h1>') },
  '/worker.js': {
    type: 'text/javascript',
    body: `const text = await (await fetch('/data.txt')).text(); postMessage({ text, decoder: typeof VideoDecoder, secure: isSecureContext });`,
  },
  '/data.txt': { type: 'text/plain', body: '0123456789' },
};

/** Ranges as a media element asks for them. */
export function answer(request: Request): Response {
  const found = pages[new URL(request.url).pathname];
  if (!found) return new Response('nothing here', { status: 404 });
  const headers = { 'content-type': found.type, 'content-security-policy': "default-src 'self'", 'x-asked': request.headers.get('x-ask') ?? '', 'x-url': request.url };
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!range) return new Response(found.body, { headers });
  const start = Number(range[1]);
  const end = range[2] === '' ? found.body.length - 1 : Number(range[2]);
  return new Response(found.body.slice(start, end + 1), { status: 206, headers: { ...headers, 'content-range': `bytes ${start}-${end}/${found.body.length}` } });
}
