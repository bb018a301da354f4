import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type ReceivedFile = { readonly path: string; readonly bytes: number; readonly sha256: string };

class TooLargeError extends Error {}

/**
 * Writes what a window sends into a folder, under a name of our own, for this user alone. Null when it is longer than
 * `mostBytes`; then, and when it breaks off, nothing is left.
 */
export async function receiveFile(from: Readable, folder: string, mostBytes: number): Promise<ReceivedFile | null> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new TooLargeError();
      hash.update(chunk);
      yield chunk;
    }
  }
  try {
    await pipeline(from, counted, createWriteStream(path, { mode: 0o600 }));
    return { path, bytes, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof TooLargeError) return null;
    throw error;
  }
}
