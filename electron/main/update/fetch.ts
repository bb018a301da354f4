import { createHash } from 'node:crypto';
import { chmod, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundUpdate } from './find.ts';
import { kindOf, type UpdateManifest } from './manifest.ts';
import { systemCode, UpdateRefusal } from './refusal.ts';

/** Room that is left for the recordings beside a copied package. */
const sparedBytes = 256 * 1024 * 1024;

/** A package whose copy on this machine is the signed one. */
export type ReadyUpdate = { readonly manifest: UpdateManifest; /** The copy. */ readonly file: string };

export type FetchOptions = { readonly onProgress?: (share: number) => void; readonly signal?: AbortSignal };

/**
 * Copies the installer of a found package into a folder of this machine and checks the copy, which is what will be run.
 * Earlier copies are removed. @throws UpdateRefusal `no-room`, `wrong-file`, `not-found`, `unreadable`
 */
export async function fetchUpdate({ manifest, source }: FoundUpdate, intoFolder: string, { onProgress, signal }: FetchOptions = {}): Promise<ReadyUpdate> {
  const { version } = manifest;
  await mkdir(intoFolder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') await chmod(intoFolder, 0o700);
  for (const name of await readdir(intoFolder)) await rm(join(intoFolder, name), { recursive: true, force: true });
  const { bavail, bsize } = await statfs(intoFolder);
  if (bavail * bsize < manifest.bytes + sparedBytes) throw new UpdateRefusal('no-room', `${manifest.bytes} bytes do not fit in ${intoFolder}`, version);
  const file = join(intoFolder, manifest.file);
  const part = `${file}.part`;
  try {
    await copy(source.open(manifest.file, signal), part, manifest, onProgress);
    await checkFile(part, manifest, signal);
    // An AppImage is run itself; installers are read by what runs them.
    await chmod(part, kindOf(manifest) === 'AppImage' ? 0o700 : 0o600);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw translate(error, manifest, signal);
  }
  return { manifest, file };
}

function translate(error: unknown, { file, version }: UpdateManifest, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true) return error;
  if (error instanceof UpdateRefusal) return error.version === null ? new UpdateRefusal(error.reason, error.message, version, error.cause) : error;
  const code = systemCode(error);
  return new UpdateRefusal(code === 'ENOSPC' || code === 'EDQUOT' ? 'no-room' : 'unreadable', `${file} cannot be copied`, version, error);
}

async function copy(chunks: AsyncIterable<Uint8Array>, part: string, { file, bytes, version }: UpdateManifest, onProgress: ((share: number) => void) | undefined): Promise<void> {
  const handle = await open(part, 'wx', 0o600);
  try {
    let copied = 0;
    for await (const chunk of chunks) {
      copied += chunk.length;
      if (copied > bytes) throw new UpdateRefusal('wrong-file', `${file} is longer than ${bytes} bytes`, version);
      for (let written = 0; written < chunk.length; ) written += (await handle.write(chunk, written)).bytesWritten;
      onProgress?.(copied / bytes);
    }
    if (copied < bytes) throw new UpdateRefusal('wrong-file', `${file} ends after ${copied} of ${bytes} bytes`, version);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads a file on this machine and compares it with the manifest. @throws UpdateRefusal `wrong-file` */
export async function checkFile(path: string, { file, bytes, sha512, version }: UpdateManifest, signal?: AbortSignal): Promise<void> {
  const hash = createHash('sha512');
  let read = 0;
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw new UpdateRefusal('wrong-file', `${path} is gone`, version, cause);
  });
  for await (const chunk of handle.createReadStream({ highWaterMark: 1024 * 1024, ...(signal === undefined ? {} : { signal }) }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    read += chunk.length;
  }
  if (read !== bytes || hash.digest('hex') !== sha512) throw new UpdateRefusal('wrong-file', `${file} is not the file that was signed`, version);
}
