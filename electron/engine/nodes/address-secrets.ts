import type { Secrets } from '../accounts/secrets.ts';
import { hiddenSecret, replaceSecrets } from '../media/source/address.ts';

/** In a stored address a sealed password stands where the password was: this and its bytes in hexadecimal digits. */
const sealedMark = 'sealed:';

const contextOf = (cameraId: string): string => `camera-address:${cameraId}`;
const isSealed = (secret: string): boolean => secret.startsWith(sealedMark);

type Found = { readonly name: string; readonly secret: string };

function secretsIn(address: string): Found[] {
  const found: Found[] = [];
  replaceSecrets(address, (secret, name) => {
    found.push({ name, secret });
    return secret;
  });
  return found;
}

function sealed(cameraId: string, secret: string, secrets: Secrets): string {
  return sealedMark + Buffer.from(secrets.seal(secret, contextOf(cameraId))).toString('hex');
}

/**
 * A typed address as it is stored. A password that was left hidden is taken from the addresses that were `stored` before,
 * the one that is replaced first.
 */
export function sealAddress(cameraId: string, typed: string, secrets: Secrets, stored: readonly string[]): string {
  const known = stored.flatMap(secretsIn);
  return replaceSecrets(typed, (secret, name) => {
    const kept = secret === hiddenSecret ? (known.find((each) => each.name === name) ?? known[0])?.secret : undefined;
    return kept !== undefined && isSealed(kept) ? kept : sealed(cameraId, kept ?? secret, secrets);
  });
}

/**
 * A stored address as its camera wants it.
 * @throws when a password in it was sealed with another key
 */
export function openAddress(cameraId: string, stored: string, secrets: Secrets): string {
  return replaceSecrets(stored, (secret) =>
    isSealed(secret) ? secrets.open(Buffer.from(secret.slice(sealedMark.length), 'hex'), contextOf(cameraId)) : secret,
  );
}

/** A stored address with every password sealed; the first versions stored it as it was typed. */
export function sealWhatIsOpen(cameraId: string, stored: string, secrets: Secrets): string {
  return replaceSecrets(stored, (secret) => (isSealed(secret) ? secret : sealed(cameraId, secret, secrets)));
}
