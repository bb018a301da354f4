import type { EpisodeChange } from '../behavior/episode.ts';
import { takesNothing } from '../store/store-error.ts';

/** Changes kept in memory while the database cannot take them. */
const mostWaiting = 2000;
const retryEveryMs = 2000;
/** What fails by itself is tried again after longer and longer, up to this. */
const longestPauseMs = 60_000;

type Waiting = { readonly cameraId: string; readonly change: EpisodeChange; readonly picture: Uint8Array | null };
type Pause = { readonly forMs: number; readonly untilMs: number };

export type EpisodeInboxOptions = {
  readonly record: (cameraId: string, change: EpisodeChange, picture: Uint8Array | null) => Promise<void>;
  readonly onProblem: (message: string) => void;
};

/**
 * Takes what workers tell of going-ons and keeps it until the database has it: a full disk loses no event as long as
 * the engine lives, and an event that cannot be recorded keeps no other waiting. Changes of one event stay in order.
 */
export class EpisodeInbox {
  readonly #options: EpisodeInboxOptions;
  readonly #waiting: Waiting[] = [];
  /** Events of which a change failed by itself, by id. */
  readonly #paused = new Map<string, Pause>();
  #current: Waiting | null = null;
  #takesNothing = false;
  #working: Promise<void> | null = null;
  #retry: NodeJS.Timeout | null = null;
  #complaint: string | null = null;

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

  /** Tries once more what is left; resolves when everything is recorded or refused. */
  async stop(): Promise<void> {
    await this.#working;
    this.#cancelRetry();
    this.#paused.clear();
    this.#work();
    await this.#working;
    this.#cancelRetry();
  }

  #cancelRetry(): void {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
    this.#takesNothing = false;
  }

  #work(): void {
    if (this.#working !== null || this.#takesNothing) return;
    this.#working = this.#drain().finally(() => {
      this.#working = null;
      if (this.#waiting.length > 0) this.#tryAgainLater();
    });
  }

  #tryAgainLater(): void {
    this.#retry ??= setTimeout(() => {
      this.#cancelRetry();
      this.#work();
    }, retryEveryMs);
  }

  async #drain(): Promise<void> {
    while (!this.#takesNothing) {
      const now = performance.now();
      const next = this.#waiting.find(({ change }) => (this.#paused.get(change.episode.id)?.untilMs ?? 0) <= now);
      if (next === undefined) return;
      this.#current = next;
      try {
        await this.#options.record(next.cameraId, next.change, next.picture);
        this.#waiting.splice(this.#waiting.indexOf(next), 1);
        this.#paused.delete(next.change.episode.id);
        this.#complaint = null;
      } catch (error) {
        this.#complain(next, error);
        if (takesNothing(error)) this.#takesNothing = true;
        else this.#pause(next.change.episode.id);
      } finally {
        this.#current = null;
      }
    }
  }

  #pause(eventId: string): void {
    const forMs = Math.min(2 * (this.#paused.get(eventId)?.forMs ?? retryEveryMs / 2), longestPauseMs);
    this.#paused.set(eventId, { forMs, untilMs: performance.now() + forMs });
  }

  /** Says the same once until something succeeds, and once of each event that fails by itself. */
  #complain({ change }: Waiting, error: unknown): void {
    const complaint = error instanceof Error ? error.message : String(error);
    if (complaint === this.#complaint || this.#paused.has(change.episode.id)) return;
    this.#complaint = complaint;
    this.#options.onProblem(`events wait in memory: ${complaint}`);
  }

  /** Updates between opening and closing can be spared first. */
  #makeRoom(): void {
    const update = this.#waiting.findIndex((waiting) => waiting !== this.#current && waiting.change.kind === 'updated');
    const oldest = this.#waiting[0] === this.#current ? 1 : 0;
    const [spared] = this.#waiting.splice(update < 0 ? oldest : update, 1);
    if (spared === undefined || update >= 0) return;
    this.#options.onProblem('too many events wait in memory: one was lost');
    if (!this.#waiting.some(({ change }) => change.episode.id === spared.change.episode.id)) this.#paused.delete(spared.change.episode.id);
  }
}
