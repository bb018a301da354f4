import { createPublicKey, verify } from 'node:crypto';

const signatureBytes = 64;

/** Whether one of the keys (PEM, Ed25519) signed exactly these bytes. `signature` is the base64 text of the signature file. */
export function isSigned(bytes: Uint8Array, signature: string, keys: readonly string[]): boolean {
  const text = signature.trim();
  if (!/^[A-Za-z0-9+/]{86}==$/.test(text)) return false;
  const raw = Buffer.from(text, 'base64');
  if (raw.length !== signatureBytes) return false;
  return keys.some((pem) => {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, raw);
  });
}
