import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Camera } from '../../../electron/contract/camera.ts';
import { engineActor } from '../../../electron/engine/accounts/audit.ts';
import { makeDemo } from '../../../electron/engine/demo-control.ts';
import { launchWithNode } from '../../../electron/engine/process/launch-node.ts';
import { openTestHouse, removeFolder, setupKey, type TestHouse } from '../../support/house.ts';
import { testVideo } from '../../support/test-video.ts';

let house: TestHouse;
let demo: ReturnType<typeof makeDemo>;
beforeEach(async () => {
  house = await openTestHouse();
  const files = [await testVideo({ container: 'mp4' }), await testVideo({ container: 'mp4', gop: 25 })];
  demo = makeDemo(house, { data: join(house.folder, 'data'), port: 0, demo: true, files, footageFolder: null }, launchWithNode);
});
afterEach(async () => {
  await demo.part.stop();
  await house.close();
  removeFolder(house.folder);
});

const cameras = async (): Promise<Camera[]> => (await house.cameras.list()).map(({ camera }) => camera).sort((a, b) => a.createdAt - b.createdAt);

async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const createFirst = (): Promise<unknown> => house.accounts.createFirst(setupKey, { username: 'chief', password: 'correct horse battery', language: 'en' });
const namesOf = ({ name, scene }: Camera): string[] => [name, ...scene.zones.map((zone) => zone.name)];

it('speaks the language that the first account chooses after it began, except where somebody has named a camera', async () => {
  await demo.part.start();
  const [first, second] = await until(cameras, ({ length }) => length === 2);
  if (first === undefined || second === undefined) throw new Error('no cameras');
  expect(namesOf(first)).toEqual([expect.stringContaining('演示') as string, '全画面']);
  await house.cameras.edit(engineActor, second.id, { ...second, name: 'Back yard' });
  await until(() => Promise.resolve(demo.control.get()), ({ progress }) => progress === 1);
  await createFirst();
  const named = await until(cameras, (all) => all.every(({ scene }) => scene.zones[0]?.name === 'Picture'));
  expect(named.map(namesOf)).toEqual([[expect.stringContaining('Demo') as string, 'Picture'], ['Back yard', 'Picture']]);
}, 60_000);

it('speaks it too when the account is created while clips are still being prepared', async () => {
  await demo.part.start();
  await createFirst();
  const named = await until(cameras, (all) => all.length === 2 && all.every(({ scene }) => scene.zones[0]?.name === 'Picture'));
  expect(named.every(({ name }) => name.startsWith('Demo'))).toBe(true);
}, 60_000);
