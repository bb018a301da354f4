import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { http } from '../../../electron/contract/http.ts';
import type { LiveRequest } from '../../../electron/engine/api/upgrades.ts';
import { openDoor, password, type Door } from '../../support/door.ts';
import { openTestHouse, removeFolder, setupKey, type TestHouse } from '../../support/house.ts';
import { drawnPictures, episodeAt, sequence } from '../../support/seed-events.ts';

let house: TestHouse;
let door: Door;
let cookie: string;
let eventId: string;
const handedOver: LiveRequest[] = [];
const ended: string[] = [];
const clip = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251));
const page = '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><script type="module" src="./assets/main-abc.js"></script>';

beforeAll(async () => {
  house = await openTestHouse();
  const pages = join(house.folder, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), page);
  writeFileSync(join(pages, 'assets', 'main-abc.js'), 'export {};');
  writeFileSync(join(pages, '.hidden'), 'hidden');
  door = await openDoor(house, pages, (request, socket) => {
    if (!request.cameraId.startsWith('1')) return false;
    handedOver.push(request);
    socket.end('HTTP/1.1 418 handed over\r\n\r\n');
    return true;
  }, (session) => ended.push(session));
  cookie = await door.signIn();
  const camera = await house.addCamera();
  const episode = episodeAt(1_790_000_000_000, sequence(2));
  eventId = episode.id;
  await house.events.recordEpisode(camera.id, { kind: 'closed', episode }, drawnPictures(1)[0] ?? null);
  mkdirSync(dirname(house.files.clip(eventId)), { recursive: true });
  writeFileSync(house.files.clip(eventId), clip);
});

afterAll(async () => {
  await door.close();
  await house.close();
  removeFolder(house.folder);
});

test('the page may run its own scripts only, may not be framed, and its nonce is new every time', async () => {
  const [first, second] = [await door.ask('/'), await door.ask('/')];
  const policy = String(first.headers['content-security-policy']);
  const nonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
  expect(first.body.toString()).toContain(`content="${nonce}"`);
  expect(second.body.toString()).not.toContain(nonce);
  expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(policy).not.toMatch(/unsafe|http|\*/);
  expect(first.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin' });
});

test('built files with a hash in their name are kept by the browser, others are asked for again', async () => {
  expect((await door.ask('/assets/main-abc.js')).headers['cache-control']).toContain('immutable');
  expect((await door.ask('/index.html')).headers['cache-control']).toBe('no-store');
});

test('the session cookie is out of scripts’ and other sites’ reach', async () => {
  const answer = await door.post(http.signIn, { username: 'chief', password });
  expect(answer.headers['set-cookie']?.[0]).toMatch(/Path=\/; HttpOnly; SameSite=Strict/);
  expect(JSON.parse(answer.body.toString())).toMatchObject({ account: { username: 'chief', role: 'administrator' } });
});

test('signing out ends the session for good', async () => {
  const own = await door.signIn();
  expect((await door.post(http.signOut, {}, { cookie: own })).status).toBe(200);
  expect(JSON.parse((await door.ask(http.session, { headers: { cookie: own } })).body.toString())).toEqual({ needsFirstAccount: false, account: null });
  expect((await door.ask(http.eventPicture(eventId), { headers: { cookie: own } })).status).toBe(401);
});

test('signing in again ends the session before', async () => {
  const own = await door.signIn();
  await door.post(http.signIn, { username: 'chief', password }, { cookie: own });
  expect((await door.ask(http.eventPicture(eventId), { headers: { cookie: own } })).status).toBe(401);
});

test('refusals come with their kind, and too many tries with the time to wait', async () => {
  const wrong = () => door.post(http.signIn, { username: 'stranger', password: 'wrong' });
  expect(JSON.parse((await wrong()).body.toString())).toEqual({ error: { kind: 'wrong-credentials' } });
  const answers = [];
  for (let index = 0; index < 6; index++) answers.push(await wrong());
  const last = answers.at(-1);
  expect(last?.status).toBe(429);
  expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
  expect(JSON.parse(last?.body.toString() ?? '')).toMatchObject({ error: { kind: 'too-many-tries', retryAfterMs: expect.any(Number) as number } });
  expect((await door.post(http.firstAccount, { setupKey, username: 'x2', password, language: 'en' })).status).toBe(409);
  expect((await door.post(http.firstAccount, { setupKey: 'guess', username: 'x2', password, language: 'en' })).status).toBe(403);
});

test.each([
  ['another name', 'evil.example'],
  ['our name with another port', '127.0.0.1:1'],
  ['a name that begins like ours', '127.0.0.1.evil.example'],
  ['our name twice', '127.0.0.1, 127.0.0.1'],
])('a request for %s in Host gets nothing (DNS rebinding)', async (_what, host) => {
  expect((await door.ask('/', { headers: { host } })).status).toBe(403);
  expect((await door.ask(http.session, { headers: { host } })).status).toBe(403);
});

test('localhost is a name of ours', async () => {
  expect((await door.ask('/', { headers: { host: `localhost:${door.port}` } })).status).toBe(200);
});

test.each([
  ['another site', 'https://evil.example'],
  ['another port of this machine', 'http://127.0.0.1:1'],
  ['a sandboxed page', 'null'],
  ['no page at all', undefined],
])('%s cannot sign in', async (_what, origin) => {
  const body = JSON.stringify({ username: 'chief', password });
  const headers = { 'content-type': 'application/json', ...(origin === undefined ? {} : { origin }) };
  expect((await door.ask(http.signIn, { method: 'POST', headers, body })).status).toBe(403);
});

test('another port of this machine cannot embed a picture, although browsers send it our cookie', async () => {
  const headers = { cookie, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
  expect((await door.ask(http.eventPicture(eventId), { headers })).status).toBe(403);
  expect((await door.ask(http.eventPicture(eventId), { headers: { ...headers, 'sec-fetch-site': 'same-origin' } })).status).toBe(200);
});

test('a form or a text posted across sites is not read as a call', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const answer = await door.ask(http.signIn, { method: 'POST', headers: { origin: door.origin, 'content-type': type }, body: JSON.stringify({ username: 'chief', password }) });
    expect(answer.status).toBe(415);
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
});

test('bodies that are too long, no JSON or of the wrong form are refused in a few words', async () => {
  const headers = { origin: door.origin, 'content-type': 'application/json' };
  expect((await door.ask(http.signIn, { method: 'POST', headers, body: `"${'x'.repeat(20_000)}"` })).status).toBe(413);
  expect((await door.ask(http.signIn, { method: 'POST', headers, body: '{"username":' })).status).toBe(400);
  const proto = await door.ask(http.signIn, { method: 'POST', headers, body: '{"__proto__":{"x":1},"username":"chief","password":"y"}' });
  expect(proto.status).toBe(400);
  expect((await door.post(http.signIn, { username: ['chief'], password: {} })).body.toString()).toMatch(/^\{"error":\{"kind":"bad-input"/);
});

test('pictures and clips are for signed-in windows only', async () => {
  for (const path of [http.eventPicture(eventId), http.eventClip(eventId), http.cameraSnapshot(eventId)]) {
    expect((await door.ask(path)).status).toBe(401);
    expect((await door.ask(path, { headers: { cookie: 'watchhouse_session=invented' } })).status).toBe(401);
  }
  const picture = await door.ask(http.eventPicture(eventId), { headers: { cookie } });
  expect(picture.headers['content-type']).toBe('image/jpeg');
  expect(picture.body.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
});

test.each([
  ['bytes=0-99', 206, 0, 100],
  ['bytes=4990-', 206, 4990, 5000],
  ['bytes=-10', 206, 4990, 5000],
  ['bytes=100-100', 206, 100, 101],
])('a player gets the part %s of a clip', async (range, status, from, to) => {
  const answer = await door.ask(http.eventClip(eventId), { headers: { cookie, range } });
  expect(answer).toMatchObject({ status, headers: { 'content-type': 'video/mp4', 'accept-ranges': 'bytes', 'content-range': `bytes ${from}-${to - 1}/5000` } });
  expect(answer.body.equals(clip.subarray(from, to))).toBe(true);
});

test('a part beyond the end is refused, and without Range the whole clip comes', async () => {
  expect((await door.ask(http.eventClip(eventId), { headers: { cookie, range: 'bytes=9000-' } })).status).toBe(416);
  expect((await door.ask(http.eventClip(eventId), { headers: { cookie } })).body.equals(clip)).toBe(true);
});

test.each([
  '/../../../../etc/passwd', '/%2e%2e/%2e%2e/watchhouse.db', '/..%2f..%2fwatchhouse.db', '/assets/../../watchhouse.db', '/.hidden', '/%00',
  '/media/events/..%2f..%2fstation.key/picture.jpg', '/media/events/%2e%2e/picture.jpg', '/media/cameras/../../station.key/snapshot.jpg', '//etc/passwd',
])('the path %s leads nowhere', async (path) => {
  const answer = await door.ask(path, { headers: { cookie } });
  expect([400, 403, 404]).toContain(answer.status);
  expect(answer.body.length).toBeLessThan(200);
});

test('an event without a clip on the disk answers 404', async () => {
  expect((await door.ask(http.eventClip('01890000-0000-7000-8000-000000000000'), { headers: { cookie } })).status).toBe(404);
});

test('nothing listens beyond loopback', async () => {
  const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? []).filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of outside) {
    const refused = await new Promise<boolean>((resolve) => {
      const socket = connect(door.port, address);
      socket.on('connect', () => {
        socket.destroy();
        resolve(false);
      });
      socket.on('error', () => resolve(true));
    });
    expect(refused).toBe(true);
  }
  expect(door.port).toBeGreaterThan(0);
});

function upgradeStatus(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${door.port}${path}`, { headers });
    socket.on('unexpected-response', (_request, answer) => {
      resolve(answer.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => reject(new Error('was opened')));
    socket.on('error', () => undefined);
  });
}

test('a request without Host gets nothing', async () => {
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(door.port, '127.0.0.1', () => socket.end('GET / HTTP/1.0\r\n\r\n'));
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
  });
  expect(answer).toMatch(/^HTTP\/1\.[01] 403/);
});

const camera1 = '11111111-1111-4111-8111-111111111111';
const camera2 = '22222222-2222-4222-8222-222222222222';

test('a live tile’s socket is handed on with its request, the cookie left out', async () => {
  expect(await upgradeStatus(http.live(camera1, 'sub'), { cookie, origin: door.origin })).toBe(418);
  const request = handedOver.at(-1);
  expect(request).toMatchObject({ cameraId: camera1, stream: 'sub', method: 'GET' });
  expect(request?.headers['sec-websocket-key']).toBeDefined();
  expect(JSON.stringify(request)).not.toContain(cookie.split('=')[1]);
});

test('the live tiles of a session end within seconds after it, those of others go on', { timeout: 15_000 }, async () => {
  const leaving = await door.signIn();
  for (const each of [cookie, leaving]) await upgradeStatus(http.live(camera1, 'main'), { cookie: each, origin: door.origin });
  const [staying, left] = handedOver.slice(-2).map(({ session }) => session);
  expect(left).not.toBe(staying);
  expect(ended).toEqual([]);
  await house.accounts.sessions.end(leaving.split('=')[1] ?? '');
  await vi.waitFor(() => expect(ended).toEqual([left]), { timeout: 6000 });
});

test('live is refused without a session, from elsewhere, for what is no camera and for one that nobody holds', async () => {
  const count = handedOver.length;
  expect(await upgradeStatus(http.live(camera1, 'main'), { origin: door.origin })).toBe(401);
  expect(await upgradeStatus(http.live(camera1, 'main'), { cookie, origin: 'http://127.0.0.1:1' })).toBe(403);
  expect(await upgradeStatus(http.live(camera1, 'main'), { cookie })).toBe(403);
  expect(await upgradeStatus('/api/live/nothing?stream=main', { cookie, origin: door.origin })).toBe(404);
  expect(await upgradeStatus(`/api/live/${camera1}?stream=third`, { cookie, origin: door.origin })).toBe(404);
  expect(await upgradeStatus('/elsewhere', { cookie, origin: door.origin })).toBe(404);
  expect(handedOver).toHaveLength(count);
  expect(await upgradeStatus(http.live(camera2, 'main'), { cookie, origin: door.origin })).toBe(503);
});
