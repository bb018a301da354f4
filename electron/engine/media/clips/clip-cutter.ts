import { rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import type { Child, Launch } from '../../process/launch.ts';
import { launchWithNode } from '../../process/launch-node.ts';
import type { ClipCut, ClipProblem, ClipResult, ClipWork, FromCutProcess, PreviewJob, PreviewResult, ToCutProcess } from './clip-job.ts';

const longestMs: Record<ClipWork['kind'], number> = { cut: 30_000, preview: 120_000 };
const longestQueue = 500;
/** A clip on which the process dies is tried once more, in case it was not to blame. */
const tries = 2;

type Failed = Extract<ClipResult, { state: 'failed' }>;
type Settle = (result: ClipResult | PreviewResult) => void;
type Job = { readonly work: ClipWork; readonly settle: Settle; deaths: number };

/**
 * Cuts clips and makes previews of them in a child process of low priority, one after the other: the media library's
 * crashes and hangs end there. The process is started with the first piece of work and again after it died.
 */
export class ClipCutter {
  #child: Child | null = null;
  #onEnd: (() => void) | null = null;
  #running: { readonly job: Job; readonly number: number; readonly timer: NodeJS.Timeout } | null = null;
  #count = 0;
  #stopped = false;
  readonly #queue: Job[] = [];
  readonly #launch: Launch;

  constructor(launch: Launch = launchWithNode) {
    this.#launch = launch;
  }

  get waiting(): number {
    return this.#queue.length + (this.#running ? 1 : 0);
  }

  /** Never rejects: what went wrong is in the result. */
  cut(job: ClipCut): Promise<ClipResult> {
    return this.#take<ClipResult>({ kind: 'cut', job });
  }

  /** Never rejects: what went wrong is in the result. */
  preview(job: PreviewJob): Promise<PreviewResult> {
    return this.#take<PreviewResult>({ kind: 'preview', job });
  }

  /** Gives up what waits and runs, and ends the process. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { settle } of this.#queue.splice(0)) settle(failed('stopped', 'the cutter was stopped'));
    const child = this.#child;
    if (child === null) return;
    const gone = new Promise<void>((resolve) => (this.#onEnd = resolve));
    child.kill();
    await gone;
  }

  /** For tests that kill it. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** The process answers each kind of work with its kind of result. */
  #take<R extends ClipResult | PreviewResult>(work: ClipWork): Promise<R | Failed> {
    if (this.#stopped) return Promise.resolve(failed('stopped', 'the cutter is stopped'));
    if (this.#queue.length >= longestQueue) return Promise.resolve(failed('busy', `${longestQueue} clips are waiting`));
    return new Promise((resolve) => {
      this.#queue.push({ work, settle: (result) => resolve(result as R | Failed), deaths: 0 });
      this.#next();
    });
  }

  #next(): void {
    if (this.#running || this.#stopped) return;
    const job = this.#queue.shift();
    if (!job) return;
    const child = (this.#child ??= this.#start());
    const number = this.#count++;
    const limitMs = longestMs[job.work.kind];
    const timer = setTimeout(() => this.#settle(failed('timeout', `not done after ${limitMs} ms`), true), limitMs);
    this.#running = { job, number, timer };
    child.send({ number, work: job.work } satisfies ToCutProcess);
  }

  #start(): Child {
    const child = this.#launch('cutter', { env: process.env }, {
      onReady: () => lowerPriority(child.pid),
      onMessage: (message) => {
        const { number, result } = message as FromCutProcess;
        if (this.#running?.number === number) this.#settle(result, false);
      },
      onExit: (reason) => this.#died(child, reason),
    });
    return child;
  }

  #died(child: Child, reason: string): void {
    this.#onEnd?.();
    if (this.#child !== child) return;
    this.#child = null;
    const running = this.#running;
    if (running === null) return;
    running.job.deaths++;
    if (this.#stopped) this.#settle(failed('stopped', reason), false);
    else if (running.job.deaths >= tries) this.#settle(failed('crashed', reason), false);
    else {
      clearTimeout(running.timer);
      this.#running = null;
      this.#queue.unshift(running.job);
      this.#next();
    }
  }

  #settle(result: ClipResult | PreviewResult, andKill: boolean): void {
    const running = this.#running;
    if (running === null) return;
    clearTimeout(running.timer);
    this.#running = null;
    if (andKill) {
      this.#child?.kill();
      this.#child = null;
    }
    const leftOver = result.state === 'failed' ? rm(`${running.job.work.job.file}.part`, { force: true }).catch(() => undefined) : Promise.resolve();
    void leftOver.then(() => running.job.settle(result));
    this.#next();
  }
}

function failed(problem: ClipProblem, detail: string): Failed {
  return { state: 'failed', problem, detail };
}

/** Recording and analysis come first. */
function lowerPriority(pid: number | null): void {
  try {
    if (pid !== null) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // The process may be gone again; its exit is handled elsewhere.
  }
}
