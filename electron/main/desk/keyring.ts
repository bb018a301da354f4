import { safeStorage } from 'electron';
import type { WrapKey } from '../engine/engine-process.ts';

async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}

/**
 * The system's keyring: DPAPI on Windows, Keychain on macOS, the secret service or KWallet on Linux. Null where there is
 * none: on Linux Electron would then "encrypt" with a password that everybody knows, which guards nothing.
 */
export async function systemKeyring(): Promise<WrapKey | null> {
  if (process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return null;
  if ((await orNull(() => safeStorage.isAsyncEncryptionAvailable())) !== true) return null;
  return {
    wrap: (bytes) => orNull(() => safeStorage.encryptStringAsync(Buffer.from(bytes).toString('base64'))),
    unwrap: (bytes) => orNull(async () => Buffer.from((await safeStorage.decryptStringAsync(Buffer.from(bytes))).result, 'base64')),
  };
}
