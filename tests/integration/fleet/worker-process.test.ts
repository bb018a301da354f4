import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkerProcess } from '../../../electron/engine/fleet/worker-process.ts';
import { forkScript } from '../../../electron/engine/process/launch-node.ts';

let folder: string;
let running: WorkerProcess | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchhouse-'));
});
afterEach(async () => {
  await running?.stop();
  running = null;
  rmSync(folder, { recursive: true });
});

function launch(source: string): { worker: WorkerProcess; ready: () => number; exits: { reason: string; retryInMs: number }[] } {
  const script = join(folder, 'worker.mjs');
  writeFileSync(script, source);
  let ready = 0;
  const exits: { reason: string; retryInMs: number }[] = [];
  const worker = new WorkerProcess(1, (options, told) => forkScript(pathToFileURL(script), options, told), process.env, {
    onReady: () => ready++,
    onMessage: () => undefined,
    onExit: (reason, retryInMs) => exits.push({ reason, retryInMs }),
  });
  running = worker;
  worker.start();
  return { worker, ready: () => ready, exits };
}

const beating = `
setInterval(() => process.send({ type: 'heartbeat' }), 100);
process.on('message', (message) => { if (message.type === 'shutdown') process.exit(0); });`;

describe('a camera worker process', () => {
  it('is started again when it is killed, and told everything again', async () => {
    const { worker, ready, exits } = launch(beating);
    await vi.waitFor(() => expect(ready()).toBe(1));
    const first = worker.pid;
    process.kill(first ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(ready()).toBe(2), { timeout: 5000 });
    expect(worker.pid).not.toBe(first);
    expect(exits).toEqual([{ reason: 'signal SIGKILL', retryInMs: 200 }]);
  });

  it('is killed when it hangs without a heart-beat', async () => {
    const { exits } = launch('process.on("message", () => undefined); setTimeout(() => { for (;;); }, 100);');
    await vi.waitFor(() => expect(exits[0]?.reason).toBe('no heart-beat'), { timeout: 20_000 });
  }, 30_000);

  it('waits longer between starts when it keeps dying', async () => {
    const { exits } = launch('process.exit(3);');
    await vi.waitFor(() => expect(exits.length).toBeGreaterThanOrEqual(3), { timeout: 10_000 });
    expect(exits.slice(0, 3).map(({ retryInMs }) => retryInMs)).toEqual([200, 1000, 2000]);
    expect(exits[0]?.reason).toBe('exit code 3');
  });

  it('is killed when it does not stop after being asked to', async () => {
    const { worker, ready } = launch(`setInterval(() => process.send({ type: 'heartbeat' }), 100); process.on('message', () => undefined);`);
    await vi.waitFor(() => expect(ready()).toBe(1));
    await worker.stop();
    expect(worker.isUp).toBe(false);
  });
});
