import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CrashDump } from '../../contract/desktop.ts';
import { withoutSecrets } from '../../engine/log/redact.ts';

const mostReports = 50;
const longestDetail = 2000;
const longestProcess = 64;

export type Crash = {
  /** Which process: `engine`, `worker`, `window`, `gpu` … */
  readonly process: string;
  readonly reason: string;
  readonly exitCode: number | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly uptimeS: number;
};

/**
 * What is kept of crashed processes: small texts on this machine that hold facts. There are no memory dumps
 * on purpose: the memory of these processes holds cameras' passwords and pictures of people.
 */
export type CrashReports = {
  add(crash: Crash, at?: number): void;
  /** Newest first. */
  list(): CrashDump[];
  /** The path of a report; null when there is none of that name. */
  path(id: string): string | null;
  remove(id: string): void;
};

export function makeCrashReports(folder: string): CrashReports {
  const list = (): CrashDump[] => {
    try {
      return readdirSync(folder)
        .map((id) => ({ id, file: statSync(join(folder, id), { throwIfNoEntry: false }) }))
        .filter(({ file }) => file?.isFile() === true)
        .map(({ id, file }) => CrashDump.safeParse({ id, at: file?.mtimeMs, bytes: file?.size }).data)
        .filter((report) => report !== undefined)
        .toSorted((a, b) => b.at - a.at || b.id.localeCompare(a.id));
    } catch {
      return [];
    }
  };
  const path = (id: string): string | null => (list().some((report) => report.id === id) ? join(folder, id) : null);
  return {
    list,
    path,
    add: (crash, at = Date.now()) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const name = `${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}-${crash.process.replaceAll(/[^\w-]/g, '').slice(0, longestProcess)}.json`;
        const text = { at: new Date(at).toISOString(), ...crash, reason: withoutSecrets(crash.reason.slice(0, longestDetail)) };
        writeFileSync(join(folder, name), JSON.stringify(text, null, 2), { mode: 0o600 });
        for (const { id } of list().slice(mostReports)) rmSync(join(folder, id), { force: true });
      } catch {
        // A crash that cannot be written down must not become a second one.
      }
    },
    remove: (id) => {
      const file = path(id);
      if (file !== null) rmSync(file, { force: true });
    },
  };
}
