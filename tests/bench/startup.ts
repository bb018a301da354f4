import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchChromium, signedInPage } from '../support/page.ts';
import { createFirstPerson } from '../support/person.ts';
import { percentile } from '../support/percentile.ts';
import type { BenchRow } from './row.ts';

const root = path.join(import.meta.dirname, '../..');
const node24 = path.join(root, 'node_modules/node/bin/node');
const rounds = 7;

type Started = { readonly ms: number; readonly url: string; readonly stop: () => Promise<void> };

/** Starts a command in the project's folder; resolves when it prints the windows' address. */
function start(command: string, args: readonly string[], data: string): Promise<Started> {
  const startedAt = performance.now();
  const child: ChildProcess = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${String(code)}: ${output}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+\/[^\s"]*/.exec(output)?.[0];
      if (url === undefined) return;
      const stop = async (): Promise<void> => {
        // npm and the start script end with the engine.
        const { pid } = JSON.parse(readFileSync(path.join(data, 'engine.json'), 'utf8')) as { pid: number };
        process.kill(pid, 'SIGTERM');
        await ended;
      };
      resolve({ ms: performance.now() - startedAt, url, stop });
    });
  });
}

/** `npm start` the second time: until the address is printed, and until the window can be used in a Chromium that runs already. */
export async function benchStartup(): Promise<BenchRow[]> {
  const data = mkdtempSync(path.join(tmpdir(), 'watchhouse-'));
  const engineArgs = ['--data', data, '--port', '0'];
  const whole = (): Promise<Started> => start('npm', ['start', '--silent', '--', '--no-open', ...engineArgs], data);
  const engineOnly = (): Promise<Started> => start(node24, ['dist/electron/engine/main.js', ...engineArgs], data);
  const browser = await launchChromium();
  try {
    const first = await whole();
    const { origin, hash } = new URL(first.url);
    const cookie = await createFirstPerson(origin, new URLSearchParams(hash.slice(1)).get('setup') ?? '');
    await first.stop();
    const [address, usable, bare]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      const engine = await engineOnly();
      bare.push(engine.ms);
      await engine.stop();
      const startedAt = performance.now();
      const started = await whole();
      address.push(started.ms);
      const page = await signedInPage(browser, started.url, cookie);
      await page.goto(started.url);
      await page.getByTestId('rail-review').waitFor();
      usable.push(performance.now() - startedAt);
      await page.context().close();
      await started.stop();
    }
    const median = (values: readonly number[]): number => percentile(values, 0.5) ?? NaN;
    const row = (name: string, values: readonly number[]): BenchRow => ({
      name: `second start, ${name}, median of ${rounds} (longest ${Math.round(Math.max(...values))})`,
      value: Math.round(median(values)),
      unit: 'ms',
      reference: `engine alone to its address: ${Math.round(median(bare))} ms`,
      ratio: Number((median(values) / median(bare)).toFixed(2)),
    });
    return [row('npm start to the address', address), row('npm start to a usable window', usable)];
  } finally {
    await browser.close();
    if (existsSync(data)) rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

if (import.meta.main) for (const row of await benchStartup()) console.log(JSON.stringify(row));
