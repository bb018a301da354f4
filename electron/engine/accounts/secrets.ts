import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals camera passwords so that the database, its backups and exports never hold one that can be read. */
export type Secrets = {
  /** `context` binds a secret to its place: sealed for one camera it opens for no other. */
  seal(secret: string, context: string): Uint8Array;
  /** @throws when key or context differ or the bytes were changed */
  open(sealed: Uint8Array, context: string): string;
};

const nonceBytes = 12;
const tagBytes = 16;

/** @param key 32 bytes */
export function makeSecrets(key: Buffer): Secrets {
  return { seal: (secret, context) => seal(key, secret, context), open: (sealed, context) => open(key, sealed, context) };
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
