// Starts the engine as a child process and waits until it says where its windows are.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { environment, here, node24 } from './steps.mjs';

/**
 * Resolves with the engine's first line: { address, setupKey, alreadyRunning }. The engine's further output is passed on.
 * @param {string[]} args the engine's own options
 */
export function startEngine(args) {
  const child = spawn(node24, [here('dist/electron/engine/main.js'), ...args], { env: environment(), stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return void console.log(line);
      resolve(JSON.parse(line));
    });
    child.once('exit', (code) => reject(Object.assign(new Error('engine ended'), { code: code ?? 1 })));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 0)));
  return { child, ready, ended };
}
