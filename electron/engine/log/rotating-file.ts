import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A file that lines are appended to. When it is full it becomes `file.1`, that one `file.2` and so on; the oldest goes.
 * Never throws: a full disk must not stop the engine because of its log.
 */
export class RotatingFile {
  readonly #file: string;
  readonly #maxBytes: number;
  readonly #keep: number;
  #handle: number | null = null;
  #bytes = 0;

  constructor(file: string, maxBytes = 5_000_000, keep = 4) {
    this.#file = file;
    this.#maxBytes = maxBytes;
    this.#keep = keep;
  }

  write(line: string): void {
    try {
      const handle = this.#ready(Buffer.byteLength(line));
      this.#bytes += writeSync(handle, line);
    } catch {
      this.close();
    }
  }

  close(): void {
    const handle = this.#handle;
    this.#handle = null;
    if (handle !== null) closeSync(handle);
  }

  #ready(bytes: number): number {
    if (this.#handle !== null && this.#bytes > 0 && this.#bytes + bytes > this.#maxBytes) {
      this.close();
      this.#rotate();
    }
    if (this.#handle !== null) return this.#handle;
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    const handle = openSync(this.#file, 'a', 0o600);
    this.#handle = handle;
    this.#bytes = fstatSync(handle).size;
    return handle;
  }

  #rotate(): void {
    for (let number = this.#keep; number >= 1; number--) {
      const from = number === 1 ? this.#file : `${this.#file}.${number - 1}`;
      try {
        renameSync(from, `${this.#file}.${number}`);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      }
    }
  }
}
