import { execFileSync, spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { extractAll } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Licences } from '../../../scripts/package/licences.ts';
import { packedFolder, type PackedFolder } from '../../../scripts/package/packed-folder.ts';
import { archivedFiles, type PackedFile } from '../../../scripts/package/sizes.ts';
import { makeStandinDist } from '../../desktop/support/standin-dist.ts';
import type { ImportGraph } from '../../support/import-graph.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const node24 = join(root, 'node_modules/node/bin/node');
const isBuilt = ['dist/electron/engine/main.js', 'dist/renderer/index.html', 'models/built/nanodet.onnx'].every((path) => existsSync(join(root, path)));
if (!isBuilt) console.warn('SKIPPED: the program is not built (npm test builds it first), so it is not packed');
else if (process.platform !== 'linux' || process.arch !== 'x64') console.warn('SKIPPED: the rules of this test are written for Linux x64');

/** Modules that packages try to load and do without. */
const optional = /→ (bufferutil|utf-8-validate|@node-rs\/argon2-(?!linux-x64-gnu).*|.*\.wasi\.cjs|\.\/argon2\..*\.node|@node-rs\/argon2-wasm32-wasi)$/;

/** Scripts that are started by their file: processes, threads and what is imported by a name made at run time. */
const entries = [
  'dist/electron/main/main.js',
  'dist/electron/engine/main.js',
  'dist/electron/engine/worker/main.js',
  'dist/electron/engine/media/clips/cut-process.js',
  'dist/electron/engine/demo/main.js',
  'dist/electron/engine/vision/inference/provider-probe.js',
  'dist/electron/engine/vision/inference/inference-worker.js',
  ...globSync('dist/electron/engine/vision/detectors/*.js', { cwd: root }),
];

describe.skipIf(!isBuilt || process.platform !== 'linux' || process.arch !== 'x64')('the packed program', () => {
  let folder: string;
  let packed: PackedFolder;
  let files: PackedFile[];
  let program: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watchhouse-packed-'));
    await makeStandinDist(join(folder, 'electron'));
    const out = join(folder, 'out');
    execFileSync(node24, [join(root, 'scripts/package/main.ts'), '--dir', '--electron-dist', join(folder, 'electron'), '--out', out], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], timeout: 110_000 });
    packed = packedFolder(out, { platform: 'linux', arch: 'x64' });
    files = archivedFiles(join(packed.resources, 'app.asar'));
    program = join(folder, 'program');
    extractAll(join(packed.resources, 'app.asar'), program);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const paths = (pattern: RegExp): string[] => files.map(({ path }) => path).filter((path) => pattern.test(path));

  test('holds scripts, windows, models and nothing of how they are made', () => {
    expect(paths(/\.(ts|tsx|mts|cts|map|tsbuildinfo|c|cc|cpp|h|hpp|gyp|gypi|md|py|sh)$/)).toEqual([]);
    expect(paths(/(^|\/)(tests?|__tests__|docs?|examples?|benchmarks?)\//)).toEqual([]);
    expect(paths(/^(tests|scripts|docs|renderer|electron|packaging)\//)).toEqual([]);
    const tops = new Set(files.map(({ path }) => path.split('/')[0]));
    expect([...tops].sort()).toEqual(['dist', 'models', 'node_modules', 'package.json']);
    expect(paths(/^models\//).sort()).toEqual(['models/built/movenet-multipose.onnx', 'models/built/nanodet.onnx', 'models/movenet-multipose.json', 'models/nanodet.json', 'models/trained/fight.json', 'models/trained/fight.onnx']);
    expect(paths(/^dist\/renderer\/index\.html$/)).toHaveLength(1);
    expect(paths(/^dist\/electron\/engine\/cli\//)).toEqual([]);
  });

  test('has no development dependency and none that only installers need', () => {
    const names = new Set(paths(/^node_modules\//).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]));
    for (const name of ['react', '@mantine/core', 'electron', 'typescript', 'vitest', 'node', 'werift', 'unzipper', 'adm-zip', 'global-agent', 'node-addon-api']) expect(names).not.toContain(name);
  });

  test('has native libraries of this system only, and just what must be a real file lies beside the archive', () => {
    const isNative = /\.(node|so(\.[\d.]+)?|dll|dylib)$|^models\/(built|trained)\/.*\.onnx$/;
    expect(paths(isNative).sort()).toEqual([
      'models/built/movenet-multipose.onnx',
      'models/built/nanodet.onnx',
      'models/trained/fight.onnx',
      'node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node',
      'node_modules/@seydx/node-av-linux-x64/node-av.node',
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1',
      'node_modules/onnxruntime-node/bin/napi-v6/linux/x64/onnxruntime_binding.node',
    ]);
    const isReal = (path: string): boolean => isNative.test(path) || path.startsWith('node_modules/node-av/dist/api/data/');
    for (const { path, unpacked } of files) expect(unpacked, path).toBe(isReal(path));
    expect(existsSync(join(packed.resources, 'app.asar.unpacked/models/built/nanodet.onnx'))).toBe(true);
  });

  test('every import of every script that is started resolves inside it', () => {
    const output = execFileSync(node24, ['--experimental-import-meta-resolve', join(root, 'tests/support/import-graph.ts'), program, ...entries], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    const graph = JSON.parse(output) as ImportGraph;
    expect(graph.missing.filter((line) => !optional.test(line))).toEqual([]);
    expect(graph.files.length).toBeGreaterThan(400);
    expect(graph.files).toContain('node_modules/better-sqlite3/lib/index.js');
  });

  test('its native libraries load, and its model runs', () => {
    const script = `
      const { InferenceSession } = await import('onnxruntime-node');
      const session = await InferenceSession.create('models/built/nanodet.onnx');
      const { default: Database } = await import('better-sqlite3');
      const { hash } = await import('@node-rs/argon2');
      const { Demuxer } = await import('node-av');
      console.log(session.inputNames.length, new Database(':memory:').open, (await hash('a long password')).slice(0, 9), typeof Demuxer.open);`;
    const said = execFileSync(node24, ['--input-type=module', '--eval', script], { cwd: program, encoding: 'utf8' });
    expect(said.trim()).toBe('1 true $argon2id function');
  });

  /** Starts a program that says its address in one line; checks that the windows are there, and ends it. */
  async function givesOutWindows(command: string, args: readonly string[]): Promise<void> {
    const started = spawn(command, [...args, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const line = await new Promise<string>((resolve, reject) => {
        createInterface({ input: started.stdout }).on('line', (text) => {
          if (text.startsWith('{')) resolve(text);
        });
        started.once('exit', (code) => reject(new Error(`it ended with ${code ?? 'a signal'}`)));
        setTimeout(() => reject(new Error('it said no address')), 60_000).unref();
      });
      const { address } = JSON.parse(line) as { address: string };
      expect(await (await fetch(address)).text()).toContain('<div id="root">');
    } finally {
      const ended = new Promise((resolve) => started.once('exit', resolve));
      started.kill('SIGTERM');
      setTimeout(() => started.kill('SIGKILL'), 20_000).unref();
      await ended;
    }
  }

  test('its engine starts and gives out the windows', async () => {
    await givesOutWindows(node24, [join(program, 'dist/electron/engine/main.js'), '--data', join(folder, 'data')]);
  });

  test.skipIf(!existsSync(process.env['WATCHHOUSE_CHROMIUM'] ?? '/usr/bin/chromium'))('the program itself runs the engine without windows, as the service does', async () => {
    const user = join(folder, 'user');
    await givesOutWindows(join(packed.folder, 'watchhouse'), ['--engine-only', `--user-data-dir=${user}`, '--data', join(folder, 'service-data')]);
  });

  test('beside the archive lie the program, its licences and no demonstration of Electron', () => {
    for (const name of ['watchhouse', 'THIRD-PARTY-NOTICES.txt', 'LICENSE.watchhouse.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html', 'locales/zh-CN.pak', 'locales/en-US.pak']) expect(existsSync(join(packed.folder, name)), name).toBe(true);
    expect(existsSync(join(packed.resources, 'default_app.asar'))).toBe(false);
    expect(existsSync(join(packed.folder, 'locales/fr.pak'))).toBe(false);
    const licences = Licences.parse(JSON.parse(readFileSync(join(program, 'dist/licences.json'), 'utf8')));
    const named = licences.components.map(({ name }) => name);
    expect(named).toEqual(expect.arrayContaining(['Electron', 'FFmpeg and codec libraries in node-av', 'react', '@mantine/core', '@fontsource/noto-sans-sc', 'onnxruntime-node', 'better-sqlite3']));
    // Whatever is packed is named.
    for (const manifest of paths(/^node_modules\/((@[^/]+\/)?[^/]+)\/package\.json$/)) expect(named).toContain(manifest.slice('node_modules/'.length, -'/package.json'.length));
  });

  test('a deb brings the service, a menu entry in both languages and scripts that bash understands', () => {
    const recorded = join(folder, 'fpm');
    mkdirSync(recorded);
    const args = ['--linux', 'deb', '--x64', '--prepackaged', packed.folder, '--publish', 'never', `-c.directories.output=${recorded}`];
    execFileSync(node24, [join(root, 'node_modules/electron-builder/cli.js'), ...args], {
      cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CUSTOM_FPM_PATH: join(root, 'tests/support/recording-fpm.sh'), RECORDED: recorded },
    });
    const read = (name: string): string => readFileSync(join(recorded, name), 'utf8');
    for (const line of ['packaging/linux/watchhouse-engine.service=/usr/lib/systemd/system/watchhouse-engine.service', 'packaging/linux/watchhouse-sysusers.conf=/usr/lib/sysusers.d/watchhouse.conf', `${packed.folder}/=/opt/Watchhouse`]) expect(read('args').split('\n')).toContain(line);
    for (const line of ['Name=Watchhouse', 'Name[zh_CN]=岗亭', 'Exec=/opt/Watchhouse/watchhouse %U', 'MimeType=x-scheme-handler/watchhouse;', 'StartupWMClass=watchhouse']) expect(read('desktop').split('\n')).toContain(line);
    for (const script of ['after-install', 'after-remove']) {
      execFileSync('bash', ['-n', join(recorded, script)]);
      expect(read(script)).toContain('/opt/Watchhouse/watchhouse');
    }
    expect(existsSync(join(packed.resources, 'apparmor-profile'))).toBe(true);
  });

  test('the size of each part is written down, and the whole stays small', () => {
    const sizes = JSON.parse(readFileSync(join(folder, 'out/size.json'), 'utf8')) as { totalBytes: number; parts: { part: string; bytes: number }[] };
    expect(sizes.totalBytes).toBeLessThan(270e6);
    expect(sizes.parts.find(({ part }) => part === 'packages (scripts)')?.bytes).toBeLessThan(9e6);
  });
});
