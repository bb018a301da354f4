import type { SegmentFacts } from '../media/worker-protocol.ts';
import type { NewSegment, Segments } from '../store/segments.ts';

const flushEveryMs = 1_000;
/** More than this waiting for a database that takes nothing, and the oldest are left to the repair at the next start. */
const mostWaiting = 20_000;

type Told = { readonly facts: SegmentFacts; readonly finished: boolean; readonly heardAtMs: number };

export type SegmentInboxOptions = {
  readonly segments: Pick<Segments, 'record' | 'forgetFile'>;
  /** Whether the camera is in the database; segments of others cannot be in its index. */
  readonly isKnown: (cameraId: string) => Promise<boolean>;
  readonly warn: (message: string) => void;
};

/**
 * Takes what recorders tell of their segments. What a segment has grown to is written once a second at most and only as
 * it stands last; while the database cannot take it, it waits here and, should the engine die, the files tell it.
 */
export class SegmentInbox {
  readonly #options: SegmentInboxOptions;
  readonly #waiting = new Map<string, Told>();
  /** Growing files by camera and name, with the time (`performance.now`) at which a recorder spoke of them last. */
  readonly #growing = new Map<string, number>();
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #complained = false;

  constructor(options: SegmentInboxOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => void this.flush(), flushEveryMs);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await this.flush();
  }

  add(facts: SegmentFacts, finished: boolean): void {
    const key = keyOf(facts.cameraId, facts.file);
    const heardAtMs = performance.now();
    if (finished) this.#growing.delete(key);
    else this.#growing.set(key, heardAtMs);
    this.#waiting.set(key, { facts, finished, heardAtMs });
    if (this.#waiting.size > mostWaiting) this.#waiting.delete(this.#waiting.keys().next().value ?? '');
  }

  /** True while a recorder told of this file as growing within the last `withinMs`. */
  isGrowing(cameraId: string, file: string, withinMs: number): boolean {
    const heardAtMs = this.#growing.get(keyOf(cameraId, file));
    return heardAtMs !== undefined && performance.now() - heardAtMs < withinMs;
  }

  /** Writes what waits; resolves when it is in the database or the database refused. */
  async flush(): Promise<void> {
    await this.#writing;
    this.#writing ??= this.#write().finally(() => (this.#writing = null));
    await this.#writing;
  }

  async #write(): Promise<void> {
    for (const [key, told] of [...this.#waiting]) {
      try {
        await this.#record(told);
      } catch (error) {
        if (!this.#complained) this.#options.warn(`segments wait in memory: ${String(error)}`);
        this.#complained = true;
        return;
      }
      this.#complained = false;
      if (this.#waiting.get(key) === told) this.#waiting.delete(key);
    }
  }

  async #record({ facts, finished }: Told): Promise<void> {
    const { segments, isKnown, warn } = this.#options;
    if (finished && facts.bytes === 0) await segments.forgetFile(facts.cameraId, facts.file);
    else if (await isKnown(facts.cameraId)) await segments.record(toRow(facts, finished));
    else warn(`segment ${facts.file} of a camera that is not known was left out of the index`);
  }
}

/** A row of the index; the span is never negative. */
export function toRow(facts: SegmentFacts, finished: boolean): NewSegment {
  return {
    camera_id: facts.cameraId,
    file: facts.file,
    started_at: facts.startedAt,
    ended_at: Math.max(facts.endedAt, facts.startedAt),
    bytes: facts.bytes,
    codec: facts.codec,
    width: facts.width,
    height: facts.height,
    finished: finished ? 1 : 0,
  };
}

function keyOf(cameraId: string, file: string): string {
  return `${cameraId}/${file}`;
}
