/** The engine: opens a data folder, starts its parts in order, tells where its windows are, and stops in reverse. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOtherEngine, forgetAddress, tellAddress } from './address-file.ts';
import { makeDataFolder } from './store/folder-lock.ts';
import { StoreError } from './store/store-error.ts';
import { openLog } from './log.ts';
import { OptionError, parseOptions, type EngineOptions } from './options.ts';
import type { Part } from './parts.ts';
import { assemble } from './assembly.ts';
import { startProblem } from './start-problem.ts';
import { inTime, stopParts } from './stop-parts.ts';

/** Exit statuses that the start scripts know. */
const status = { badOptions: 2, cannotStart: 3 } as const;
const storeClosesWithinMs = 1000;

const root = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../' : '../../../', import.meta.url));

function say(line: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function run(options: EngineOptions): Promise<void> {
  makeDataFolder(options.data);
  const log = openLog(options.data);
  const setupKey = randomBytes(16).toString('hex');
  const { parts, house, address } = await assemble({ ...options, root, log, setupKey });
  forgetAddress(options.data);
  const started: Part[] = [];
  const end = async (): Promise<void> => {
    const complain = (message: string): void => log.say('error', 'engine', message);
    const areStopped = await stopParts(started, complain);
    forgetAddress(options.data);
    const isClosed = await inTime(house.store.close(), storeClosesWithinMs).catch((error: unknown) => complain(`the database did not close: ${String(error)}`));
    log.close();
    // What hangs may hold a thread for which `exit` would wait.
    if (!areStopped || isClosed !== true) process.kill(process.pid, 'SIGKILL');
    process.exit();
  };
  const ending: { work: Promise<void> | null } = { work: null };
  const stop = (): Promise<void> => (ending.work ??= end());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  try {
    for (const part of parts) {
      await part.start();
      started.push(part);
      if (ending.work !== null) return;
    }
  } catch (error) {
    process.exitCode = status.cannotStart;
    process.stderr.write(`${startProblem(error).join('\n')}\n`);
    await stop();
    return;
  }
  const at = address();
  tellAddress(options.data, at);
  const needsFirstAccount = await house.accounts.needFirst();
  log.say('info', 'engine', `ready at ${at}`);
  say({ address: at, setupKey: needsFirstAccount ? setupKey : null, alreadyRunning: false });
}

/** What to say when another engine holds the folder: its address, so that the caller can open that instead. */
async function sayInUse(folder: string, error: StoreError): Promise<void> {
  const { address, pid } = await findOtherEngine(folder);
  if (address !== null) {
    process.exitCode = 0;
    say({ address, setupKey: null, alreadyRunning: true });
    return;
  }
  process.stderr.write(`${startProblem(error).join('\n')}\n`);
  if (pid !== null) process.stderr.write(`占用它的进程 ${pid} 没有应答。\nProcess ${pid}, which holds it, does not answer.\n`);
}

async function explain(error: unknown, folder: string | null): Promise<void> {
  process.exitCode = error instanceof OptionError ? status.badOptions : status.cannotStart;
  if (error instanceof StoreError && error.kind === 'in-use' && folder !== null) await sayInUse(folder, error);
  else process.stderr.write(`${startProblem(error).join('\n')}\n`);
}

let folder: string | null = null;
try {
  const shared = join(root, '..', 'shared', 'footage');
  const options = parseOptions(process.argv.slice(2), process.env, existsSync(shared) ? shared : null);
  folder = options.data;
  await run(options);
} catch (error) {
  await explain(error, folder);
}
