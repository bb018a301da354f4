import { readFileSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { manifestName, signatureName } from '../../../../electron/main/update/manifest.ts';
import { isSigned } from '../../../../electron/main/update/signature.ts';
import { newKeys, signUpdate, type SignOptions } from '../../../../scripts/package/sign-update.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolder(folder));

const keys = newKeys();
const options = (): SignOptions => ({ folder, privateKey: keys.privateKey, version: '1.1.0', file: null, arch: null, minimumVersion: null, notes: null, releasedAt: 1 });

test('the exact bytes of the manifest are signed, and system and architecture are read from the installer’s name', async () => {
  writeFileSync(join(folder, 'watchhouse_1.1.0_amd64.deb'), 'installer');
  expect(await signUpdate(options())).toMatchObject({ platform: 'linux', arch: 'x64', file: 'watchhouse_1.1.0_amd64.deb', bytes: 9 });
  const bytes = readFileSync(join(folder, manifestName));
  const signature = readFileSync(join(folder, signatureName), 'utf8');
  expect(isSigned(bytes, signature, [keys.publicKey])).toBe(true);
  expect(isSigned(bytes, signature, [newKeys().publicKey])).toBe(false);
  expect(isSigned(Buffer.concat([bytes, Buffer.from(' ')]), signature, [keys.publicKey])).toBe(false);
});

test('a folder with several installers, or none, or an unfit key is refused', async () => {
  await expect(signUpdate(options())).rejects.toThrow('none');
  writeFileSync(join(folder, 'a-x64.deb'), 'a');
  writeFileSync(join(folder, 'b-x64.rpm'), 'b');
  await expect(signUpdate(options())).rejects.toThrow('a-x64.deb, b-x64.rpm');
  expect(await signUpdate({ ...options(), file: 'b-x64.rpm' })).toMatchObject({ file: 'b-x64.rpm' });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  await expect(signUpdate({ ...options(), file: 'b-x64.rpm', privateKey })).rejects.toThrow('Ed25519');
});
