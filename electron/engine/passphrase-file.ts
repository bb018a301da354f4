import { readFileSync } from 'node:fs';

/**
 * The passphrase of a service: it comes in a file, which a service manager can keep from everybody else (`LoadCredential`
 * of the unit). Null where none is named. @throws when the file cannot be read
 */
export function passphraseOf(env: NodeJS.ProcessEnv): string | null {
  const file = env['WATCHHOUSE_PASSPHRASE_FILE'];
  return file === undefined || file === '' ? null : readFileSync(file, 'utf8').replace(/\r?\n$/, '');
}
