import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

export type Progress = { readonly file: string; readonly share: number };

/** One file at a time is copied from the engine to where a person wants it. */
export class Saving {
  readonly #changed: () => void;
  #now: { readonly file: string; share: number; readonly abort: AbortController; readonly done: Promise<unknown> } | null = null;

  /** @param changed called when progress is to be shown anew */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get progress(): Progress | null {
    return this.#now === null ? null : { file: this.#now.file, share: this.#now.share };
  }

  /** Resolves when nothing is being saved. */
  async idle(): Promise<void> {
    await this.#now?.done.catch(() => undefined);
  }

  /** Gives up what is being saved; nothing of it stays behind. */
  async giveUp(): Promise<void> {
    this.#now?.abort.abort();
    await this.idle();
  }

  /**
   * Writes an answer of the engine beside the target and renames it when it is whole.
   * @throws when it was given up, broke off, or could not be written, or while another one is being saved
   */
  async save(answer: Response, target: string, name: string): Promise<void> {
    if (this.#now !== null) {
      await answer.body?.cancel();
      throw new Error('another file is being saved');
    }
    const abort = new AbortController();
    const total = Number(answer.headers.get('content-length') ?? 0);
    const work = async (): Promise<void> => {
      const beside = `${target}.part`;
      let written = 0;
      let toldAt = 0;
      const count = new Transform({
        transform: (chunk: Buffer, _encoding, done) => {
          written += chunk.length;
          if (this.#now !== null && total > 0) this.#now.share = Math.min(1, written / total);
          if (performance.now() - toldAt > 200) {
            toldAt = performance.now();
            this.#changed();
          }
          done(null, chunk);
        },
      });
      try {
        if (answer.body === null) throw new Error('an empty answer');
        await pipeline(Readable.fromWeb(answer.body as NodeReadableStream), count, createWriteStream(beside, { mode: 0o600, flush: true }), { signal: abort.signal });
        if (total > 0 && written !== total) throw new Error(`${written} of ${total} bytes came`);
        await rename(beside, target);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    };
    const done = work();
    this.#now = { file: name, share: 0, abort, done };
    this.#changed();
    try {
      await done;
    } finally {
      this.#now = null;
      this.#changed();
    }
  }
}
