import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findUpdate, type Finding, type FindOptions, type RunningProgram } from '../../../../electron/main/update/find.ts';
import { limits, manifestName, signatureName } from '../../../../electron/main/update/manifest.ts';
import { releaseKeys } from '../../../../electron/main/update/release-keys.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';
import { changeManifest, makePackage, running, signBytes, strangersKeys, testKeys } from '../../../support/update-package.ts';

let stick: string;
beforeEach(() => {
  stick = temporaryFolder();
});
afterEach(() => removeFolder(stick));

const keys = [testKeys.publicKey];
const find = (program: RunningProgram = running, options: FindOptions = {}): Promise<Finding> => findUpdate(stick, program, { keys, ...options });
const refusedWith = (reason: string, version: string | null = null) => ({ name: 'UpdateRefusal', reason, version });

test('a newer signed package is found, with its notes in both languages', async () => {
  await makePackage(stick);
  expect(await find()).toMatchObject({ phase: 'found', update: { manifest: { version: '1.1.0', notes: { 'zh-CN': '修复', en: 'Repairs' } } } });
});

test('it may lie in the folder for the program or for the system, and the newest that fits is taken', async () => {
  await makePackage(join(stick, 'watchhouse'), { version: '1.1.0' });
  await makePackage(join(stick, 'watchhouse', 'linux-x64'), { version: '1.3.0' });
  await makePackage(join(stick, 'linux-x64-AppImage'), { version: '1.2.0' });
  await makePackage(join(stick, 'linux-x64'), { version: '1.4.0', file: 'watchhouse_1.4.0_amd64.deb' });
  expect(await find()).toMatchObject({ update: { manifest: { version: '1.3.0' } } });
});

test('pointing at the package’s file finds it too, and further sticks are looked at', async () => {
  await makePackage(stick);
  const file = join(stick, manifestName);
  expect(await findUpdate(file, running, { keys })).toMatchObject({ phase: 'found' });
  expect(await findUpdate('/nowhere', running, { keys, alsoOn: ['/not-there-either', stick] })).toMatchObject({ phase: 'found' });
});

test('an empty folder, or none, is said to hold nothing', async () => {
  await expect(find()).rejects.toMatchObject(refusedWith('not-found'));
  await expect(findUpdate('/nowhere/at/all', running, { keys })).rejects.toMatchObject(refusedWith('not-found'));
});

test('the same version is no update, an older one is refused', async () => {
  await makePackage(stick);
  expect(await find({ ...running, version: '1.1.0' })).toEqual({ phase: 'current', version: '1.1.0' });
  await expect(find({ ...running, version: '1.1.1' })).rejects.toMatchObject(refusedWith('older', '1.1.0'));
});

test('a package for another system, architecture or kind of installation is refused', async () => {
  await makePackage(stick);
  const others: Partial<RunningProgram>[] = [{ platform: 'win32' }, { arch: 'arm64' }, { kind: 'deb' }];
  for (const other of others) await expect(find({ ...running, ...other })).rejects.toMatchObject(refusedWith('other-system', '1.1.0'));
  await expect(find({ ...running, kind: null })).rejects.toMatchObject(refusedWith('not-packaged'));
});

test('a version that this one cannot be updated to directly is refused', async () => {
  await makePackage(stick, { minimumVersion: '1.0.5' });
  await expect(find()).rejects.toMatchObject(refusedWith('other-system', '1.1.0'));
  expect(await find({ ...running, version: '1.0.5' })).toMatchObject({ phase: 'found' });
});

test('a package by an unknown key is refused, and keys can be rotated', async () => {
  await makePackage(stick, { privateKey: strangersKeys.privateKey });
  await expect(find()).rejects.toMatchObject(refusedWith('bad-signature'));
  expect(await find(running, { keys: [testKeys.publicKey, strangersKeys.publicKey] })).toMatchObject({ phase: 'found' });
});

test('while the build knows no key, every package is refused', async () => {
  await makePackage(stick);
  await expect(find(running, { keys: [] })).rejects.toMatchObject(refusedWith('bad-signature'));
  for (const key of releaseKeys) expect(key).toContain('BEGIN PUBLIC KEY');
});

test('one changed byte, a missing or a malformed signature is refused', async () => {
  await makePackage(stick);
  const signature = join(stick, signatureName);
  for (const text of ['', 'no base64 !', 'QUJD', `${'A'.repeat(86)}==`, 'A'.repeat(200)]) {
    writeFileSync(signature, text);
    await expect(find()).rejects.toMatchObject(refusedWith('bad-signature'));
  }
  rmSync(signature);
  await expect(find()).rejects.toMatchObject(refusedWith('bad-signature'));
  await makePackage(stick);
  writeFileSync(join(stick, manifestName), ' ', { flag: 'a' });
  await expect(find()).rejects.toMatchObject(refusedWith('bad-signature'));
});

test('a manifest or signature that is too large is not read', async () => {
  await makePackage(stick);
  writeFileSync(join(stick, signatureName), 'A'.repeat(limits.signatureBytes + 1));
  await expect(find()).rejects.toMatchObject(refusedWith('too-large'));
  signBytes(stick, Buffer.alloc(limits.manifestBytes + 1, ' '));
  await expect(find()).rejects.toMatchObject(refusedWith('too-large'));
});

test('signed nonsense is refused without a stumble', async () => {
  await makePackage(stick);
  for (const text of ['', '{', '[]', 'null', '"1.1.0"', '{"version":"9.9.9"}', '\u0000']) {
    signBytes(stick, Buffer.from(text));
    await expect(find(), text).rejects.toMatchObject(refusedWith('unreadable'));
  }
  signBytes(stick, Buffer.from([0xff, 0xfe, 0x7b]));
  await expect(find()).rejects.toMatchObject(refusedWith('unreadable'));
});

test('a file name that leads elsewhere is refused, signed or not', async () => {
  await makePackage(stick);
  for (const file of ['../evil.AppImage', '/etc/passwd', 'a/b.AppImage', 'a\\b.exe', '..', '.hidden.deb', 'evil.sh', 'evil.AppImage\0', 'C:evil.exe', '-rf.deb']) {
    changeManifest(stick, { file });
    await expect(find(), file).rejects.toMatchObject(refusedWith('unreadable'));
  }
});

test('numbers beyond sense are refused', async () => {
  await makePackage(stick);
  for (const changes of [{ bytes: -1 }, { bytes: 1.5 }, { bytes: limits.packageBytes + 1 }, { sha512: 'abc' }, { version: '1.1' }, { platform: 'plan9' }]) {
    changeManifest(stick, changes);
    await expect(find()).rejects.toMatchObject(refusedWith('unreadable'));
  }
});

test.skipIf(process.platform === 'win32')('a link on the stick is not followed, neither for a file nor for a folder', async () => {
  const elsewhere = temporaryFolder();
  await makePackage(elsewhere);
  symlinkSync(join(elsewhere, manifestName), join(stick, manifestName));
  symlinkSync(join(elsewhere, signatureName), join(stick, signatureName));
  await expect(find()).rejects.toMatchObject(refusedWith('unreadable'));
  rmSync(join(stick, manifestName));
  rmSync(join(stick, signatureName));
  symlinkSync(elsewhere, join(stick, 'watchhouse'));
  await expect(find()).rejects.toMatchObject(refusedWith('not-found'));
  removeFolder(elsewhere);
});

test('a folder where the manifest should be is unreadable', async () => {
  mkdirSync(join(stick, manifestName));
  await expect(find()).rejects.toMatchObject(refusedWith('unreadable'));
  renameSync(join(stick, manifestName), join(stick, 'gone'));
  await expect(find()).rejects.toMatchObject(refusedWith('not-found'));
});
