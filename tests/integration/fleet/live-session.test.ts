import { afterAll, beforeAll, expect, it } from 'vitest';
import { channelSessionEnded, http } from '../../../electron/contract/http.ts';
import { openWindow, removeData, startEngine, type RunningEngine } from '../../support/engine.ts';
import { clingTo, openLive } from '../../support/live-viewer.ts';
import { createFirstPerson, person } from '../../support/person.ts';
import { testVideo } from '../../support/test-video.ts';

let engine: RunningEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(async () => {
  await engine.kill();
  removeData(engine);
});

it('live video ends within seconds after a sign-out, also for who does not let go, and goes on for others', { timeout: 60_000 }, async () => {
  const { address } = engine;
  const origin = new URL(address).origin;
  const post = (path: string, cookie: string, input: unknown): Promise<Response> =>
    fetch(new URL(path, address), { method: 'POST', headers: { 'content-type': 'application/json', origin, cookie }, body: JSON.stringify(input) });
  const first = await createFirstPerson(address, engine.setupKey ?? '');
  const second = ((await post(http.signIn, '', person)).headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  const window = await openWindow(address, first);
  const { id } = await window.call('cameras.add', { draft: { name: 'file', address: await testVideo({ container: 'mp4' }), recording: 'off' } });
  await window.next('camera', ({ cameraId, status }) => cameraId === id && status?.phase === 'live', 30_000);

  const staying = await openLive(address, first, id);
  const leaving = await openLive(address, second, id);
  const clinging = await clingTo(address, second, http.live(id, 'main'));
  await new Promise<void>((resolve) => clinging.once('data', () => resolve()));
  clinging.resume();
  const closed = new Promise<number>((resolve) => leaving.once('close', resolve));
  const letGo = new Promise<void>((resolve) => clinging.once('end', () => resolve()).once('error', () => resolve()));
  const signedOutAt = Date.now();
  expect((await post(http.signOut, second, {})).status).toBe(200);
  expect(await closed).toBe(channelSessionEnded);
  await letGo;
  expect(Date.now() - signedOutAt).toBeLessThan(10_000);
  await new Promise<void>((resolve) => staying.once('message', () => resolve()));
  expect(staying.readyState).toBe(staying.OPEN);
  staying.terminate();
  clinging.destroy();
  window.close();
});
