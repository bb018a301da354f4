import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps the station's key. The desktop shell can wrap the key with the system's keyring; by default it is stored as it is. */
export type KeyWrapper = {
  wrap(key: Buffer): Buffer;
  /** @throws when the key cannot be recovered on this machine */
  unwrap(wrapped: Buffer): Buffer;
};

const unwrapped: KeyWrapper = { wrap: (key) => key, unwrap: (key) => key };

/** Seals camera passwords so that the database, its backups and exports never hold one that can be read. */
export type Secrets = {
  /** `context` binds a secret to its place: sealed for one camera it opens for no other. */
  seal(secret: string, context: string): Uint8Array;
  /** @throws when key or context differ or the bytes were changed */
  open(sealed: Uint8Array, context: string): string;
};

export const keyFileName = 'station.key';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** Opens or makes the key file of a data folder (mode 0600). */
export function openSecrets(folder: string, wrapper: KeyWrapper = unwrapped): Secrets {
  const file = join(folder, keyFileName);
  if (!existsSync(file)) writeKey(file, wrapper.wrap(randomBytes(keyBytes)));
  const key = wrapper.unwrap(readFileSync(file));
  if (key.length !== keyBytes) throw new Error(`${keyFileName} is damaged: camera passwords have to be typed in again after it is removed`);
  return { seal: (secret, context) => seal(key, secret, context), open: (sealed, context) => open(key, sealed, context) };
}

function writeKey(file: string, key: Buffer): void {
  const handle = openSync(`${file}.new`, 'w', 0o600);
  writeSync(handle, key);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
}

/** AES-256-GCM (NIST SP 800-38D): nonce, tag, cipher text. */
function seal(key: Buffer, secret: string, context: string): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

function open(key: Buffer, sealed: Uint8Array, context: string): string {
  const nonce = sealed.subarray(0, nonceBytes);
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(context)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
}
