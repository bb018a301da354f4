import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..');

export type CrowdedEngine = { readonly address: string; stop(): Promise<void> };

/** The engine of made-up cameras and events (dev-engine.ts) as a process; account `admin`, password `watchhouse-demo`. */
export async function startCrowdedEngine({ events, cameras = 8, language = 'en' }: { events: number; cameras?: number; language?: string }): Promise<CrowdedEngine> {
  const data = mkdtempSync(join(tmpdir(), 'watchhouse-'));
  const args = [join(root, 'tests/support/dev-engine.ts'), '--port', '0', '--data', data, '--events', events.toString(), '--cameras', cameras.toString(), '--language', language];
  const child = spawn(join(root, 'node_modules/node/bin/node'), args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^http:\S+/.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error('the engine of made-up cameras ended')));
  });
  return {
    address,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
