import { randomBytes } from 'node:crypto';
import type { Assembly, AssemblyOptions } from './assembly.ts';
import { assemble } from './assembly.ts';
import { openLog } from './log.ts';
import type { Part } from './parts.ts';
import { inTime, stopParts } from './stop-parts.ts';
import { makeDataFolder } from './store/folder-lock.ts';

const storeClosesWithinMs = 1000;

export type RunOptions = Omit<AssemblyOptions, 'log' | 'setupKey'>;

export type Running = {
  readonly assembly: Assembly;
  /** Null once there is an account. */
  readonly setupKey: string | null;
};

export type Run = {
  /** Ends the parts and then the process; a start that is under way is given up. */
  stop(): Promise<void>;
  /** Null when it was stopped before it was up. @throws StoreError, KeyError, or what a part could not start with */
  readonly running: Promise<Running | null>;
};

/** Where this program lies, and footage for the demonstration beside it. */
export type Place = { readonly root: string; readonly sharedFootage: string | null };

/** Opens the data folder and starts all parts. */
export function run(options: RunOptions): Run {
  let wanted = true;
  let ended: Promise<void> | null = null;
  const started: Part[] = [];
  const held: { assembly: Assembly | null; closeLog: () => void; complain: (message: string) => void } = { assembly: null, closeLog: () => undefined, complain: () => undefined };

  const end = async (): Promise<void> => {
    wanted = false;
    const { assembly, complain, closeLog } = held;
    const areStopped = await stopParts(started, complain);
    const closing = assembly?.house.store.close() ?? Promise.resolve();
    const isClosed = await inTime(closing, storeClosesWithinMs).catch((error: unknown) => complain(`the database did not close: ${String(error)}`));
    closeLog();
    // What hangs may hold a thread for which `exit` would wait.
    if (!areStopped || isClosed !== true) process.kill(process.pid, 'SIGKILL');
    process.exit();
  };
  const stop = (): Promise<void> => (ended ??= end());

  const start = async (): Promise<Running | null> => {
    makeDataFolder(options.data);
    const log = openLog(options.data);
    held.closeLog = () => log.close();
    held.complain = (message) => log.say('error', 'engine', message);
    const setupKey = randomBytes(16).toString('hex');
    const assembly = await assemble({ ...options, log, setupKey });
    held.assembly = assembly;
    for (const part of assembly.parts) {
      if (!wanted) return null;
      await part.start();
      started.push(part);
    }
    log.say('info', 'engine', `ready at ${assembly.address()}`);
    return wanted ? { assembly, setupKey: (await assembly.house.accounts.needFirst()) ? setupKey : null } : null;
  };

  return { stop, running: start() };
}
