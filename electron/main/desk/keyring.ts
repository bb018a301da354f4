import { safeStorage } from 'electron';
import type { WrapKey } from '../engine/engine-process.ts';

/** A keyring may wait for somebody who is not there; recording must not wait with it. */
const looksWithinMs = 10_000;
/** Time to type the keyring's own password, once it is there. */
const opensWithinMs = 60_000;

async function orNull<T>(withinMs: number, work: () => Promise<T>): Promise<T | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), withinMs);
  try {
    return await Promise.race([work(), late.promise]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The system's keyring: DPAPI on Windows, Keychain on macOS, the secret service or KWallet on Linux. Null where there is
 * none: on Linux Electron would then "encrypt" with a password that everybody knows, which guards nothing.
 */
export async function systemKeyring(): Promise<WrapKey | null> {
  if (process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return null;
  if ((await orNull(looksWithinMs, () => safeStorage.isAsyncEncryptionAvailable())) !== true) return null;
  return {
    wrap: (bytes) => orNull(opensWithinMs, () => safeStorage.encryptStringAsync(Buffer.from(bytes).toString('base64'))),
    unwrap: (bytes) => orNull(opensWithinMs, async () => Buffer.from((await safeStorage.decryptStringAsync(Buffer.from(bytes))).result, 'base64')),
  };
}
