import { readFileSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CameraDraft } from '../../../../electron/contract/camera.ts';
import { engineActor } from '../../../../electron/engine/accounts/audit.ts';
import { Refusal } from '../../../../electron/engine/accounts/refusal.ts';
import type { CameraChange } from '../../../../electron/engine/nodes/cameras.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../../support/house.ts';
import { yard } from '../../../support/seed-events.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(async () => {
  await house.close();
  removeFolder(house.folder);
});

const draft = (more: Partial<CameraDraft> = {}) => CameraDraft.parse({ name: 'gate', address: 'rtsp://192.0.2.1/main', ...more });
const edit = (cameraId: string, more: Partial<CameraDraft>) => house.cameras.edit(engineActor, cameraId, draft(more));

test('credentials typed inside an address reach the worker and nobody else', async () => {
  const camera = await house.addCamera({ address: 'rtsp://admin:p@ss:word@192.0.2.1/main', subAddress: 'rtsp://admin:p@ss:word@192.0.2.1/sub' });
  expect(camera).toMatchObject({ address: 'rtsp://192.0.2.1/main', subAddress: 'rtsp://192.0.2.1/sub', username: 'admin', hasPassword: true });
  expect(house.runtime.runs.get(camera.id)).toMatchObject({ main: { url: 'rtsp://192.0.2.1/main', username: 'admin', password: 'p@ss:word' }, sub: { password: 'p@ss:word' } });
  expect(JSON.stringify(await house.cameras.list())).not.toContain('p@ss');
});

test('no file of the data folder holds a camera’s password', async () => {
  await house.addCamera({ username: 'admin', password: 'Ztr0ng-unique' });
  await house.close();
  const files = readdirSync(house.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) expect(readFileSync(join(file.parentPath, file.name)).includes('Ztr0ng-unique')).toBe(false);
  house = await openTestHouse(house.folder);
});

test('a password in an address’s path or query reaches the worker and nobody else', async () => {
  const typed = { address: 'rtsp://192.0.2.1:554/user=admin_password=Ztr0ng_uni_channel=1_stream=0.sdp', subAddress: 'rtsp://192.0.2.1/sub?user=admin&pwd=Ztr0ng/2&channel=1' };
  const shown = { address: 'rtsp://192.0.2.1:554/user=admin_password=***_channel=1_stream=0.sdp', subAddress: 'rtsp://192.0.2.1/sub?user=admin&pwd=***&channel=1' };
  const changes: CameraChange[] = [];
  house.cameras.subscribe((change) => changes.push(change));
  const camera = await house.addCamera(typed);
  expect(camera).toMatchObject(shown);
  const run = (): unknown => house.runtime.runs.get(camera.id);
  expect(run()).toMatchObject({ main: { url: typed.address }, sub: { url: typed.subAddress } });

  expect(await edit(camera.id, { ...shown, name: 'new name' })).toMatchObject({ ...shown, name: 'new name' });
  expect(run()).toMatchObject({ main: { url: typed.address }, sub: { url: typed.subAddress } });
  await house.cameras.test(draft(shown), camera.id);
  expect(house.runtime.tested.map(({ source }) => source.url)).toEqual([typed.address]);
  await edit(camera.id, { ...shown, address: 'rtsp://192.0.2.9/user=admin_password=***_channel=2' });
  expect(run()).toMatchObject({ main: { url: 'rtsp://192.0.2.9/user=admin_password=Ztr0ng_uni_channel=2' } });

  expect(JSON.stringify([await house.cameras.list(), changes, await house.store.db.selectFrom('audit').selectAll().execute()])).not.toContain('Ztr0ng');
  await house.close();
  for (const file of readdirSync(house.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()))
    expect(readFileSync(join(file.parentPath, file.name)).includes('Ztr0ng')).toBe(false);
  house = await openTestHouse(house.folder);
});

test('a password that an earlier version stored in an address is hidden, sealed at the next start and still works', async () => {
  const { id } = await house.addCamera();
  const address = 'rtsp://192.0.2.1/?password=Ztr0ng&channel=1';
  await house.store.db.updateTable('cameras').set({ address }).where('id', '=', id).execute();
  expect(await house.cameras.get(id)).toMatchObject({ address: 'rtsp://192.0.2.1/?password=***&channel=1' });
  await house.cameras.start();
  expect(house.runtime.runs.get(id)?.main.url).toBe(address);
  expect(JSON.stringify(await house.store.db.selectFrom('cameras').select('address').execute())).not.toContain('Ztr0ng');
});

test('an edit without a password keeps it, an empty one takes it away', async () => {
  const { id } = await house.addCamera({ username: 'admin', password: 'first' });
  expect(await edit(id, { username: 'admin', name: 'new name' })).toMatchObject({ name: 'new name', hasPassword: true });
  expect(house.runtime.runs.get(id)?.main.password).toBe('first');
  await edit(id, { username: 'admin', password: 'second' });
  expect(house.runtime.runs.get(id)?.main.password).toBe('second');
  expect(await edit(id, { username: 'admin', password: '' })).toMatchObject({ hasPassword: false });
  expect(house.runtime.runs.get(id)?.main.password).toBeNull();
});

test('after a restart every enabled camera runs again as it was', async () => {
  const on = await house.addCamera({ username: 'admin', password: 'secret' });
  await house.addCamera({ enabled: false });
  const before = house.runtime.runs.get(on.id);
  await house.close();
  house = await openTestHouse(house.folder);
  await house.cameras.start();
  expect([...house.runtime.runs]).toEqual([[on.id, before]]);
});

test('a camera that is switched off stops and says so', async () => {
  const { id } = await house.addCamera();
  await edit(id, { enabled: false });
  expect(house.runtime.runs.has(id)).toBe(false);
  expect(await house.cameras.list()).toMatchObject([{ status: { phase: 'off' } }]);
});

test('a removed camera is gone at once and comes back as it was within a day', async () => {
  const camera = await house.addCamera({ username: 'admin', password: 'secret' });
  const changes: CameraChange[] = [];
  house.cameras.subscribe((change) => changes.push(change));
  await house.cameras.remove(engineActor, camera.id);
  expect(await house.cameras.list()).toEqual([]);
  expect(house.runtime.runs.size).toBe(0);
  await expect(edit(camera.id, {})).rejects.toMatchObject({ kind: 'not-found' });
  expect(await house.cameras.restore(engineActor, camera.id)).toEqual(camera);
  expect(house.runtime.runs.get(camera.id)?.main.password).toBe('secret');
  expect(changes.map((change) => change.camera?.id ?? null)).toEqual([null, camera.id]);
});

test('a day after its removal a camera’s address and password are wiped', async () => {
  const { id } = await house.addCamera({ username: 'admin', password: 'secret' });
  await house.cameras.remove(engineActor, id);
  expect(await house.cameras.forgetRemoved(Date.now() + 23 * 3_600_000)).toBe(0);
  expect(await house.cameras.forgetRemoved(Date.now() + 25 * 3_600_000)).toBe(1);
  await expect(house.cameras.restore(engineActor, id)).rejects.toMatchObject({ kind: 'not-found' });
  expect(await house.store.db.selectFrom('cameras').selectAll().execute()).toMatchObject([{ name: 'gate', address: '', username: null, password_sealed: null }]);
});

test('a scene reaches the worker, and one that cannot be watched changes nothing', async () => {
  await house.close();
  house = await openTestHouse(house.folder, (scene) => {
    if (scene.behaviors.length > 0) throw new Refusal('bad-input', 'unknown-behavior');
  });
  const { id } = await house.addCamera();
  const scene = { zones: [yard], lines: [], behaviors: [], ground: null };
  expect(await house.cameras.setScene(engineActor, id, scene)).toMatchObject({ scene });
  expect(house.runtime.runs.get(id)?.scene).toEqual(scene);
  const wrong = { ...scene, zones: [], behaviors: [{ id: 'r', behavior: 'dancing', enabled: true, settings: {} }] };
  await expect(house.cameras.setScene(engineActor, id, wrong)).rejects.toMatchObject({ kind: 'bad-input' });
  expect(await house.cameras.get(id)).toMatchObject({ scene });
});

test('an outside input that is reported reaches the camera’s worker; of a camera that is not there it is refused', async () => {
  const { id } = await house.addCamera();
  await house.cameras.reportInput(id, 'door', true);
  expect(house.runtime.inputs).toEqual([{ cameraId: id, input: 'door', active: true }]);
  await expect(house.cameras.reportInput('00000000-0000-4000-8000-000000000000', 'door', true)).rejects.toMatchObject({ kind: 'not-found' });
});

test('a test of a draft lends the stored password only where none was typed', async () => {
  const { id } = await house.addCamera({ username: 'admin', password: 'stored' });
  await house.cameras.test(draft({ username: 'admin' }), id);
  await house.cameras.test(draft({ username: 'admin', password: 'typed' }), id);
  await house.cameras.test(draft({ username: 'admin' }));
  expect(house.runtime.tested.map(({ source }) => source.password)).toEqual(['stored', 'typed', null]);
});

test('a camera whose password cannot be opened does not keep the others from running', async () => {
  const broken = await house.addCamera({ username: 'admin', password: 'secret' });
  const sound = await house.addCamera();
  await house.store.db.updateTable('cameras').set({ password_sealed: Buffer.alloc(40) }).where('id', '=', broken.id).execute();
  house.runtime.runs.clear();
  await house.cameras.start();
  expect([...house.runtime.runs.keys()]).toEqual([sound.id]);
  expect(house.log.recent(5)).toMatchObject([{ level: 'warn', part: 'cameras' }]);
});

test('a camera whose password the station’s key does not open says so, until it is typed again', async () => {
  const camera = await house.addCamera({ username: 'admin', password: 'Ztr0ng-unique' });
  await house.addCamera({ name: 'open door' });
  await house.close();
  renameSync(join(house.folder, 'station.key'), join(house.folder, 'station.key.given-up'));
  house = await openTestHouse(house.folder);
  await house.cameras.start();
  const problems = async () => Object.fromEntries((await house.cameras.list()).map((each) => [each.camera.name, [each.status.phase, each.status.problem]]));
  expect(await problems()).toEqual({ gate: ['waiting', 'password-lost'], 'open door': ['live', null] });
  expect([...house.runtime.runs.keys()]).not.toContain(camera.id);
  await edit(camera.id, { username: 'admin', password: 'typed again' });
  expect(await problems()).toMatchObject({ gate: ['live', null] });
  expect(house.runtime.runs.get(camera.id)).toMatchObject({ main: { password: 'typed again' } });
});
