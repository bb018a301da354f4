import type { ClipCut, ClipProblem, ClipResult } from '../media/clips/clip-job.ts';
import type { ClipJob, ClipOutcome } from './clip-jobs.ts';

const lookEveryMs = 1000;
const atOnce = 4;
/** The recorder tells every 5 s how far it has come: asking more often finds nothing new. */
const askAgainMs = 2500;
/** A recording that has not reached the clip's end by this long after it will not. */
const latestMs = 45_000;
const retryAfterMs = 15_000;
const tries = 3;
/** What is not the clip's fault is waited for; retention keeps the recording meanwhile. */
const patientProblems: ReadonlySet<ClipProblem> = new Set(['busy', 'disk-full']);
const patientRetryMs = 60_000;
const patientTries = 120;
const rememberedFailuresMs = 86_400_000;

/** Where a camera's recording stands. */
export type Recorded = {
  /** Absolute paths of the segments that touch a span. */
  readonly paths: readonly string[];
  /** Wall-clock ms up to which the recording is known to be on disk; null when nothing of the span is there. */
  readonly until: number | null;
};

export type ClipRunnerOptions = {
  readonly due: (now: number, limit: number) => Promise<ClipJob[]>;
  readonly postpone: (eventId: string, untilAt: number) => Promise<void>;
  readonly settle: (eventId: string, outcome: ClipOutcome) => Promise<void>;
  readonly recorded: (cameraId: string, from: number, to: number) => Promise<Recorded>;
  readonly cut: (cut: ClipCut) => Promise<ClipResult>;
  /** False while recordings of earlier runs may still be missing from the index: no clip is given up for want of them. */
  readonly isIndexRepaired: () => boolean;
  readonly log: (level: 'info' | 'warn', message: string) => void;
};

/** Cuts the clips whose time has come. What is pending stands in the database, so a restart goes on where it was. */
export class ClipRunner {
  readonly #options: ClipRunnerOptions;
  readonly #busy = new Map<string, Promise<void>>();
  readonly #failures = new Map<string, number>();
  #failedAt: number[] = [];
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;

  constructor(options: ClipRunnerOptions) {
    this.#options = options;
  }

  /** Clips given up in the last 24 hours of this run. */
  get failed(): number {
    this.#failedAt = this.#failedAt.filter((atMs) => performance.now() - atMs < rememberedFailuresMs);
    return this.#failedAt.length;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look().finally(() => (this.#looking = null));
    }, lookEveryMs);
  }

  /** Begins nothing more; resolves when what runs has ended, which stopping the cutter hastens. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await this.#looking;
    await Promise.all(this.#busy.values());
  }

  async #look(): Promise<void> {
    const { due, log } = this.#options;
    if (this.#busy.size >= atOnce) return;
    try {
      for (const job of await due(Date.now(), atOnce + this.#busy.size)) {
        const { id } = job.event;
        if (this.#timer === null || this.#busy.size >= atOnce || this.#busy.has(id)) continue;
        const work = this.#work(job)
          .catch((error: unknown) => log('warn', `clip of ${id}: ${error instanceof Error ? error.message : String(error)}`))
          .finally(() => this.#busy.delete(id));
        this.#busy.set(id, work);
      }
    } catch (error) {
      log('warn', `clips that are due cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #work(job: ClipJob): Promise<void> {
    const { event, from, to, file } = job;
    const { postpone, recorded, cut, isIndexRepaired } = this.#options;
    const isIndexWhole = isIndexRepaired();
    const { paths, until } = await recorded(event.cameraId, from, to);
    const isWhole = until !== null && until >= to;
    const now = Date.now();
    if (!isWhole && now < to + latestMs) return postpone(event.id, Math.min(now + askAgainMs, to + latestMs));
    if (!isWhole && !isIndexWhole) return postpone(event.id, now + retryAfterMs);
    if (paths.length === 0) return this.#settle(event.id, { clip: 'none' }, 'nothing was recorded then');
    const result = await cut({ file, segments: paths, from, to, at: event.startedAt, cameraId: event.cameraId, event });
    if (result.state === 'ready') return this.#settle(event.id, { clip: 'ready', startedAt: result.startedAt, durationMs: result.durationMs }, null);
    if (result.state === 'failed' && result.problem === 'stopped') return;
    if (!isIndexWhole) return postpone(event.id, Date.now() + retryAfterMs);
    if (result.state === 'none') return this.#settle(event.id, { clip: 'none' }, 'the recording has a gap there');
    await this.#tryAgain(event.id, result.problem, result.detail);
  }

  async #tryAgain(eventId: string, problem: ClipProblem, detail: string): Promise<void> {
    const { postpone, log } = this.#options;
    const isPatient = patientProblems.has(problem);
    const failures = (this.#failures.get(eventId) ?? 0) + 1;
    this.#failures.set(eventId, failures);
    if (failures < (isPatient ? patientTries : tries)) {
      log('warn', `clip of ${eventId} not cut, will be tried again (${problem}: ${detail})`);
      return postpone(eventId, Date.now() + (isPatient ? patientRetryMs : retryAfterMs));
    }
    this.#failedAt.push(performance.now());
    return this.#settle(eventId, { clip: 'failed' }, `${problem}: ${detail}`);
  }

  async #settle(eventId: string, outcome: ClipOutcome, reason: string | null): Promise<void> {
    await this.#options.settle(eventId, outcome);
    this.#failures.delete(eventId);
    if (reason !== null) this.#options.log(outcome.clip === 'failed' ? 'warn' : 'info', `event ${eventId} has no clip: ${reason}`);
  }
}
