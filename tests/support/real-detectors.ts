import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'models');

/** Path of one of the public detectors that imports are tested with, or null (saying so) where they are missing. */
export function realDetector(name: string): string | null {
  const file = join(folder, name);
  if (existsSync(file)) return file;
  console.warn(`SKIPPED: ${file} is missing`);
  return null;
}
