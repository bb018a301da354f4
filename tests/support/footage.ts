import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env['WATCHHOUSE_FOOTAGE'] ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'footage');

/** Path of a file of the measuring footage, or null (saying so, unless quietly) where that footage is missing. */
export function footage(path: string, { quietly = false } = {}): string | null {
  const file = join(folder, path);
  if (existsSync(file)) return file;
  if (!quietly) console.warn(`SKIPPED: ${file} is missing; set WATCHHOUSE_FOOTAGE to the folder with the measuring footage`);
  return null;
}
