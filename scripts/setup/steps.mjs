// Sets a fresh clone up: packages, models, program. No dependencies: it runs before there are any.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './say.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The Node 24 that the project brings, whatever the system's own Node is. */
export const node24 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const stampFolder = join(root, 'node_modules', '.watchhouse');

const generated = new Set([join('models', 'built')]);

/** Content hash of files and folders; what a step depends on. */
function hashOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const absolute = join(root, path);
    if (!existsSync(absolute) || generated.has(path)) return;
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) add(join(path, name));
    } else hash.update(path.replaceAll('\\', '/')).update('\0').update(readFileSync(absolute)).update('\0');
  };
  paths.forEach(add);
  return hash.digest('hex');
}

const steps = [
  {
    name: 'packages',
    inputs: ['package-lock.json'],
    outputs: ['node_modules/node/package.json', 'node_modules/onnxruntime-node/package.json'],
    command: ['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
  },
  {
    name: 'models',
    inputs: ['scripts/models', 'electron/engine/vision/onnx', 'models', 'package-lock.json'],
    outputs: ['models/built/movenet-multipose.onnx', 'models/built/nanodet.onnx'],
    command: [node24, 'scripts/models/build.ts'],
  },
  {
    name: 'engine',
    inputs: ['electron', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    outputs: ['dist/electron/engine/main.js'],
    command: [node24, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  },
  {
    name: 'preload',
    inputs: ['electron/preload', 'electron/contract/shell-names.ts', 'vite.preload.config.ts', 'package-lock.json'],
    outputs: ['dist/electron/preload/preload.cjs'],
    command: [node24, 'node_modules/vite/bin/vite.js', 'build', '--config', 'vite.preload.config.ts', '--logLevel', 'warn'],
  },
  {
    name: 'icons',
    inputs: ['renderer/watchhouse.svg', 'scripts/package/icons.ts', 'scripts/package/icon-files.ts', 'package-lock.json'],
    outputs: ['dist/icons/app.png', 'dist/icons/tray-ok-16.png'],
    command: [node24, 'scripts/package/icons.ts'],
  },
  {
    name: 'windows',
    inputs: ['renderer', 'electron/contract', 'vite.config.ts', 'package-lock.json'],
    outputs: ['dist/renderer/index.html'],
    command: [node24, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
  },
];

function isDone(step) {
  const stamp = join(stampFolder, step.name);
  return step.outputs.every((path) => existsSync(join(root, path))) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(step.inputs);
}

/** Runs one command with its output shown; resolves with its exit status. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const onWindows = process.platform === 'win32' && command === 'npm';
    const child = spawn(onWindows ? 'npm.cmd' : command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: onWindows, ...options });
    child.once('error', (error) => {
      console.error(String(error.message));
      resolve(127);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** The environment of every child: Node 24 first on the PATH, no downloads by install scripts. */
export function environment(extra = {}) {
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...process.env, PATH: `${dirname(node24)}${separator}${process.env.PATH}`, ONNXRUNTIME_NODE_INSTALL: 'skip', ...extra };
}

/**
 * Brings everything up to date and rebuilds only what changed. Exits the process with a sentence when a step fails.
 * @param {{ only?: string[] }} options names of steps to look at; all by default
 */
export async function setUp({ only } = {}) {
  const wanted = steps.filter((step) => !only || only.includes(step.name));
  for (const [index, step] of wanted.entries()) {
    if (isDone(step)) continue;
    const startedAt = Date.now();
    const label = `[${index + 1}/${wanted.length}] ${say(`doing-${step.name}`)} …`;
    const seconds = () => ((Date.now() - startedAt) / 1000).toFixed(0);
    console.log(label);
    const pulse = setInterval(() => console.log(`${label} ${seconds()} s`), 10_000);
    const [command, ...args] = step.command;
    const status = await run(command, args, { env: environment() });
    clearInterval(pulse);
    if (status !== 0) {
      console.error(say(`failed-${step.name}`));
      process.exit(1);
    }
    mkdirSync(stampFolder, { recursive: true });
    writeFileSync(join(stampFolder, step.name), hashOf(step.inputs));
    console.log(`${label} ${say('done')} ${seconds()} s`);
  }
}

export const here = (...parts) => join(root, ...parts);
