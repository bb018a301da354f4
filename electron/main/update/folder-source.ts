import { constants } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageSource } from './package-source.ts';
import { systemCode, UpdateRefusal } from './refusal.ts';

const chunkBytes = 1024 * 1024;

/** A package in a folder, for example on a USB stick. Only real files are opened: no links, no devices, no pipes. */
export function folderSource(folder: string): PackageSource {
  return {
    name: folder,
    read: async (file, atMostBytes) => {
      const handle = await openReal(join(folder, file));
      if (handle === null) return null;
      try {
        // One byte more than allowed tells that there is more, whatever the file says about its size.
        const buffer = Buffer.alloc(atMostBytes + 1);
        let filled = 0;
        for (;;) {
          const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, filled);
          filled += bytesRead;
          if (filled > atMostBytes) throw new UpdateRefusal('too-large', `${file} in ${folder} is larger than ${atMostBytes} bytes`);
          if (bytesRead === 0) return buffer.subarray(0, filled);
        }
      } catch (error) {
        throw error instanceof UpdateRefusal ? error : new UpdateRefusal('unreadable', `${file} in ${folder} cannot be read`, null, error);
      } finally {
        await handle.close();
      }
    },
    open: async function* (file, signal) {
      const handle = await openReal(join(folder, file));
      if (handle === null) throw new UpdateRefusal('not-found', `${folder} has no ${file}`);
      try {
        for (let position = 0; ; ) {
          signal?.throwIfAborted();
          const chunk = Buffer.allocUnsafe(chunkBytes);
          const { bytesRead } = await handle.read(chunk, 0, chunk.length, position);
          if (bytesRead === 0) return;
          position += bytesRead;
          yield chunk.subarray(0, bytesRead);
        }
      } finally {
        await handle.close();
      }
    },
  };
}

async function openReal(path: string): Promise<FileHandle | null> {
  try {
    if (!(await lstat(path)).isFile()) throw new UpdateRefusal('unreadable', `${path} is no real file`);
    // The file may have been changed since: the system refuses a link, and a pipe does not wait. Windows has neither flag.
    const flags = process.platform === 'win32' ? constants.O_RDONLY : constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const handle = await open(path, flags);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
    throw new UpdateRefusal('unreadable', `${path} is no real file`);
  } catch (error) {
    if (error instanceof UpdateRefusal) throw error;
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new UpdateRefusal('unreadable', `${path} cannot be opened`, null, error);
  }
}
