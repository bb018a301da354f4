import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';

const root = join(import.meta.dirname, '..', '..', '..');

/** The folder of the stand-in for Electron; see its own `electron`. */
export const standin = join(root, 'tests', 'electron-standin');

/**
 * Assembles a folder that electron-builder takes for an unpacked Electron (`electronDist`): an executable script that runs
 * the stand-in of this checkout, `default_app.asar`, and the files that it moves about. Where the stand-in itself is
 * missing the folder can still be packed; only running it says so.
 */
export async function makeStandinDist(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  // Sourced, so that the stand-in sees this file's own path as the executable's; it is copied and renamed by the packing.
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\nexport WATCHHOUSE_STANDIN='${standin}'\n. '${join(standin, 'electron')}'\n`);
  chmodSync(join(folder, 'electron'), 0o755);
  for (const name of ['chrome-sandbox', 'chrome_crashpad_handler']) writeFileSync(join(folder, name), '', { mode: 0o755 });
  for (const name of ['zh-CN.pak', 'en-US.pak', 'fr.pak']) writeFileSync(join(folder, 'locales', name), '');
  writeFileSync(join(folder, 'version'), '45.4.1');
  cpSync(join(root, 'node_modules/electron/LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<!doctype html><title>stand-in</title>');
  const app = mkdtempSync(join(tmpdir(), 'watchhouse-default-app-'));
  try {
    writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'default_app', main: 'main.js' }));
    writeFileSync(join(app, 'main.js'), '');
    await createPackage(app, join(folder, 'resources', 'default_app.asar'));
  } finally {
    rmSync(app, { recursive: true, force: true });
  }
}

/** `node tests/desktop/support/standin-dist.ts FOLDER` makes one for `npm run package -- --electron-dist FOLDER`. */
if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('say where to: node tests/desktop/support/standin-dist.ts FOLDER');
  await makeStandinDist(folder);
  if (!existsSync(standin)) console.log(`the stand-in is not in this checkout (${standin}): the folder can be packed, not run`);
}
