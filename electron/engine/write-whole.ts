import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Writes a file for this user alone, so that a crash leaves the old one or the new one, never half of one. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const handle = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeSync(handle, Buffer.from(content));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.new`, file);
}
