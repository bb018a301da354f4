import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';

/** A key sealed with AES-256-GCM under a key made of a passphrase by argon2id (RFC 9106). */
export const PassphraseSealed = z.object({
  guard: z.literal('passphrase'),
  // Bounds, so that a file from elsewhere cannot ask for all memory.
  memoryKib: z.number().int().min(8192).max(1_048_576),
  passes: z.number().int().min(1).max(10),
  salt: z.base64(),
  nonce: z.base64(),
  tag: z.base64(),
  sealed: z.base64(),
});
export type PassphraseSealed = z.infer<typeof PassphraseSealed>;

const argon2id = { algorithm: 2 } as const;
/** RFC 9106's second recommended option: 64 MiB, 3 passes. One lane, since it runs once at each start. */
const cost = { memoryKib: 65_536, passes: 3 } as const;

function derive(passphrase: string, salt: Buffer, { memoryKib, passes }: Pick<PassphraseSealed, 'memoryKib' | 'passes'>): Promise<Buffer> {
  return hashRaw(passphrase.normalize('NFKC'), { ...argon2id, memoryCost: memoryKib, timeCost: passes, parallelism: 1, outputLen: 32, salt });
}

export async function sealWithPassphrase(key: Buffer, passphrase: string): Promise<PassphraseSealed> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, cost), nonce);
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  const text = (bytes: Buffer): string => bytes.toString('base64');
  return { guard: 'passphrase', ...cost, salt: text(salt), nonce: text(nonce), tag: text(cipher.getAuthTag()), sealed: text(sealed) };
}

/** Null when it is another passphrase or the bytes were changed. */
export async function openWithPassphrase({ salt, nonce, tag, sealed, ...how }: PassphraseSealed, passphrase: string): Promise<Buffer | null> {
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
  const derived = await derive(passphrase, bytes(salt), how);
  try {
    const decipher = createDecipheriv('aes-256-gcm', derived, bytes(nonce), { authTagLength: 16 }).setAuthTag(bytes(tag));
    return Buffer.concat([decipher.update(bytes(sealed)), decipher.final()]);
  } catch {
    return null;
  }
}
