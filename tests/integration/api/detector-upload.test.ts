import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Detector, DetectorImport } from '../../../electron/contract/detector.ts';
import { http } from '../../../electron/contract/http.ts';
import { openChannel, openDoor, password, type Door } from '../../support/door.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../support/house.ts';
import { cells, madeUpModel, rowsOf } from '../../support/made-up-models.ts';

let house: TestHouse;
let door: Door;
let chief: string;
let officer: string;
const model = madeUpModel({ outputs: [{ name: 'output0', shape: [1, 84, cells], data: rowsOf(cells, 84, []) }] });

beforeAll(async () => {
  house = await openTestHouse();
  door = await openDoor(house, house.folder);
  chief = await door.signIn();
  const channel = await openChannel(door, chief);
  await channel.call('accounts.create', { username: 'officer', password, role: 'reviewer', language: 'en' });
  channel.socket.close();
  officer = await door.signIn('officer');
});
afterAll(async () => {
  await door.close();
  await house.close();
  removeFolder(house.folder);
});

const send = (cookie: string, headers: Record<string, string> = {}, body: Uint8Array = model) =>
  door.ask(`${http.detectors}?name=${encodeURIComponent('..\\夜间.onnx')}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream', origin: door.origin, ...(cookie === '' ? {} : { cookie }), ...headers }, body: Buffer.from(body) });

test('files are taken from signed-in administrators of our own page only, as plain bytes', async () => {
  expect((await send('')).status).toBe(401);
  expect((await send(officer)).status).toBe(403);
  expect((await send(chief, { origin: 'https://example.invalid' })).status).toBe(403);
  expect((await send(chief, { 'content-type': 'application/json' })).status).toBe(415);
  expect((await house.detectors.list())).toEqual([]);
});

test('an import looks its session up once, answers with the detector, is written to the audit log, and lies under its own hash', async () => {
  const find = vi.spyOn(house.accounts.sessions, 'find');
  const { status, body } = await send(chief);
  expect(status).toBe(200);
  expect(find).toHaveBeenCalledTimes(1);
  const { detector } = JSON.parse(body.toString()) as DetectorImport;
  expect(detector).toMatchObject({ name: '夜间', family: 'yolov8' });
  expect(readFileSync(`${house.detectors.folder}/${detector?.id ?? ''}.onnx`).equals(Buffer.from(model))).toBe(true);
  const entries = await house.store.db.selectFrom('audit').select(['action', 'account_name', 'subject']).where('action', '=', 'detector.imported').execute();
  expect(entries).toEqual([{ action: 'detector.imported', account_name: 'chief', subject: detector?.id ?? '' }]);
});

test('an officer sees the detectors and changes nothing', async () => {
  const channel = await openChannel(door, officer);
  const listed = await channel.call('detectors.list', {});
  const id = 'output' in listed ? (listed.output as { imported: Detector[] }).imported[0]?.id : undefined;
  expect(id).toMatch(/^[0-9a-f]{64}$/);
  for (const [call, input] of [['detectors.remove', { detectorId: id }], ['detectors.rename', { detectorId: id, name: 'x' }], ['detectors.setClasses', { detectorId: id, classes: [{ index: 0, class: 'person' }] }], ['detectors.use', { detectorId: id, cameraIds: [] }], ['detectors.check', { detectorId: id, picture: { from: 'upload', pictureId: crypto.randomUUID() } }]] as const)
    expect(await channel.call(call, input)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  channel.socket.close();
});

test('which classes count is taken within bounds only, each class once', async () => {
  const channel = await openChannel(door, chief);
  const [detector] = await house.detectors.list();
  const set = (classes: unknown) => channel.call('detectors.setClasses', { detectorId: detector?.id, classes });
  const person = (index: unknown) => ({ index, class: 'person' });
  for (const classes of [[], [person(-1)], [person(0.5)], [person(80)], [person(1000)], [person('0')], [{ index: 0, class: 'face' }], [person(0), { index: 0, class: 'car' }], Array.from({ length: 1001 }, (_, index) => person(index))])
    expect(await set(classes)).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
  expect(await set([person(5)])).toMatchObject({ ok: true });
  expect((await house.detectors.list())[0]?.classes.flatMap((each, index) => (each.class === null ? [] : [index]))).toEqual([5]);
  channel.socket.close();
});

test('a picture that never came is a sentence, not a crash', async () => {
  const channel = await openChannel(door, chief);
  const [detector] = await house.detectors.list();
  expect(await channel.call('detectors.check', { detectorId: detector?.id, picture: { from: 'upload', pictureId: crypto.randomUUID() } })).toMatchObject({ ok: true, output: { problem: 'bad-picture', result: null } });
  channel.socket.close();
});
