import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyUpdate } from '../../../../electron/main/update/apply.ts';
import { fetchUpdate, type ReadyUpdate } from '../../../../electron/main/update/fetch.ts';
import { findUpdate, type FoundUpdate } from '../../../../electron/main/update/find.ts';
import { planUpdate } from '../../../../electron/main/update/plan.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';
import { changeManifest, installerBytes, makePackage, running, testKeys } from '../../../support/update-package.ts';

/** Windows has no permission bits, and links need rights there. */
const hasModes = process.platform !== 'win32';

let folder: string;
let stick: string;
let updates: string;
beforeEach(async () => {
  folder = temporaryFolder();
  stick = join(folder, 'stick');
  updates = join(folder, 'data', 'updates');
  await makePackage(stick);
});
afterEach(() => removeFolder(folder));

async function found(): Promise<FoundUpdate> {
  const finding = await findUpdate(stick, running, { keys: [testKeys.publicKey] });
  if (finding.phase !== 'found') throw new Error('no update found');
  return finding.update;
}
const fetched = async (): Promise<ReadyUpdate> => fetchUpdate(await found(), updates);
const installer = (): string => join(stick, 'Watchhouse-1.1.0-linux-x64.AppImage');
const refusedWith = (reason: string) => ({ name: 'UpdateRefusal', reason, version: '1.1.0' });

test('the copy lies where only this person can write, and earlier copies are gone', async () => {
  mkdirSync(updates, { recursive: true });
  writeFileSync(join(updates, 'Watchhouse-1.0.9.AppImage'), 'old');
  const { file } = await fetched();
  expect(readFileSync(file).equals(installerBytes)).toBe(true);
  expect(readdirSync(updates)).toEqual(['Watchhouse-1.1.0-linux-x64.AppImage']);
  if (!hasModes) return;
  expect(statSync(updates).mode & 0o777).toBe(0o700);
  expect(statSync(file).mode & 0o777).toBe(0o700);
});

test('a truncated, a longer and a changed file are refused and not kept', async () => {
  const update = await found();
  const attempts = [
    () => truncateSync(installer(), 1000),
    () => writeFileSync(installer(), Buffer.concat([installerBytes, Buffer.from('more')])),
    () => writeFileSync(installer(), Buffer.concat([Buffer.from('#!/bin/sh evil\n'), installerBytes.subarray(15)])),
  ];
  for (const change of attempts) {
    change();
    await expect(fetchUpdate(update, updates)).rejects.toMatchObject(refusedWith('wrong-file'));
    expect(readdirSync(updates)).toEqual([]);
  }
});

test.skipIf(!hasModes)('a link in the installer’s place is not followed, and a file that is gone is said to be', async () => {
  const update = await found();
  rmSync(installer());
  await expect(fetchUpdate(update, updates)).rejects.toMatchObject(refusedWith('not-found'));
  writeFileSync(join(folder, 'secret'), installerBytes);
  symlinkSync(join(folder, 'secret'), installer());
  await expect(fetchUpdate(update, updates)).rejects.toMatchObject(refusedWith('unreadable'));
});

test('a package that does not fit on the disk is refused before a byte is copied', async () => {
  changeManifest(stick, { bytes: 4 * 1024 ** 3 });
  const update = await found();
  const huge: FoundUpdate = { ...update, manifest: { ...update.manifest, bytes: Number.MAX_SAFE_INTEGER } };
  await expect(fetchUpdate(huge, updates)).rejects.toMatchObject(refusedWith('no-room'));
});

test('copying can be given up', async () => {
  const giveUp = new AbortController();
  const copying = fetchUpdate(await found(), updates, { signal: giveUp.signal, onProgress: () => giveUp.abort(new Error('enough')) });
  await expect(copying).rejects.toThrow('enough');
  expect(readdirSync(updates)).toEqual([]);
});

test('an AppImage takes the old one’s place, which is kept', async () => {
  const target = join(folder, 'Watchhouse.AppImage');
  writeFileSync(target, 'old program', { mode: 0o755 });
  const update = await fetched();
  const plan = planUpdate(update, { kind: 'AppImage', file: target, writable: true });
  expect(await applyUpdate(update, plan)).toBe('installed');
  expect(readFileSync(target).equals(installerBytes)).toBe(true);
  if (hasModes) expect(statSync(target).mode & 0o777).toBe(0o755);
  expect(readFileSync(`${target}.previous`, 'utf8')).toBe('old program');
  expect(readdirSync(folder).sort()).toEqual(['Watchhouse.AppImage', 'Watchhouse.AppImage.previous', 'data', 'stick']);
});

test('a copy that is swapped after the check is not installed', async () => {
  const target = join(folder, 'Watchhouse.AppImage');
  writeFileSync(target, 'old program');
  const update = await fetched();
  writeFileSync(update.file, 'evil');
  const plan = planUpdate(update, { kind: 'AppImage', file: target, writable: true });
  await expect(applyUpdate(update, plan)).rejects.toMatchObject(refusedWith('wrong-file'));
  rmSync(update.file);
  await expect(applyUpdate(update, plan)).rejects.toMatchObject(refusedWith('wrong-file'));
  expect(readFileSync(target, 'utf8')).toBe('old program');
  expect(existsSync(`${target}.previous`)).toBe(false);
});

test('how each kind of installation is replaced', async () => {
  const update = await fetched();
  const named = (file: string): ReadyUpdate => ({ file: `/data/updates/${file}`, manifest: { ...update.manifest, file } });
  expect(planUpdate(named('a.AppImage'), { kind: 'AppImage', file: '/opt/a.AppImage', writable: false })).toEqual({ how: 'show', reason: 'not-writable' });
  expect(planUpdate(named('a.deb'), { kind: 'deb', pkexec: '/usr/bin/pkexec', tool: '/usr/bin/dpkg' })).toEqual({
    how: 'run', command: '/usr/bin/pkexec', args: ['/usr/bin/dpkg', '--install', '/data/updates/a.deb'], wait: true,
  });
  expect(planUpdate(named('a.rpm'), { kind: 'rpm', pkexec: '/usr/bin/pkexec', tool: '/usr/bin/rpm' })).toMatchObject({ args: ['/usr/bin/rpm', '--upgrade', '/data/updates/a.rpm'] });
  expect(planUpdate(named('a.deb'), { kind: 'deb', pkexec: null, tool: '/usr/bin/dpkg' })).toEqual({ how: 'show', reason: 'no-tool' });
  expect(planUpdate(named('a.exe'), { kind: 'exe' })).toEqual({ how: 'run', command: '/data/updates/a.exe', args: ['--updated', '/S', '--force-run'], wait: false });
  expect(planUpdate(named('a.dmg'), { kind: 'dmg' })).toEqual({ how: 'run', command: '/usr/bin/open', args: ['/data/updates/a.dmg'], wait: false });
  expect(() => planUpdate(named('a.deb'), { kind: 'exe' })).toThrow(expect.objectContaining({ reason: 'other-system' }) as Error);
});

test('a tool that ends well has installed, one that was not allowed has not, one that fails says so', async () => {
  const update = await fetched();
  const run = (code: number): Promise<string> => applyUpdate(update, { how: 'run', command: process.execPath, args: ['-e', `process.exit(${code})`], wait: true });
  expect(await run(0)).toBe('installed');
  expect(await run(126)).toBe('given-up');
  await expect(run(1)).rejects.toThrow('ended with 1');
  await expect(applyUpdate(update, { how: 'run', command: '/nowhere/installer', args: [], wait: false })).rejects.toThrow('cannot be started');
});
