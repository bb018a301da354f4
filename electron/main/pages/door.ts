import { doorKeyHeader } from '../../contract/host.ts';
import { http } from '../../contract/http.ts';
import type { SessionJar } from './session-jar.ts';

/** Where the engine's door is and what opens it; null while the engine does not run. */
export type DoorAddress = () => { readonly address: string; readonly key: string } | null;

const sessionPaths: ReadonlyMap<string, string> = new Map([
  [http.session, 'GET'], [http.firstAccount, 'POST'], [http.signIn, 'POST'], [http.signOut, 'POST'],
]);
/** Files that pages send: bytes of any length, the engine has the bound. */
const uploadPaths: ReadonlySet<string> = new Set([http.detectors, http.detectorPicture]);
const mediaPath = /^\/media\/[\w./-]{1,200}$/;
const longestBodyBytes = 16_384;
/** What a page may say to the engine besides path and body. */
const passedOn = ['accept', 'content-type', 'if-modified-since', 'if-none-match', 'if-range', 'range'];
/** What of an answer is the door's own business. */
const heldBack = new Set(['set-cookie', 'connection', 'keep-alive', 'transfer-encoding', 'content-security-policy']);

/** Whether a request of a page is for the engine: sessions, pictures, clips and files that are sent; nothing else goes over HTTP. */
export function isForEngine(method: string, pathname: string): boolean {
  if (mediaPath.test(pathname) && !pathname.includes('..')) return method === 'GET' || method === 'HEAD';
  if (uploadPaths.has(pathname)) return method === 'POST';
  return sessionPaths.get(pathname) === method;
}

function refused(status: number, kind: string): Response {
  return Response.json({ error: { kind } }, { status, headers: { 'cache-control': 'no-store' } });
}

/** Carries a page's request to the engine's door with the session of this workstation, and the answer back without it. */
export function makeDoor(where: DoorAddress, jar: SessionJar): (request: Request) => Promise<Response> {
  return async (request) => {
    const door = where();
    if (door === null) return refused(502, 'internal');
    const { pathname, search } = new URL(request.url);
    const headers = new Headers({ [doorKeyHeader]: door.key });
    for (const name of passedOn) {
      const value = request.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    if (jar.cookie !== null) headers.set('cookie', jar.cookie);
    const isUpload = uploadPaths.has(pathname);
    const body = isUpload ? request.body : request.method === 'POST' ? await request.arrayBuffer() : null;
    if (body instanceof ArrayBuffer && body.byteLength > longestBodyBytes) return refused(413, 'bad-input');
    let answer: Response;
    try {
      // A stream as body has to be announced as such.
      answer = await fetch(new URL(pathname + search, door.address), { method: request.method, headers, body, redirect: 'error', signal: request.signal, ...(isUpload ? { duplex: 'half' } : {}) });
    } catch {
      return refused(502, 'internal');
    }
    jar.follow(answer.headers.getSetCookie());
    const kept = [...answer.headers].filter(([name]) => !heldBack.has(name));
    return new Response(answer.body, { status: answer.status, headers: new Headers(kept) });
  };
}
