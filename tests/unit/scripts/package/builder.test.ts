import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configuration, hasFuses } from '../../../../scripts/package/builder.ts';
import { foreignLibraries, missingLibraries, nativeLibraries } from '../../../../scripts/package/native-libraries.ts';
import { productionPackages } from '../../../../scripts/package/shipped-packages.ts';
import { removeStaleOutputs } from '../../../../scripts/package/stale-outputs.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolder(folder));

test('fuses are set in a real Electron, wherever they lie in it, and not in a script', () => {
  const executable = join(folder, 'electron');
  const megabytes4 = 4 * 1024 * 1024;
  for (const before of [0, 1000, megabytes4 - 10, megabytes4, 2 * megabytes4 - 1]) {
    writeFileSync(executable, Buffer.concat([Buffer.alloc(before), Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.alloc(100)]));
    expect(hasFuses(folder), `${before} bytes before`).toBe(true);
  }
  writeFileSync(executable, '#!/bin/sh\n');
  expect(hasFuses(folder)).toBe(false);
  const options = { root, target: { platform: 'linux', arch: 'x64' }, out: folder, dir: true } as const;
  expect(configuration({ ...options, electronDist: folder })).toMatchObject({ electronDist: folder, electronFuses: null });
  expect(configuration({ ...options, electronDist: null })).not.toHaveProperty('electronFuses');
});

test('every target has its four libraries; what npm did not install is named', () => {
  const targets = [['linux', 'x64'], ['linux', 'arm64'], ['win32', 'x64'], ['win32', 'arm64'], ['darwin', 'arm64']] as const;
  for (const [platform, arch] of targets) {
    const libraries = nativeLibraries({ platform, arch });
    expect(libraries).toHaveLength(4);
    for (const library of libraries) for (const pattern of foreignLibraries({ platform, arch })) expect(library.startsWith(pattern.slice(1).replace(/\{.*|\*.*/, '') + '/')).toBe(false);
  }
  // onnxruntime-node has no library for Intel Macs.
  expect(missingLibraries(root, { platform: 'darwin', arch: 'x64' })).toContain('node_modules/onnxruntime-node/bin/napi-v6/darwin/x64/onnxruntime_binding.node');
});

test('what only installers of packages need is not shipped', () => {
  const { shipped, left } = productionPackages(root);
  const names = shipped.map(({ manifest }) => manifest.name);
  expect(names).toEqual(expect.arrayContaining(['better-sqlite3', 'node-av', 'onnxruntime-node', 'onnxruntime-common', 'fastify', 'pino']));
  expect(left.map(({ manifest }) => manifest.name)).toEqual(expect.arrayContaining(['werift', 'unzipper', 'adm-zip', 'global-agent', 'node-addon-api']));
  for (const name of ['werift', 'unzipper', 'adm-zip']) expect(names).not.toContain(name);
});

test('a compiled script whose source is gone is removed before packing', () => {
  mkdirSync(join(folder, 'electron', 'engine'), { recursive: true });
  mkdirSync(join(folder, 'dist', 'electron', 'engine'), { recursive: true });
  mkdirSync(join(folder, 'dist', 'electron', 'preload'), { recursive: true });
  writeFileSync(join(folder, 'electron/engine/main.ts'), '');
  for (const name of ['engine/main.js', 'engine/main.js.map', 'engine/gone.js', 'engine/gone.js.map', 'preload/preload.cjs']) writeFileSync(join(folder, 'dist/electron', name), '');
  expect(removeStaleOutputs(folder).sort()).toEqual(['engine/gone.js', 'engine/gone.js.map']);
  expect(existsSync(join(folder, 'dist/electron/engine/main.js'))).toBe(true);
  expect(existsSync(join(folder, 'dist/electron/preload/preload.cjs'))).toBe(true);
});
