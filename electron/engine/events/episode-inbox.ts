import type { EpisodeChange } from '../behavior/episode.ts';

/** Changes kept in memory while the database cannot take them. */
const mostWaiting = 2000;
const retryEveryMs = 2000;

type Waiting = { readonly cameraId: string; readonly change: EpisodeChange; readonly picture: Uint8Array | null };

export type EpisodeInboxOptions = {
  readonly record: (cameraId: string, change: EpisodeChange, picture: Uint8Array | null) => Promise<void>;
  readonly onProblem: (message: string) => void;
};

/**
 * Takes what workers tell of going-ons and keeps it until the database has it: a full disk loses no event as long as
 * the engine lives. Changes of one event stay in order.
 */
export class EpisodeInbox {
  readonly #options: EpisodeInboxOptions;
  #waiting: Waiting[] = [];
  #working: Promise<void> | null = null;
  #retry: NodeJS.Timeout | null = null;
  #complained = false;

  constructor(options: EpisodeInboxOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(cameraId: string, change: EpisodeChange, picture: Uint8Array | null): void {
    this.#waiting.push({ cameraId, change, picture });
    if (this.#waiting.length > mostWaiting) this.#makeRoom();
    this.#work();
  }

  /** Tries once more what is left; resolves when everything is recorded or the database refuses. */
  async stop(): Promise<void> {
    await this.#working;
    this.#cancelRetry();
    this.#work();
    await this.#working;
    this.#cancelRetry();
  }

  #cancelRetry(): void {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
  }

  #work(): void {
    if (this.#working !== null || this.#retry !== null) return;
    this.#working = this.#drain().finally(() => {
      this.#working = null;
    });
  }

  async #drain(): Promise<void> {
    for (;;) {
      const next = this.#waiting[0];
      if (next === undefined) return;
      try {
        await this.#options.record(next.cameraId, next.change, next.picture);
        this.#waiting.shift();
        this.#complained = false;
      } catch (error) {
        if (!this.#complained) this.#options.onProblem(`events wait in memory: ${error instanceof Error ? error.message : String(error)}`);
        this.#complained = true;
        this.#retry = setTimeout(() => {
          this.#retry = null;
          this.#work();
        }, retryEveryMs);
        return;
      }
    }
  }

  /** Updates between opening and closing can be spared first. */
  #makeRoom(): void {
    const index = this.#waiting.findIndex(({ change }, position) => position > 0 && change.kind === 'updated');
    if (index > 0) this.#waiting.splice(index, 1);
    else {
      this.#waiting.splice(1, 1);
      this.#options.onProblem('too many events wait in memory: one was lost');
    }
  }
}
