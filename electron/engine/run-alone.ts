import { plainKeys, type KeyOpener } from './accounts/key-file.ts';
import { findOtherEngine, forgetAddress, tellAddress } from './address-file.ts';
import { OptionError, parseOptions, type EngineOptions } from './options.ts';
import { passphraseOf } from './passphrase-file.ts';
import { launchWithNode } from './process/launch-node.ts';
import { run, type Place, type Run } from './run.ts';
import { startProblem } from './start-problem.ts';
import { StoreError } from './store/store-error.ts';

/** Exit statuses that the start scripts know. */
const status = { badOptions: 2, cannotStart: 3 } as const;

function say(line: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function complain(error: unknown, code: number): void {
  process.exitCode = code;
  process.stderr.write(`${startProblem(error).lines.join('\n')}\n`);
}

/** The engine as a program of its own: it listens on loopback, says its address in one line and ends with a signal. */
export async function runAlone({ root, sharedFootage }: Place, args: readonly string[]): Promise<void> {
  let options: EngineOptions;
  let keys: KeyOpener;
  try {
    options = parseOptions(args, process.env, sharedFootage);
    keys = keysOf(process.env);
  } catch (error) {
    complain(error, error instanceof OptionError ? status.badOptions : status.cannotStart);
    return;
  }
  const engine = run({ ...options, root, launch: launchWithNode, keys, doorKey: null });
  const stop = (): void => {
    forgetAddress(options.data);
    void engine.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  await tellWhenReady(engine, options.data);
}

async function tellWhenReady(engine: Run, folder: string): Promise<void> {
  try {
    const running = await engine.running;
    if (running === null) return;
    const address = running.assembly.address();
    tellAddress(folder, address);
    say({ address, setupKey: running.setupKey, alreadyRunning: false });
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'in-use') {
      await sayInUse(folder, error);
      return;
    }
    complain(error, status.cannotStart);
    await engine.stop();
  }
}

/** What to say when another engine holds the folder: its address, so that the caller can open that instead. */
async function sayInUse(folder: string, error: StoreError): Promise<void> {
  const { address, pid } = await findOtherEngine(folder);
  if (address !== null) {
    process.exitCode = 0;
    say({ address, setupKey: null, alreadyRunning: true });
    return;
  }
  complain(error, status.cannotStart);
  if (pid !== null) process.stderr.write(`占用它的进程 ${pid} 没有应答。\nProcess ${pid}, which holds it, does not answer.\n`);
}

/** @throws OptionError */
function keysOf(env: NodeJS.ProcessEnv): KeyOpener {
  try {
    const passphrase = passphraseOf(env);
    return passphrase === null ? plainKeys : { ...plainKeys, passphrase, sealsBare: true };
  } catch {
    throw new OptionError('the file that WATCHHOUSE_PASSPHRASE_FILE names cannot be read');
  }
}
