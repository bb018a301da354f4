import { mkdir, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { repairSegment, type SegmentContents } from './segment-file.ts';
import { segmentName } from './segment-name.ts';
import { writeProblemOf, type WriteProblem } from './write-problem.ts';

/** More than this waiting for a slow disk and the segment is given up. */
const mostPendingBytes = 32 * 1024 * 1024;
const mostCopies = 100;

/** What of a segment is on disk. `cutTo` is set where an error made it end early. Null: nothing worth keeping. */
export type SegmentEnd = { readonly file: string; readonly bytes: number; readonly cutTo: SegmentContents | null } | null;

/**
 * Puts the bytes of one segment on disk in order, without ever blocking the caller. After the first error nothing more
 * is written, `problem` says why, and `finish` cuts the file off after its last complete fragment.
 */
export class SegmentWriter {
  problem: WriteProblem | null = null;
  detail = '';
  /** Bytes that are in the file. */
  bytes = 0;
  file = '';
  #pendingBytes = 0;
  #handle: FileHandle | null = null;
  #work: Promise<void>;
  readonly #folder: string;

  constructor(folder: string, startedAt: number) {
    this.#folder = folder;
    this.#work = this.#attempt(() => this.#open(startedAt));
  }

  write(buffers: readonly Buffer[], onWritten: () => void): void {
    if (this.problem !== null) return;
    const bytes = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    if (this.#pendingBytes + bytes > mostPendingBytes) {
      this.#fail('disk-slow', `${this.#pendingBytes} bytes wait to be written`);
      return;
    }
    this.#pendingBytes += bytes;
    this.#work = this.#work
      .then(() => this.#attempt(() => this.#append(buffers)))
      .then(() => {
        this.#pendingBytes -= bytes;
        if (this.problem === null) onWritten();
      });
  }

  /** Waits for everything written, makes it durable and closes the file. Never throws. */
  async finish(): Promise<SegmentEnd> {
    await this.#work;
    await this.#attempt(async () => this.#handle?.datasync());
    const { problem } = this;
    await this.#attempt(() => this.#close());
    if (this.file === '') return null;
    if (problem === null) return { file: this.file, bytes: this.bytes, cutTo: null };
    return await this.#repair();
  }

  async #open(startedAt: number): Promise<void> {
    for (let copy = 0; this.#handle === null; copy++) {
      const file = segmentName(startedAt, copy);
      const target = path.join(this.#folder, file);
      await mkdir(path.dirname(target), { recursive: true });
      try {
        this.#handle = await open(target, 'wx', 0o640);
        this.file = file;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST') || copy === mostCopies) throw error;
      }
    }
  }

  async #append(buffers: readonly Buffer[]): Promise<void> {
    if (this.problem !== null) return;
    let rest = Buffer.concat(buffers);
    while (rest.length > 0 && this.#handle !== null) {
      const { bytesWritten } = await this.#handle.write(rest, 0, rest.length, this.bytes);
      this.bytes += bytesWritten;
      rest = rest.subarray(bytesWritten);
    }
  }

  async #close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }

  async #repair(): Promise<SegmentEnd> {
    try {
      const repair = await repairSegment(path.join(this.#folder, this.file));
      return 'contents' in repair ? { file: this.file, bytes: repair.contents.bytes, cutTo: repair.contents } : null;
    } catch (error) {
      this.#fail(writeProblemOf(error), String(error));
      return null;
    }
  }

  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#fail(writeProblemOf(error), error instanceof Error ? error.message : String(error));
    }
  }

  #fail(problem: WriteProblem, detail: string): void {
    this.problem ??= problem;
    if (this.detail === '') this.detail = detail;
  }
}
