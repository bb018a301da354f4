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

/** A process and all its descendants, by the parents that /proc tells. */
export function family(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const members = new Set([root]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [pid, parent] of parents)
      if (members.has(parent) && !members.has(pid)) {
        members.add(pid);
        grew = true;
      }
  }
  return [...members];
}

/** CPU time of the threads of a process by their names, ms; those of one name together. */
export function threadTimes(pid: number): Map<string, number> {
  const times = new Map<string, number>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const [, name = '', rest = ''] = /\((.*)\) (.*)/.exec(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')) ?? [];
      const fields = rest.split(' ');
      times.set(name, (times.get(name) ?? 0) + ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000);
    } catch {
      // It ended meanwhile.
    }
  }
  return times;
}

/** CPU time that all processes of the machine have used, ms. */
export function machineTime(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/).slice(1).map(Number);
  return ((user + nice + system + irq + softirq) / ticksPerSecond) * 1000;
}
