import { spawn } from 'node:child_process';
import { join } from 'node:path';

const script = join(import.meta.dirname, '..', '..', 'electron', 'engine', 'cli', 'analyze.ts');

export type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs `npm run analyze` without npm, in an English terminal unless told otherwise. */
export function analyze(args: readonly string[], { cwd, env = {}, interruptAfterMs }: { cwd: string; env?: NodeJS.ProcessEnv; interruptAfterMs?: number }): Promise<Ran> {
  const child = spawn(process.execPath, [script, ...args], { cwd, env: { ...process.env, LC_ALL: 'C', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const timer = interruptAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGINT'), interruptAfterMs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stdout, stderr });
    });
  });
}
