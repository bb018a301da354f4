import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What Linux tells of a process now. CPU time is that of all its threads, children left out. */
export type ProcessSample = { readonly atMs: number; readonly rssBytes: number; readonly cpuMs: number; readonly openFiles: number };

const ticksPerSecond = process.platform === 'linux' ? Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) : 0;
const pageBytes = process.platform === 'linux' ? Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' })) : 0;

/** Null where processes cannot be looked into like this. */
export function processesMissing(): string | null {
  return process.platform === 'linux' ? null : 'Linux: /proc is read';
}

/** Null when the process is gone. */
export function sampleProcess(pid: number): ProcessSample | null {
  try {
    // The name in brackets may hold anything; what follows it is numbered as in proc_pid_stat(5) from field 3 on.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const field = (number: number): number => Number(fields[number - 3]);
    return {
      atMs: performance.now(),
      rssBytes: field(24) * pageBytes,
      cpuMs: ((field(14) + field(15)) / ticksPerSecond) * 1000,
      openFiles: readdirSync(`/proc/${pid}/fd`).length,
    };
  } catch {
    return null;
  }
}
