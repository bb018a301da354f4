import { createRequire, syncBuiltinESMExports } from 'node:module';
import type childProcess from 'node:child_process';
// Remembers Node's own path before it is replaced below.
import './node-executable.ts';

const chromiumVersion = '156.0.8078.79';
export const electronVersion = '45.4.1';

/**
 * `child_process.fork` would start a second Node by `process.execPath`. The product's fuse RunAsNode is off, so in Electron
 * that path starts the program again instead.
 */
function forbidFork(): void {
  const modules = createRequire(import.meta.url)('node:child_process') as typeof childProcess;
  modules.fork = () => {
    throw new Error('stand-in: child_process.fork is not available: with the fuse RunAsNode off the executable is no Node; use utilityProcess.fork');
  };
  syncBuiltinESMExports();
}

/** Makes Node's process look like one of Electron's: type, versions, executable and arguments. */
export function dressProcess(type: 'browser' | 'utility', script: string | undefined, args: readonly string[]): void {
  const executable = process.env['WATCHHOUSE_STANDIN_EXECUTABLE'] ?? process.execPath;
  delete process.env['WATCHHOUSE_STANDIN_EXECUTABLE'];
  for (const [name, value] of [['electron', electronVersion], ['chrome', chromiumVersion]] as const) Object.defineProperty(process.versions, name, { value, enumerable: true, configurable: true });
  Object.defineProperty(process, 'type', { value: type, enumerable: true });
  process.execPath = executable;
  process.argv = script === undefined ? [executable, ...args] : [executable, script, ...args];
  forbidFork();
}
