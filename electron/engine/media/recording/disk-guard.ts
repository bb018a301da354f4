import { statfs } from 'node:fs/promises';

const checkEveryMs = 2_000;
/** To resume, this share of the reserve has to be free on top of it, so that recording does not flap. */
const resumeMarginShare = 0.1;
const smallestMarginBytes = 1_000_000;

export type DiskSpace = { readonly totalBytes: number; readonly freeBytes: number };

/** Whether recording has to pause, given whether it already does. */
export function mustPause(isPaused: boolean, freeBytes: number, reserveBytes: number): boolean {
  if (!isPaused) return freeBytes < reserveBytes;
  return freeBytes < reserveBytes + Math.max(reserveBytes * resumeMarginShare, smallestMarginBytes);
}

/** Space of the file system that holds `folder`, as far as an ordinary user may fill it. Throws the system's errors. */
export async function readDiskSpace(folder: string): Promise<DiskSpace> {
  const { bsize, blocks, bavail } = await statfs(folder);
  return { totalBytes: blocks * bsize, freeBytes: bavail * bsize };
}

export type DiskGuardOptions = {
  readonly folder: string;
  /** Asked at every check, so that a changed setting holds at once. */
  readonly reserveBytes: () => number;
  readonly onChange: (paused: boolean, space: DiskSpace) => void;
  /** The disk could not be asked; recording goes on as it was. */
  readonly onError: (error: unknown) => void;
  readonly readSpace?: (folder: string) => Promise<DiskSpace>;
  readonly everyMs?: number;
};

/** Watches the free space and says when recording has to pause so that the disk's reserve is never used up. */
export class DiskGuard {
  paused = false;
  space: DiskSpace | null = null;
  #timer: NodeJS.Timeout | null = null;
  #checking: Promise<void> | null = null;
  readonly #options: DiskGuardOptions;

  constructor(options: DiskGuardOptions) {
    this.#options = options;
  }

  /** The first check is made before it returns. */
  async start(): Promise<void> {
    await this.check();
    this.#timer = setInterval(() => void this.check(), this.#options.everyMs ?? checkEveryMs);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Looks now; a disk that takes its time to answer is asked once. */
  check(): Promise<void> {
    this.#checking ??= this.#look().finally(() => (this.#checking = null));
    return this.#checking;
  }

  async #look(): Promise<void> {
    const { folder, reserveBytes, readSpace = readDiskSpace, onChange, onError } = this.#options;
    let space: DiskSpace;
    try {
      space = await readSpace(folder);
    } catch (error) {
      onError(error);
      return;
    }
    this.space = space;
    const paused = mustPause(this.paused, space.freeBytes, reserveBytes());
    if (paused === this.paused) return;
    this.paused = paused;
    onChange(paused, space);
  }
}
