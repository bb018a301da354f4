/* eslint @typescript-eslint/no-deprecated: off -- the synchronous forms are still there to be used */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strict } from '../strict.ts';
import { app } from '../app/app.ts';

/** The prefix of Chromium's encryption with a key from the desktop's keyring. */
const prefix = Buffer.from('v11');
const file = 'standin-keyring';
let plainText = false;

/**
 * Whether the program was started without a keyring. Playwright's loader appends `--password-store=basic` to every run by
 * itself; only the switch on the command line counts here, so that both can be specified.
 */
const withoutKeyring = process.argv.includes('--password-store=basic');

function available(): boolean {
  return app.isReady() && (!withoutKeyring || plainText);
}

/** The key: a file in the folder WATCHHOUSE_STANDIN_KEYRING, which is the keyring that may be lost or exchanged, or in userData. */
function key(): Buffer {
  const folder = process.env['WATCHHOUSE_STANDIN_KEYRING'] ?? app.getPath('userData');
  const path = join(folder, file);
  try {
    return readFileSync(path);
  } catch {
    mkdirSync(folder, { recursive: true });
    const made = randomBytes(32);
    writeFileSync(path, made, { mode: 0o600 });
    return made;
  }
}

function encryptString(text: string): Buffer {
  if (!app.isReady()) throw new Error('safeStorage cannot be used before app is ready');
  if (!available()) throw new Error('Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(), nonce);
  return Buffer.concat([prefix, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function decryptString(encrypted: Buffer): string {
  if (!app.isReady()) throw new Error('safeStorage cannot be used before app is ready');
  if (!Buffer.isBuffer(encrypted)) throw new Error('Expected the first argument of decryptString() to be a buffer');
  if (!available()) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString. Decryption is not available.');
  if (!encrypted.subarray(0, 3).equals(prefix) || encrypted.length < 31) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString. Ciphertext does not appear to be encrypted.');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(3, 15));
    decipher.setAuthTag(encrypted.subarray(-16));
    return decipher.update(encrypted.subarray(15, -16), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
  }
}

export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: available,
  isAsyncEncryptionAvailable: () => Promise.resolve(available()),
  encryptString,
  decryptString,
  encryptStringAsync: (text: string) => new Promise<Buffer>((resolve) => resolve(encryptString(text))),
  decryptStringAsync: (encrypted: Buffer) => new Promise<Electron.DecryptStringAsyncReturnValue>((resolve) => resolve({ result: decryptString(encrypted), shouldReEncrypt: false })),
  getSelectedStorageBackend: (): 'basic_text' | 'gnome_libsecret' | 'unknown' => (!app.isReady() ? 'unknown' : withoutKeyring ? 'basic_text' : 'gnome_libsecret'),
  setUsePlainTextEncryption: (use: boolean) => {
    plainText = use;
  },
} satisfies Electron.SafeStorage);
