import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { AppFacts } from '../app/app.ts';

export type Program = { readonly facts: AppFacts; readonly entry: string; readonly resources: string };

type PackageJson = { readonly name?: string; readonly productName?: string; readonly version?: string; readonly main?: string };

function programIn(folder: string, isPackaged: boolean, resources: string): Program {
  const { name = 'Electron', productName = name, version = '0.0.0', main = 'index.js' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;
  return { facts: { name: productName, version, path: folder, isPackaged }, entry: join(folder, main), resources };
}

/** Real Electron reads from inside the archive; here it is extracted, with app.asar.unpacked laid over it. */
function extracted(archive: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'electron-standin-asar-'));
  const asar = createRequire(import.meta.url)('@electron/asar') as { extractAll(archive: string, destination: string): void };
  asar.extractAll(archive, folder);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The program beside the executable, when there is one: then it is a packaged one. */
export function packagedProgram(executable: string): Program | undefined {
  const resources = join(dirname(executable), 'resources');
  if (existsSync(join(resources, 'app.asar'))) return programIn(extracted(join(resources, 'app.asar')), true, resources);
  return existsSync(join(resources, 'app', 'package.json')) ? programIn(join(resources, 'app'), true, resources) : undefined;
}

/** The program that the command line names: a folder or a script. */
export function namedProgram(path: string, resources: string): Program {
  const full = resolve(path);
  if (statSync(full).isDirectory()) return programIn(full, false, resources);
  return { facts: { name: 'Electron', version: '45.4.1', path: dirname(full), isPackaged: false }, entry: full, resources };
}
