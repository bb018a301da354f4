import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEngine, type RunningEngine } from '../../support/engine.ts';

const root = path.join(import.meta.dirname, '../../..');
let data: string;
let running: RunningEngine | null = null;

beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'watchhouse-'));
});
afterEach(async () => {
  await running?.kill('SIGKILL');
  running = null;
  rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const addressFile = (): string => path.join(data, 'engine.json');

/** Starts the engine once more on the same folder and waits for its end. */
async function startAgain(): Promise<{ status: number | null; output: string }> {
  const script = process.env['WATCHHOUSE_ENGINE'] ?? path.join(root, 'electron/engine/main.ts');
  const child = spawn(path.join(root, 'node_modules/node/bin/node'), [script, '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, output };
}

describe('a second start on the same data folder', () => {
  it('tells the address of the engine that runs', async () => {
    running = await startEngine({ data });
    const { status, output } = await startAgain();
    expect(status).toBe(0);
    expect(JSON.parse(output)).toEqual({ address: running.address, setupKey: null, alreadyRunning: true });
  });

  it('starts anew after the first was killed, whatever address that left behind', async () => {
    running = await startEngine({ data });
    await running.kill('SIGKILL');
    expect(existsSync(addressFile())).toBe(true);
    running = await startEngine({ data });
    expect(JSON.parse(readFileSync(addressFile(), 'utf8'))).toEqual({ address: running.address, pid: running.pid });
    await running.kill('SIGTERM');
    expect(existsSync(addressFile())).toBe(false);
  });

  it('says that it cannot start, and which process does not answer, when the engine that holds the folder hangs', async () => {
    running = await startEngine({ data });
    process.kill(running.pid, 'SIGSTOP');
    const { status, output } = await startAgain();
    process.kill(running.pid, 'SIGCONT');
    expect(status).toBe(3);
    expect(output).toContain(`Process ${running.pid}, which holds it, does not answer`);
    expect(output).not.toContain('alreadyRunning');
  });

  it('does not believe an address whose process is gone', async () => {
    running = await startEngine({ data });
    writeFileSync(addressFile(), JSON.stringify({ address: 'http://127.0.0.1:1/', pid: 2 ** 22 - 3 }));
    const { status, output } = await startAgain();
    expect(status).toBe(3);
    expect(output).not.toContain('alreadyRunning');
  });
});
