import { constants } from 'node:fs';
import { access, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cliError } from './cli-error.ts';

/** A file that appears under its name only when it is complete. */
export type Output = {
  readonly write: (line: string) => void;
  readonly keep: () => Promise<void>;
  readonly discard: () => Promise<void>;
};

/** Checks before the work begins that a file can be put there. @throws CliError */
export async function checkWritable(file: string): Promise<void> {
  const folderOk = await access(dirname(file), constants.W_OK).then(() => true, () => false);
  const isFolder = await stat(file).then((found) => found.isDirectory(), () => false);
  if (!folderOk || isFolder) throw cliError('cannot-write', { value: file });
}

/** Starts writing beside `file`; nothing is created before the first `write` or `keep`. */
export function openOutput(file: string): Output {
  const partial = `${file}.part-${process.pid}`;
  let handle: FileHandle | null = null;
  let lines: string[] = [];
  let last: Promise<void> = Promise.resolve();
  let failure: unknown = null;

  const flush = (): void => {
    const text = lines.join('');
    lines = [];
    last = last
      .then(async () => {
        handle ??= await open(partial, 'w');
        await handle.appendFile(text);
      })
      .catch((error: unknown) => {
        failure ??= error;
      });
  };

  return {
    write(line) {
      lines.push(line, '\n');
      if (lines.length >= 512) flush();
    },
    async keep() {
      flush();
      await last;
      await handle?.close();
      handle = null;
      if (failure !== null) {
        await rm(partial, { force: true });
        throw cliError('cannot-write', { value: file });
      }
      await rename(partial, file);
    },
    async discard() {
      await last;
      await handle?.close();
      handle = null;
      await rm(partial, { force: true });
    },
  };
}
