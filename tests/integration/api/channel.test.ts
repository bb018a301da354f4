import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { channelCallsInFlight, channelMessageBytes, channelSessionEnded, http } from '../../../electron/contract/http.ts';
import { hopelessBytes, slowBytes } from '../../../electron/engine/api/outbox.ts';
import { engineActor } from '../../../electron/engine/accounts/audit.ts';
import { openChannel, openDoor, password, type Door } from '../../support/door.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../support/house.ts';
import { episodeAt, sequence, yard } from '../../support/seed-events.ts';

let house: TestHouse;
let door: Door;
let cookie: string;
let reviewerCookie: string;
const random = sequence(5);

beforeAll(async () => {
  house = await openTestHouse();
  door = await openDoor(house, house.folder);
  cookie = await door.signIn();
  await house.accounts.create(engineActor, { username: 'wang', password, role: 'reviewer', language: 'zh-CN' });
  reviewerCookie = await door.signIn('wang');
});

afterAll(async () => {
  await door.close();
  await house.close();
  removeFolder(house.folder);
});

async function until(fits: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !fits(); tries++) await sleep(25);
  expect(fits()).toBe(true);
}

test('a window adds a camera, draws a zone and lists both', async () => {
  const channel = await openChannel(door, cookie);
  const added = await channel.call('cameras.add', { draft: { name: 'gate', address: 'rtsp://a:b@192.0.2.1/main' } });
  const cameraId = (added as { output: { id: string } }).output.id;
  expect(await channel.call('cameras.setScene', { cameraId, scene: { zones: [yard] } })).toMatchObject({ ok: true });
  expect(await channel.call('cameras.list', {})).toMatchObject({
    ok: true,
    output: [{ camera: { id: cameraId, address: 'rtsp://192.0.2.1/main', scene: { zones: [yard] } }, status: { phase: 'live' } }],
  });
  channel.socket.close();
});

test('an event is pushed to every window, decided in one and seen decided in the other', async () => {
  const [one, two] = [await openChannel(door, cookie), await openChannel(door, reviewerCookie)];
  const { id } = await house.addCamera();
  const episode = episodeAt(Date.now(), random);
  await house.events.recordEpisode(id, { kind: 'closed', episode }, null);
  await until(() => [one, two].every(({ pushes }) => pushes.some(({ push }) => push === 'event')));
  const decision = { eventId: episode.id, state: 'dismissed', reason: 'animal', note: '猫' };
  expect(await two.call('events.decide', decision)).toMatchObject({ ok: true, output: { history: [{ by: 'wang', reason: 'animal', note: '猫' }] } });
  await until(() => one.pushes.some(({ data }) => (data as { state?: string }).state === 'dismissed'));
  one.socket.close();
  two.socket.close();
});

test('an outside input is reported with its camera, its name and its state, and nothing else is taken for one', async () => {
  const channel = await openChannel(door, cookie);
  const { id: cameraId } = await house.addCamera();
  expect(await channel.call('inputs.report', { cameraId, input: 'door', active: true, at: 1000 })).toMatchObject({ ok: true });
  expect(house.runtime.inputs.filter((input) => input.cameraId === cameraId)).toEqual([{ cameraId, input: 'door', active: true }]);
  for (const wrong of [{ input: 'two words' }, { input: 'x'.repeat(65) }, { active: 'yes' }, { at: -1 }, { at: Infinity }])
    expect(await channel.call('inputs.report', { cameraId, input: 'door', active: true, ...wrong })).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
  expect(house.runtime.inputs.filter((input) => input.cameraId === cameraId)).toHaveLength(1);
  channel.socket.close();
});

test('a reviewer may review and nothing else, and hears no log', async () => {
  const channel = await openChannel(door, reviewerCookie);
  for (const [call, input] of [
    ['cameras.add', { draft: { name: 'x', address: 'rtsp://x/' } }],
    ['accounts.list', {}],
    ['station.log', {}],
    ['station.setSettings', { settings: {} }],
    ['demo.start', {}],
    ['inputs.report', { cameraId: '00000000-0000-4000-8000-000000000000', input: 'door', active: true }],
  ] as const)
    expect(await channel.call(call, input)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  expect(await channel.call('events.list', { filter: {} })).toMatchObject({ ok: true });
  house.log.say('warn', 'test', 'a line');
  house.hub.publish('camera', { cameraId: '11111111-1111-4111-8111-111111111111', camera: null, status: null });
  await until(() => channel.pushes.some(({ push }) => push === 'camera'));
  expect(channel.pushes.some(({ push }) => push === 'log')).toBe(false);
  channel.socket.close();
});

test.each([
  ['without a session', () => '', () => door.origin, '401'],
  ['with an invented session', () => 'watchhouse_session=abc', () => door.origin, '401'],
  ['from another site', () => cookie, () => 'https://evil.example', '403'],
  ['from another port', () => cookie, () => 'http://localhost:1', '403'],
])('no channel opens %s', async (_what, withCookie, from, status) => {
  await expect(openChannel(door, withCookie(), { origin: from() })).rejects.toThrow(status);
});

test('no channel opens for another name in Host', async () => {
  await expect(openChannel(door, cookie, { origin: door.origin, host: 'evil.example' })).rejects.toThrow('403');
});

test.each([
  ['a call that does not exist', 'events.deleteAll', {}],
  ['a name from the prototype', 'constructor', {}],
  ['another name from the prototype', '__proto__', {}],
  ['input of the wrong type', 'events.get', { eventId: 7 }],
  ['a path as id', 'events.get', { eventId: '../../x' }],
  ['a limit that is too high', 'events.list', { filter: {}, limit: 1e9 }],
  ['no input', 'events.list', null],
  ['SQL as a behaviour', 'events.list', { filter: { cameras: [`' or 1=1 --`] } }],
])('%s is refused, and the channel lives on', async (_what, call, input) => {
  const channel = await openChannel(door, cookie);
  expect(await channel.call(call, input)).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
  expect(await channel.call('session.get', {})).toMatchObject({ ok: true });
  channel.socket.close();
});

test('SQL in a filter’s text is a text', async () => {
  const channel = await openChannel(door, cookie);
  expect(await channel.call('events.count', { filter: { behaviors: [`x' or '1'='1`] } })).toMatchObject({ ok: true, output: { count: 0 } });
  channel.socket.close();
});

test('a refusal never repeats what was typed', async () => {
  const channel = await openChannel(door, cookie);
  const answer = await channel.call('accounts.create', { username: 'x', password: 'short-pw', role: 'king', language: 'en' });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
  expect(JSON.stringify(answer)).not.toContain('short-pw');
  channel.socket.close();
});

test.each([
  ['no JSON', 'hello', 1007],
  ['JSON of another form', '[1,2]', 1007],
  ['a call without a number', '{"id":"x","call":"session.get"}', 1007],
  ['a call without input', '{"id":1,"call":"session.get"}', 1007],
  ['bytes', Buffer.from([1, 2, 3]), 1007],
  ['too long a message', 'x'.repeat(channelMessageBytes + 1), 1009],
  ['a nesting that is too deep for the parser', '['.repeat(200_000), 1007],
])('%s closes that window’s channel and no other', async (_what, text, code) => {
  const [hostile, other] = [await openChannel(door, cookie), await openChannel(door, cookie)];
  hostile.send(text);
  expect(await hostile.closed).toBe(code);
  expect(await other.call('session.get', {})).toMatchObject({ ok: true });
  other.socket.close();
});

test('more calls at once than allowed are refused one by one', async () => {
  const channel = await openChannel(door, cookie);
  const answers = await Promise.all(Array.from({ length: channelCallsInFlight + 40 }, () => channel.call('events.list', { filter: {} })));
  const refused = answers.filter((answer) => !('ok' in answer && answer.ok));
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThanOrEqual(40);
  expect(refused[0]).toMatchObject({ error: { kind: 'conflict' } });
  channel.socket.close();
});

test('an account that is removed can do nothing more on a channel that is still open', async () => {
  const account = await house.accounts.create(engineActor, { username: 'short-lived', password, role: 'administrator', language: 'en' });
  const channel = await openChannel(door, await door.signIn('short-lived'));
  await house.accounts.remove(engineActor, account.id);
  expect(await channel.call('accounts.list', {})).toMatchObject({ ok: false, error: { kind: 'not-signed-in' } });
  expect(await channel.closed).toBe(channelSessionEnded);
});

test('signing out closes the way for the channel’s next call', async () => {
  const own = await door.signIn();
  const channel = await openChannel(door, own);
  await door.post(http.signOut, {}, { cookie: own });
  expect(await channel.call('events.list', { filter: {} })).toMatchObject({ ok: false, error: { kind: 'not-signed-in' } });
});

test('a window that stops reading loses no event as long as it can be served, and gets only the latest states', async () => {
  const channel = await openChannel(door, cookie);
  const status = await house.cameras.list();
  const camera = status[0]?.camera;
  const cameraId = camera?.id ?? '';
  channel.socket.pause();
  const filler = 'x'.repeat(8000);
  const rounds = Math.ceil((slowBytes * 6) / filler.length);
  const summary = (number: number) => ({ ...blank, cameraId, cameraName: `${number} ${filler}` });
  for (let number = 0; number < rounds; number++) {
    house.hub.publish('event', summary(number));
    house.hub.publish('camera', { cameraId, camera: null, status: { ...(status[0]?.status ?? never()), reconnects: number } });
    if (number % 50 === 0) await sleep(1);
  }
  await sleep(100);
  channel.socket.resume();
  await until(() => channel.pushes.some(({ push, data }) => push === 'camera' && (data as { status: { reconnects: number } }).status.reconnects === rounds - 1));
  await until(() => channel.pushes.filter(({ push }) => push === 'event').length === rounds);
  expect(channel.pushes.filter(({ push }) => push === 'camera').length).toBeLessThan(rounds);
  channel.socket.close();
});

test('a window that cannot be served any more is cut off before it fills the memory', async () => {
  const channel = await openChannel(door, cookie);
  channel.socket.pause();
  const big = { ...blank, cameraId: '11111111-1111-4111-8111-111111111111', cameraName: 'x'.repeat(100_000) };
  for (let sent = 0; sent < hopelessBytes * 2; sent += 100_000) house.hub.publish('event', big);
  channel.socket.resume();
  expect(await channel.closed).toBe(1006);
});

const blank = {
  id: '01890000-0000-7000-8000-000000000000', behavior: 'intrusion', severity: 'red', startedAt: 0, endedAt: 0,
  state: 'open', clip: 'none', hasPicture: false, place: null,
} as const;

function never(): never {
  throw new Error('there is no camera');
}
