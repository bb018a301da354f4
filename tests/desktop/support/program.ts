import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright/test';
import { person } from '../../support/person.ts';

const root = join(import.meta.dirname, '..', '..', '..');

export const preloadScript = join(root, 'dist', 'electron', 'preload', 'preload.cjs');

/** Real Electron where it is asked for, else its stand-in; see tests/electron-standin/README.md. */
export const isRealElectron = process.env['WATCHHOUSE_ELECTRON'] === 'real';
if (!isRealElectron) {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= join(root, 'tests', 'electron-standin');
  process.env['WATCHHOUSE_NODE'] ??= join(root, 'node_modules', 'node', 'bin', 'node');
}

/** Folders of one workstation: what the program keeps of the user, and the data folder. */
export type Workstation = { readonly user: string; readonly data: string };

export type Program = Workstation & {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Everything that the program wrote to its standard output and error. */
  output(): string;
  /** Quits it as its menu does; resolves when it has ended. */
  quit(): Promise<void>;
};

export type ProgramOptions = {
  readonly at?: Workstation;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

export function makeWorkstation(): Workstation {
  return { user: mkdtempSync(join(tmpdir(), 'watchhouse-user-')), data: mkdtempSync(join(tmpdir(), 'watchhouse-data-')) };
}

export function removeWorkstation({ user, data }: Workstation): void {
  for (const folder of [user, data]) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
}

/** The program's own command line, as a person or the system would start it. */
export function commandLine({ user, data }: Workstation, args: readonly string[] = []): string[] {
  return [root, `--user-data-dir=${user}`, '--data', data, ...args];
}

export function environment(more: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), LANG: 'en_US.UTF-8', LANGUAGE: 'en', LC_ALL: 'en_US.UTF-8', WATCHHOUSE_FOOTAGE: '', ...more };
}

/** Starts the compiled program, as it is when it runs from its folder; resolves with its first window. */
export async function startProgram({ at = makeWorkstation(), args = [], env = {} }: ProgramOptions = {}): Promise<Program> {
  if (!existsSync(join(root, 'dist/electron/main/main.js'))) throw new Error('the program is not built: npm test builds it');
  const app = await _electron.launch({ args: commandLine(at, args), cwd: root, env: environment(env) });
  const started = app.process();
  let output = '';
  for (const stream of [started.stdout, started.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const page = await app.firstWindow();
  return {
    ...at,
    app,
    page,
    output: () => output,
    quit: async () => {
      if (started.exitCode !== null || started.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => started.once('exit', () => resolve()));
      await app.evaluate(({ app: program }) => program.quit()).catch(() => undefined); // it may be gone before it answers
      await ended;
    },
  };
}

/** The Electron that runs here, for starts besides Playwright's. */
export function electronBinary(): string {
  return createRequire(import.meta.url)('electron') as string;
}

/** A second start of the program on the same workstation; resolves with its exit code. */
export function startAgain(at: Workstation, args: readonly string[] = []): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(electronBinary(), commandLine(at, args), { cwd: root, env: environment({}), stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

/** Makes the first account in the window and waits for the workplace. */
export async function createAccount(page: Page): Promise<void> {
  const form = page.getByTestId('first-account');
  await form.getByLabel('Name').fill(person.username);
  await form.getByLabel('Password', { exact: true }).fill(person.password);
  await form.getByLabel('Password again').fill(person.password);
  await form.getByRole('button', { name: 'Create account' }).click();
  await page.getByTestId('welcome-camera').waitFor();
}

export async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Name').fill(person.username);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByTestId('rail-review').waitFor();
}
