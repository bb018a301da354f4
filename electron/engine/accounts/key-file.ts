import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { KeyGuard } from '../../contract/desktop.ts';
import { writeWhole } from '../write-whole.ts';
import { KeyError } from './key-error.ts';
import { openWithPassphrase, PassphraseSealed, sealWithPassphrase } from './key-passphrase.ts';

/** The system's keyring, where there is one: wraps bytes so that only this user on this machine opens them. Null: it would not. */
export type Keyring = {
  wrap(key: Uint8Array): Promise<Uint8Array | null>;
  unwrap(wrapped: Uint8Array): Promise<Uint8Array | null>;
};

/** What there is to open a key with. */
export type KeyOpener = {
  readonly keyring: Keyring | null;
  readonly passphrase: string | null;
  /** A bare key is sealed with the passphrase: only where that was given for this very folder. */
  readonly sealsBare: boolean;
  /** A key that cannot be opened is put aside and a new one made: secrets under the old one stay closed. */
  readonly giveUp: boolean;
};

/** The key under which camera passwords are sealed, and what guards it at rest. */
export type StationKey = {
  readonly key: Buffer;
  guard(): KeyGuard;
  /** Guards it by a passphrase from now on; null: by the keyring, or where there is none by the file's permissions only. */
  protect(passphrase: string | null): Promise<KeyGuard>;
};

export const keyFileName = 'station.key';
/** Opens and makes plain keys only: no keyring, no passphrase. */
export const plainKeys: KeyOpener = { keyring: null, passphrase: null, sealsBare: false, giveUp: false };

const keyBytes = 32;
const longestFileBytes = 65_536;

/** The file holds the bare key, or one of these as JSON. */
const Guarded = z.discriminatedUnion('guard', [z.object({ guard: z.literal('keyring'), wrapped: z.base64() }), PassphraseSealed]);
type Guarded = z.infer<typeof Guarded>;

/**
 * Opens the key of a data folder, or makes it. A bare key is wrapped as soon as there is a keyring.
 * @throws KeyError
 */
export async function openStationKey(folder: string, opener: KeyOpener): Promise<StationKey> {
  const file = join(folder, keyFileName);
  const stored = readKeyFile(file);
  try {
    if (stored === null) return await keep(file, randomBytes(keyBytes), opener.keyring, null);
    if (Buffer.isBuffer(stored)) {
      if (stored.length !== keyBytes) throw new KeyError('key-damaged');
      const passphrase = opener.sealsBare ? opener.passphrase : null;
      if (opener.keyring === null && passphrase === null) return stationKey(file, stored, 'none', null);
      return await keep(file, stored, opener.keyring, passphrase);
    }
    return stationKey(file, await unguard(stored, opener), stored.guard, opener.keyring);
  } catch (error) {
    if (!(error instanceof KeyError) || !opener.giveUp) throw error;
    renameSync(file, `${file}.given-up-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
    return keep(file, randomBytes(keyBytes), opener.keyring, null);
  }
}

/** The bare key, what guards it, or null where there is none. @throws KeyError `key-damaged` */
function readKeyFile(file: string): Buffer | Guarded | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return null;
  const bytes = size > longestFileBytes ? Buffer.alloc(0) : readFileSync(file);
  if (bytes.length === keyBytes) return bytes;
  try {
    return Guarded.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return bytes.subarray(0, keyBytes - 1);
  }
}

async function unguard(stored: Guarded, { keyring, passphrase }: KeyOpener): Promise<Buffer> {
  if (stored.guard === 'passphrase') {
    if (passphrase === null) throw new KeyError('key-locked');
    const key = await openWithPassphrase(stored, passphrase);
    if (key === null) throw new KeyError('key-wrong');
    return key;
  }
  const key = (await keyring?.unwrap(Buffer.from(stored.wrapped, 'base64'))) ?? null;
  if (key?.length !== keyBytes) throw new KeyError(keyring === null ? 'key-needs-keyring' : 'key-lost');
  return Buffer.from(key);
}

function stationKey(file: string, key: Buffer, first: KeyGuard, keyring: Keyring | null): StationKey {
  let guard = first;
  return {
    key,
    guard: () => guard,
    protect: async (passphrase) => (guard = (await keep(file, key, keyring, passphrase)).guard()),
  };
}

/** Writes a key under the best guard there is. */
async function keep(file: string, key: Buffer, keyring: Keyring | null, passphrase: string | null): Promise<StationKey> {
  if (passphrase !== null) {
    writeWhole(file, JSON.stringify(await sealWithPassphrase(key, passphrase)));
    return stationKey(file, key, 'passphrase', keyring);
  }
  const wrapped = (await keyring?.wrap(key)) ?? null;
  writeWhole(file, wrapped === null ? key : JSON.stringify({ guard: 'keyring', wrapped: Buffer.from(wrapped).toString('base64') } satisfies Guarded));
  return stationKey(file, key, wrapped === null ? 'none' : 'keyring', keyring);
}
