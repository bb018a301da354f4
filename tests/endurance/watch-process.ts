import { sampleProcess, type ProcessSample } from '../support/processes.ts';
import { percentile } from '../support/percentile.ts';
import { slopePerHour } from './trend.ts';

/** How a process did after the warm-up. Slopes are those of the least-squares line, per hour. */
export type ProcessAccount = {
  readonly name: string;
  readonly samples: number;
  readonly rssMb: { readonly first: number; readonly last: number; readonly most: number; readonly slopePerHour: number };
  readonly openFiles: { readonly first: number; readonly last: number; readonly most: number; readonly slopePerHour: number };
  /** Cores used. */
  readonly cpu: { readonly p50: number | null; readonly p95: number | null };
};

/** Keeps what is sampled of one process. */
export class WatchedProcess {
  readonly name: string;
  readonly pid: number;
  readonly #samples: ProcessSample[] = [];

  constructor(name: string, pid: number) {
    this.name = name;
    this.pid = pid;
  }

  /** False when the process is gone. */
  sample(): boolean {
    const sample = sampleProcess(this.pid);
    if (sample !== null) this.#samples.push(sample);
    return sample !== null;
  }

  /** What was sampled from `sinceMs` (performance.now) on. */
  account(sinceMs: number): ProcessAccount {
    const samples = this.#samples.filter(({ atMs }) => atMs >= sinceMs);
    const mb = samples.map(({ atMs, rssBytes }) => ({ atMs, value: rssBytes / 1e6 }));
    const files = samples.map(({ atMs, openFiles }) => ({ atMs, value: openFiles }));
    const cores = samples.slice(1).map((sample, index) => {
      const before = samples[index] ?? sample;
      return (sample.cpuMs - before.cpuMs) / (sample.atMs - before.atMs);
    });
    const tell = (points: readonly { atMs: number; value: number }[]): ProcessAccount['rssMb'] => {
      const values = points.map(({ value }) => value);
      return { first: round(values[0] ?? 0), last: round(values.at(-1) ?? 0), most: round(Math.max(0, ...values)), slopePerHour: round(slopePerHour(points)) };
    };
    const rounded = (share: number): number | null => {
      const value = percentile(cores, share);
      return value === null ? null : round(value);
    };
    return { name: this.name, samples: samples.length, rssMb: tell(mb), openFiles: tell(files), cpu: { p50: rounded(0.5), p95: rounded(0.95) } };
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
