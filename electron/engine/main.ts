/** The engine: opens a data folder, starts its parts in order, tells where its windows are, and stops in reverse. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StoreError } from './store/store-error.ts';
import { openLog } from './log.ts';
import { OptionError, parseOptions, type EngineOptions } from './options.ts';
import type { Part } from './parts.ts';
import { assemble } from './assembly.ts';

/** Where a running engine of the same data folder says its address, for a second start to find. */
const addressFile = (folder: string): string => join(folder, 'engine.json');

/** Exit statuses that the start scripts know. */
const status = { badOptions: 2, cannotStart: 3 } as const;

const root = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../' : '../../../', import.meta.url));

function say(line: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The last part to start is the first to stop; one that fails to stop does not keep the others from stopping. */
async function stopAll(started: readonly Part[], complain: (message: string) => void): Promise<void> {
  for (const part of started.toReversed()) {
    try {
      await part.stop();
    } catch (error) {
      complain(`${part.name} did not stop: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function run(options: EngineOptions): Promise<void> {
  const log = openLog(options.data);
  const setupKey = randomBytes(16).toString('hex');
  const { parts, house, address } = await assemble({ ...options, root, log, setupKey });
  const started: Part[] = [];
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> =>
    (stopping ??= stopAll(started, (message) => log.say('error', 'engine', message)).then(async () => {
      await house.store.close();
      log.close();
      process.exit();
    }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  try {
    for (const part of parts) {
      await part.start();
      started.push(part);
    }
  } catch (error) {
    process.exitCode = status.cannotStart;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await stop();
    return;
  }
  const at = address();
  writeFileSync(addressFile(options.data), JSON.stringify({ address: at, pid: process.pid }), { mode: 0o600 });
  const needsFirstAccount = await house.accounts.needFirst();
  log.say('info', 'engine', `ready at ${at}`);
  say({ address: at, setupKey: needsFirstAccount ? setupKey : null, alreadyRunning: false });
}

/** What to say when another engine holds the folder: its address, so that the caller can open that instead. */
function sayAlreadyRunning(folder: string): boolean {
  if (!existsSync(addressFile(folder))) return false;
  const { address } = JSON.parse(readFileSync(addressFile(folder), 'utf8')) as { address: string };
  say({ address, setupKey: null, alreadyRunning: true });
  return true;
}

function explain(error: unknown, folder: string | null): void {
  if (error instanceof OptionError) process.exitCode = status.badOptions;
  else process.exitCode = status.cannotStart;
  if (error instanceof StoreError) {
    if (error.kind === 'in-use' && folder !== null && sayAlreadyRunning(folder)) {
      process.exitCode = 0;
      return;
    }
    process.stderr.write(`${error.words['zh-CN']}\n${error.words.en}\n`);
  } else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}

let folder: string | null = null;
try {
  const shared = join(root, '..', 'shared', 'footage');
  const options = parseOptions(process.argv.slice(2), process.env, existsSync(shared) ? shared : null);
  folder = options.data;
  await run(options);
} catch (error) {
  explain(error, folder);
}
