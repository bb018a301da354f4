import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine, type RunningEngine } from './engine.ts';

const root = join(import.meta.dirname, '..', '..');

/** A folder that looks like the program's own to the engine, with models of its own that may be spoilt. */
export function copyProgram(): string {
  const folder = mkdtempSync(join(tmpdir(), 'watchhouse-program-'));
  for (const name of ['package.json', 'node_modules', 'dist']) symlinkSync(join(root, name), join(folder, name));
  for (const name of ['built', 'trained', 'movenet-multipose.json', 'nanodet.json']) cpSync(join(root, 'models', name), join(folder, 'models', name), { recursive: true });
  return folder;
}

/** The engine, from its sources, as that program. */
export function startCopy(program: string): Promise<RunningEngine> {
  return startEngine({ script: join(import.meta.dirname, 'engine-elsewhere.ts'), env: { WATCHHOUSE_PROGRAM: program } });
}
