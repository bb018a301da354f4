import { AVSEEK_SET, IOContext } from 'node-av';

/** Boxes are completed in here: it has to hold the largest header. */
const bufferBytes = 64 * 1024;

/**
 * Collects in memory what a muxer writes, one file after the other. The library never frees the buffer of such an output
 * (measured: 90 kB of memory for good with each one), so a recorder has one for all of its files.
 */
export class MuxerOutput {
  readonly io = new IOContext();
  #written: Buffer[] = [];

  constructor() {
    const collect = (bytes: Buffer): number => {
      this.#written.push(Buffer.from(bytes));
      return bytes.length;
    };
    const onlyToStart = (offset: bigint, whence: number): bigint => (offset === 0n && whence === AVSEEK_SET ? 0n : -1n);
    this.io.allocContextWithCallbacks(bufferBytes, 1, null, collect, onlyToStart);
  }

  /** Bytes that were written since the last call. */
  take(): Buffer[] {
    const written = this.#written;
    this.#written = [];
    return written;
  }

  /** Forgets what is left of the file before and counts positions from 0 again. False where the library refuses. */
  rewind(): boolean {
    this.io.flushSync();
    this.#written = [];
    return this.io.seekSync(0n, AVSEEK_SET) >= 0n;
  }

  /** An output that is not freed keeps the process alive. */
  free(): void {
    this.io.freeContext();
  }
}
