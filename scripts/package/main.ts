/** Builds the packages: icons, licences, electron-builder, and a table of what takes how much room. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pack } from './builder.ts';
import { writeIcons } from './icons.ts';
import { writeLicences } from './licences.ts';
import type { Target } from './native-libraries.ts';
import { packedFolder } from './packed-folder.ts';
import { removeStaleOutputs } from './stale-outputs.ts';
import { sizesOf, sizeTable } from './sizes.ts';

const root = join(import.meta.dirname, '..', '..');
const usage = 'npm run package [-- --dir] [--arch x64|arm64] [--electron-dist FOLDER] [--out FOLDER]';

function options(): { readonly target: Target; readonly dir: boolean; readonly electronDist: string | null; readonly out: string } {
  const { values } = parseArgs({ options: { dir: { type: 'boolean' }, arch: { type: 'string' }, 'electron-dist': { type: 'string' }, out: { type: 'string' } } });
  const { platform } = process;
  const arch = values.arch ?? process.arch;
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin') throw new Error(`nothing is built for ${platform}`);
  if (arch !== 'x64' && arch !== 'arm64') throw new Error(`nothing is built for ${arch}`);
  const electronDist = values['electron-dist'] === undefined ? null : resolve(values['electron-dist']);
  if (electronDist !== null && !existsSync(electronDist)) throw new Error(`${electronDist} does not exist`);
  return { target: { platform, arch }, dir: values.dir ?? false, electronDist, out: resolve(values.out ?? join(root, 'dist/package')) };
}

async function run(): Promise<void> {
  const { target, dir, electronDist, out } = options();
  removeStaleOutputs(root);
  writeIcons(root);
  writeLicences(root);
  const startedAt = Date.now();
  await pack({ root, target, dir, electronDist, out });
  const packed = packedFolder(out, target);
  const sizes = { target, seconds: Math.round((Date.now() - startedAt) / 100) / 10, ...sizesOf(packed) };
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'size.json'), `${JSON.stringify(sizes, null, 2)}\n`);
  console.log(sizeTable(sizes));
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(usage);
  process.exitCode = 1;
}
