import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UpdateState } from '../../../../electron/contract/desktop.ts';
import type { Installed } from '../../../../electron/main/update/plan.ts';
import { Updater } from '../../../../electron/main/update/updater.ts';
import { readProgress } from '../../../../electron/main/update/update-state.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';
import { installerBytes, makePackage, testKeys } from '../../../support/update-package.ts';

let folder: string;
let stick: string;
let target: string;
let states: UpdateState[];
let logged: string[];
beforeEach(async () => {
  folder = temporaryFolder();
  stick = join(folder, 'stick');
  target = join(folder, 'Watchhouse.AppImage');
  states = [];
  logged = [];
  writeFileSync(target, 'old program');
  await makePackage(stick);
});
afterEach(() => removeFolder(folder));

function updater(installed: Installed | null = { kind: 'AppImage', file: target, writable: true }, keys: readonly string[] = [testKeys.publicKey]): Updater {
  const onState = (state: UpdateState): void => void states.push(state);
  return new Updater({
    version: '1.0.0', platform: 'linux', arch: 'x64', installed, keys, onState, log: (message) => void logged.push(message),
    updatesFolder: join(folder, 'updates'), stateFolder: folder,
  });
}

test('from the stick to the new program: found, copied, ready, installed, noted', async () => {
  const update = updater();
  expect(await update.look(stick)).toEqual({ phase: 'found', version: '1.1.0', notes: { 'zh-CN': '修复', en: 'Repairs' }, bytes: installerBytes.length });
  expect(await update.copy()).toEqual({ phase: 'ready', version: '1.1.0' });
  expect(states.map(({ phase }) => phase)).toEqual(['looking', 'found', 'copying', 'ready']);
  expect(await update.applyAtEnd(5)).toEqual({ applied: 'installed', restart: target, show: null });
  expect(readFileSync(target).equals(installerBytes)).toBe(true);
  expect(readProgress(folder)).toMatchObject({ from: '1.0.0', to: '1.1.0', previous: { file: `${target}.previous`, target } });
});

test('what is refused is said to the windows by its reason and to the log by its cause', async () => {
  expect(await updater(null).look(stick)).toEqual({ phase: 'refused', reason: 'not-packaged', version: null });
  expect(await updater(undefined, []).look(stick)).toEqual({ phase: 'refused', reason: 'bad-signature', version: null });
  expect(await updater().look(null)).toEqual({ phase: 'refused', reason: 'not-found', version: null });
  expect(logged).toEqual([expect.stringContaining('from its sources'), expect.stringContaining('knows no key'), expect.stringContaining('no place')]);
});

test('without a set place the sticks are looked at', async () => {
  expect(await updater().look(null, [stick])).toMatchObject({ phase: 'found' });
});

test('nothing is copied or installed before something was found', async () => {
  const update = updater();
  expect(await update.copy()).toEqual({ phase: 'none' });
  expect(await update.applyAtEnd(5)).toEqual({ applied: 'nothing', restart: null, show: null });
});

test('a second look while one goes on changes nothing', async () => {
  const update = updater();
  const [first, second] = await Promise.all([update.look(stick), update.look('/nowhere')]);
  expect(second).toEqual({ phase: 'looking' });
  expect(first).toMatchObject({ phase: 'found' });
});

test('copying that is given up leaves the update found', async () => {
  const update = updater();
  await update.look(stick);
  const copying = update.copy();
  update.cancel();
  expect(await copying).toMatchObject({ phase: 'found' });
  expect(await update.copy()).toMatchObject({ phase: 'ready' });
});

test('where this person may not replace the program the file is shown, and nothing is noted', async () => {
  const update = updater({ kind: 'AppImage', file: target, writable: false });
  await update.look(stick);
  await update.copy();
  expect(await update.applyAtEnd(5)).toEqual({ applied: 'handed-over', restart: null, show: join(folder, 'updates', 'Watchhouse-1.1.0-linux-x64.AppImage') });
  expect(readProgress(folder)).toBeNull();
});

test('an update that cannot be installed at the end leaves the old program and no note', async () => {
  const update = updater();
  await update.look(stick);
  await update.copy();
  writeFileSync(join(folder, 'updates', 'Watchhouse-1.1.0-linux-x64.AppImage'), 'swapped');
  expect(await update.applyAtEnd(5)).toMatchObject({ applied: 'failed' });
  expect(readFileSync(target, 'utf8')).toBe('old program');
  expect(readProgress(folder)).toBeNull();
  expect(logged.at(-1)).toContain('not the file that was signed');
});
