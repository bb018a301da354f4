// Starts the desktop shell where it can run.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasDisplay } from './browser.mjs';
import { environment, here, node24, run } from './steps.mjs';

function electronBinary() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? here('node_modules/electron/dist');
  const pathFile = here('node_modules/electron/path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const binary = join(folder, process.env.ELECTRON_OVERRIDE_DIST_PATH ? 'electron' : name);
  return existsSync(binary) ? binary : null;
}

/** A shell that ends with an error sooner than this could not run here (no sandbox, a missing library). */
const failsWithinMs = 10_000;

/**
 * @param {string[]} args options passed on to the engine
 * @returns {Promise<{ started: true, ended: Promise<number> } | { started: false, reason: 'no-display' | 'no-electron' | 'shell-failed' }>}
 */
export async function startDesktop(args) {
  if (!hasDisplay()) return { started: false, reason: 'no-display' };
  if (!electronBinary()) await run(node24, [here('node_modules/electron/install.js')], { env: environment(), stdio: 'ignore' });
  const binary = electronBinary();
  if (!binary) return { started: false, reason: 'no-electron' };
  const child = spawn(binary, [here('.'), ...args], { env: environment(), stdio: 'inherit' });
  const ended = new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
    child.once('error', () => resolve(1));
  });
  let timer;
  const longEnough = new Promise((resolve) => (timer = setTimeout(() => resolve('runs'), failsWithinMs)));
  const first = await Promise.race([ended, longEnough]);
  clearTimeout(timer);
  return first === 'runs' || first === 0 ? { started: true, ended } : { started: false, reason: 'shell-failed' };
}
