import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeSecrets } from '../../../../electron/engine/accounts/secrets.ts';

test('a sealed secret opens again with its key, and cannot be read', () => {
  const key = randomBytes(32);
  const sealed = makeSecrets(key).seal('pass:wörd@', 'camera:1');
  expect(makeSecrets(key).open(sealed, 'camera:1')).toBe('pass:wörd@');
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('pass');
});

test('the same secret sealed twice looks different', () => {
  const secrets = makeSecrets(randomBytes(32));
  expect(secrets.seal('same', 'a')).not.toEqual(secrets.seal('same', 'a'));
});

test('a secret opens only at its place, with its key and unchanged', () => {
  const secrets = makeSecrets(randomBytes(32));
  const sealed = secrets.seal('secret', 'camera:1');
  expect(() => secrets.open(sealed, 'camera:2')).toThrow();
  const changed = Uint8Array.from(sealed, (byte, index) => (index === sealed.length - 1 ? byte ^ 1 : byte));
  expect(() => secrets.open(changed, 'camera:1')).toThrow();
  expect(() => secrets.open(sealed.subarray(0, 20), 'camera:1')).toThrow();
  expect(() => makeSecrets(randomBytes(32)).open(sealed, 'camera:1')).toThrow();
});
