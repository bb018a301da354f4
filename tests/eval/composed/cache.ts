import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Everything made from the footage lies here and never in the repository. */
export const cacheFolder = join(tmpdir(), `watchhouse-composed-${process.getuid?.() ?? 0}`);

const hashes = new Map<string, string>();

/** SHA-256 of a file, read once. */
export function fileHash(file: string): string {
  const known = hashes.get(file);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
  hashes.set(file, hash);
  return hash;
}

/** A key that changes when any of the parts does; sources are named so that a changed maker makes anew. */
export function keyOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}

/** The hash over the sources of this folder that make pictures. */
export function makerHash(...files: readonly string[]): string {
  return keyOf(files.map((file) => fileHash(join(import.meta.dirname, file))));
}

/** Reads the bytes kept under `name`, or makes and keeps them. */
export async function kept(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const file = join(cacheFolder, name);
  if (existsSync(file)) return readFileSync(file);
  const bytes = await make();
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, bytes);
  renameSync(unfinished, file);
  return bytes;
}
