import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test, type ElectronApplication } from 'playwright/test';
import { makeStandinDist } from './support/standin-dist.ts';
import { createAccount, isRealElectron, makeWorkstation, removeWorkstation, type Workstation } from './support/program.ts';

const root = join(import.meta.dirname, '..', '..');

// Playwright reaches a program through its inspector, which a fuse of the real packed one has shut.
test.skip(isRealElectron || process.platform !== 'linux', 'only the stand-in can be packed and driven');

let folder: string;
let at: Workstation;
let app: ElectronApplication | null = null;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchhouse-packed-'));
  at = makeWorkstation();
  await makeStandinDist(join(folder, 'electron'));
  const node = join(root, 'node_modules/node/bin/node');
  execFileSync(node, [join(root, 'scripts/package/main.ts'), '--dir', '--electron-dist', join(folder, 'electron'), '--out', join(folder, 'out')], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
});
test.afterAll(async () => {
  await app?.close();
  removeWorkstation(at);
  rmSync(folder, { recursive: true, force: true });
});

test('the packed program opens its window, makes an account, and its demonstration brings the first event', async () => {
  const executablePath = join(folder, 'out', `linux${process.arch === 'x64' ? '' : `-${process.arch}`}-unpacked`, 'watchhouse');
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  app = await _electron.launch({ executablePath, args: [`--user-data-dir=${at.user}`, '--data', at.data], env: { ...Object.fromEntries(own), LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' } });
  const page = await app.firstWindow();
  expect(await app.evaluate(({ app: program }) => ({ isPackaged: program.isPackaged, name: program.getName() }))).toEqual({ isPackaged: true, name: 'Watchhouse' });
  await expect(page.getByRole('heading', { name: 'Set up this station' })).toBeVisible();
  await createAccount(page);
  // Demonstration, camera workers, media library and detector: all of them processes and libraries of the package.
  await page.getByRole('button', { name: /^Take the demonstration/ }).click();
  await expect(page.getByTestId('rail-open')).toBeVisible({ timeout: 150_000 });
  await page.getByTestId('rail-station').click();
  await expect(page.getByText('NanoDet').first()).toBeVisible();
});
