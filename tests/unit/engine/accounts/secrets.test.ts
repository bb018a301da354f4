import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyFileName, openSecrets } from '../../../../electron/engine/accounts/secrets.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolder(folder));

test('a sealed secret opens again after a restart', () => {
  const sealed = openSecrets(folder).seal('pass:wörd@', 'camera:1');
  expect(openSecrets(folder).open(sealed, 'camera:1')).toBe('pass:wörd@');
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('pass');
});

test('the same secret sealed twice looks different', () => {
  const secrets = openSecrets(folder);
  expect(secrets.seal('same', 'a')).not.toEqual(secrets.seal('same', 'a'));
});

test('a secret opens only at its place, with its key and unchanged', () => {
  const secrets = openSecrets(folder);
  const sealed = secrets.seal('secret', 'camera:1');
  expect(() => secrets.open(sealed, 'camera:2')).toThrow();
  const changed = Uint8Array.from(sealed, (byte, index) => (index === sealed.length - 1 ? byte ^ 1 : byte));
  expect(() => secrets.open(changed, 'camera:1')).toThrow();
  expect(() => secrets.open(sealed.subarray(0, 20), 'camera:1')).toThrow();
  const other = temporaryFolder();
  expect(() => openSecrets(other).open(sealed, 'camera:1')).toThrow();
  removeFolder(other);
});

test('only its owner can read the key file', () => {
  openSecrets(folder);
  expect(statSync(join(folder, keyFileName)).mode & 0o777).toBe(0o600);
});

test('a wrapped key is not in the file', () => {
  const mask = (key: Buffer): Buffer => Buffer.from(key.map((byte) => byte ^ 0x5a));
  const sealed = openSecrets(folder, { wrap: mask, unwrap: mask }).seal('secret', 'a');
  expect(() => openSecrets(folder).open(sealed, 'a')).toThrow();
  expect(openSecrets(folder, { wrap: mask, unwrap: mask }).open(sealed, 'a')).toBe('secret');
});

test('a damaged key file is named', () => {
  openSecrets(folder);
  writeFileSync(join(folder, keyFileName), readFileSync(join(folder, keyFileName)).subarray(0, 10));
  expect(() => openSecrets(folder)).toThrow(keyFileName);
});
