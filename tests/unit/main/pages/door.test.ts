import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isForEngine, makeDoor } from '../../../../electron/main/pages/door.ts';
import { SessionJar } from '../../../../electron/main/pages/session-jar.ts';

describe('what a page may ask of the engine', () => {
  it.each([
    ['GET', '/api/session'], ['POST', '/api/session/first-account'], ['POST', '/api/session/sign-in'], ['POST', '/api/session/sign-out'],
    ['GET', '/media/events/0192/clip.mp4'], ['HEAD', '/media/events/0192/clip.mp4'], ['GET', '/media/cameras/1/snapshot.jpg'], ['POST', '/api/detectors'], ['POST', '/api/detectors/picture'],
  ])('is %s %s', (method, path) => expect(isForEngine(method, path)).toBe(true));
  it.each([
    ['POST', '/api/session'], ['HEAD', '/api/session'], ['GET', '/api/session/sign-in'], ['DELETE', '/api/session'], ['GET', '/api/channel'], ['GET', '/api/detectors'], ['POST', '/api/detectors/'], ['GET', '/api/live/1'], ['GET', '/api'], ['GET', '/'],
    ['POST', '/media/events/1/clip.mp4'], ['PUT', '/media/x'], ['GET', '/media'], ['GET', '/media/'], ['GET', '/media/../api/channel'], ['GET', '/media/events/..'], ['GET', '/media/%2e%2e/api'], ['GET', '/media/a b'], ['GET', '/media/x?y'],
    ['GET', '//media/x'], ['GET', '/Media/x'], ['GET', `/media/${'a'.repeat(201)}`], ['GET', '/media/x\n'], ['GET', '/api/session/'], ['GET', '/api/session/constructor'], ['get', '/api/session'],
  ])('is not %s %j', (method, path) => expect(isForEngine(method, path)).toBe(false));
});

type Heard = { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: string };

const key = '0123456789abcdef'.repeat(4);
let server: Server;
let elsewhere: Server;
let heard: Heard[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let folder: string;
let jar: SessionJar;
let where: { address: string; key: string } | null;
const door = (path: string, init: RequestInit = {}): Promise<Response> => makeDoor(() => where, jar)(new Request(`app://watchhouse${path}`, init));

const listen = async (made: Server): Promise<string> => {
  await new Promise<void>((resolve) => void made.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
};

beforeEach(async () => {
  heard = [];
  answer = (_request, response) => void response.end('{}');
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() });
      answer(request, response);
    });
  });
  elsewhere = createServer((_request, response) => {
    heard.push({ method: 'elsewhere', url: '', headers: {}, body: '' });
    response.end('elsewhere');
  });
  where = { address: await listen(server), key };
  folder = mkdtempSync(join(tmpdir(), 'watchhouse-door-'));
  jar = await SessionJar.open(join(folder, 'session.bin'), null, vi.fn());
});
afterEach(() => {
  for (const each of [server, elsewhere]) {
    each.closeAllConnections();
    each.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

describe('a request of a page', () => {
  it('brings the key to the door, and the session once there is one', async () => {
    await door('/api/session');
    jar.follow(['watchhouse_session=token-1']);
    await door('/api/session');
    expect(heard.map(({ headers }) => [headers['x-watchhouse-door'], headers.cookie])).toEqual([[key, undefined], [key, 'watchhouse_session=token-1']]);
  });
  it('keeps its path, its query, its body and the part of a clip that it wants', async () => {
    await door('/media/events/1/clip.mp4?x=1', { headers: { range: 'bytes=100-199', 'if-range': '"tag"', accept: 'video/mp4' } });
    await door('/api/session/sign-in', { method: 'POST', body: '{"username":"门卫"}', headers: { 'content-type': 'application/json' } });
    expect(heard[0]).toMatchObject({ method: 'GET', url: '/media/events/1/clip.mp4?x=1', headers: { range: 'bytes=100-199', 'if-range': '"tag"', accept: 'video/mp4' } });
    expect(heard[1]).toMatchObject({ method: 'POST', url: '/api/session/sign-in', body: '{"username":"门卫"}', headers: { 'content-type': 'application/json' } });
  });
  it('says nothing else in its headers, least of all a session or a key of its own', async () => {
    await door('/api/session', { headers: { 'x-watchhouse-door': 'mine', authorization: 'Basic x', origin: 'https://example.invalid', cookie: 'watchhouse_session=mine', 'x-forwarded-for': '10.0.0.1', referer: 'app://watchhouse/' } });
    const headers = heard[0]?.headers ?? {};
    expect(headers['x-watchhouse-door']).toBe(key);
    for (const name of ['authorization', 'cookie', 'x-forwarded-for', 'referer', 'origin']) expect(headers[name], name).toBeUndefined();
  });
  it('with too large a body is refused before the engine hears of it', async () => {
    const refused = await door('/api/session/sign-in', { method: 'POST', body: 'a'.repeat(16_385) });
    expect([refused.status, await refused.json()]).toEqual([413, { error: { kind: 'bad-input' } }]);
    expect(heard).toEqual([]);
    expect((await door('/api/session/sign-in', { method: 'POST', body: 'a'.repeat(16_384) })).status).toBe(200);
  });

  it('sends files of any length on as they come', async () => {
    const body = new Blob(['a'.repeat(300_000)]);
    expect((await door('/api/detectors?name=a.onnx', { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } })).status).toBe(200);
    expect(heard.at(-1)).toMatchObject({ method: 'POST', url: '/api/detectors?name=a.onnx', body: 'a'.repeat(300_000) });
    expect(heard.at(-1)?.headers).toMatchObject({ 'x-watchhouse-door': key, 'content-type': 'application/octet-stream' });
  });
  it('is answered with 502 while the engine is away', async () => {
    where = null;
    const away = await door('/api/session');
    expect([away.status, away.headers.get('cache-control'), await away.json()]).toEqual([502, 'no-store', { error: { kind: 'internal' } }]);
    where = { address: 'http://127.0.0.1:1', key };
    expect((await door('/api/session')).status).toBe(502);
  });
  it('is answered with 502 when the engine dies over it', async () => {
    answer = (request) => void request.socket.destroy();
    expect((await door('/api/session')).status).toBe(502);
  });
  it('is given up with the page that made it', async () => {
    answer = () => undefined;
    const gone = new AbortController();
    const pending = door('/media/events/1/clip.mp4', { signal: gone.signal });
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    gone.abort();
    expect((await pending).status).toBe(502);
  });
  it('is never led elsewhere', async () => {
    const target = await listen(elsewhere);
    answer = (_request, response) => void response.writeHead(302, { location: target }).end();
    expect((await door('/media/events/1/clip.mp4')).status).toBe(502);
    expect(heard.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('the engine’s answer', () => {
  it('comes with its status, its kind and its bytes', async () => {
    answer = (_request, response) => void response.writeHead(206, { 'content-type': 'video/mp4', 'content-range': 'bytes 0-3/10', 'content-length': '4', 'accept-ranges': 'bytes', etag: '"tag"' }).end(Buffer.from([1, 2, 3, 255]));
    const part = await door('/media/events/1/clip.mp4', { headers: { range: 'bytes=0-3' } });
    expect(part.status).toBe(206);
    expect(Object.fromEntries(part.headers)).toMatchObject({ 'content-type': 'video/mp4', 'content-range': 'bytes 0-3/10', 'content-length': '4', 'accept-ranges': 'bytes', etag: '"tag"' });
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3, 255));
  });
  it('gives the session to the workstation and not to the page', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'set-cookie': ['watchhouse_session=token-2; Path=/; HttpOnly', 'other=1'] }).end('{}');
    const signedIn = await door('/api/session/sign-in', { method: 'POST', body: '{}' });
    expect(signedIn.headers.getSetCookie()).toEqual([]);
    expect([...signedIn.headers.values()].join()).not.toContain('token-2');
    expect(jar.token).toBe('token-2');
  });
  it('does not bring a policy of its own into our pages', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'content-security-policy': 'default-src *', 'x-content-type-options': 'nosniff' }).end('{}');
    const { headers } = await door('/api/session');
    expect(headers.get('content-security-policy')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
  it.each([204, 304])('may be nothing but a status: %i', async (status) => {
    answer = (_request, response) => void response.writeHead(status).end();
    expect((await door('/media/events/1/picture.jpg', { headers: { 'if-none-match': '"tag"' } })).status).toBe(status);
  });
  it('to a question for the head alone has no body', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'content-length': '5000' }).end();
    const head = await door('/media/events/1/clip.mp4', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '5000', '']);
  });
  it('says what the engine refuses', async () => {
    answer = (_request, response) => void response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"kind":"wrong-credentials"}}');
    const refused = await door('/api/session/sign-in', { method: 'POST', body: '{}' });
    expect([refused.status, await refused.json()]).toEqual([401, { error: { kind: 'wrong-credentials' } }]);
  });
});
