import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { howInstalled } from '../../../../electron/main/update/installed.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  chmodSync(folder, 0o700);
  removeFolder(folder);
});

test('an AppImage says itself where it lies', async () => {
  const file = join(folder, 'Watchhouse.AppImage');
  writeFileSync(file, '');
  expect(await howInstalled('linux', '/tmp/.mount_x/watchhouse', { APPIMAGE: file })).toEqual({ kind: 'AppImage', file, writable: true });
});

test.skipIf(!existsSync('/usr/bin/dpkg-query'))('a program that a deb brought belongs to it, one that was unpacked to nothing', async () => {
  expect(await howInstalled('linux', '/usr/bin/dpkg', {})).toMatchObject({ kind: 'deb', tool: '/usr/bin/dpkg' });
  expect(await howInstalled('linux', join(folder, 'watchhouse'), {})).toBeNull();
});

test('on Windows and macOS there is one way', async () => {
  expect(await howInstalled('win32', 'C:\\Watchhouse\\Watchhouse.exe', {})).toEqual({ kind: 'exe' });
  expect(await howInstalled('darwin', '/Applications/Watchhouse.app/Contents/MacOS/Watchhouse', {})).toEqual({ kind: 'dmg' });
});
