import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { preferCompiledEngine, startEngine } from '../support/engine.ts';
import { loseLastMigration } from '../support/lose-migration.ts';
import { callEngine, callShell } from './support/page.ts';
import { createAccount, isRealElectron, makeWorkstation, removeWorkstation, signIn, startProgram, type Program, type Workstation } from './support/program.ts';

preferCompiledEngine();

let at: Workstation;
let program: Program | null = null;
test.beforeEach(() => {
  at = makeWorkstation();
});
test.afterEach(async () => {
  await program?.quit();
  program = null;
  removeWorkstation(at);
});

async function start(args: readonly string[] = []): Promise<Program> {
  return (program = await startProgram({ at, args }));
}
/** With an account and stopped again. */
async function prepare(args: readonly string[] = []): Promise<void> {
  const first = await start(args);
  await createAccount(first.page);
  await first.quit();
}
const gate = (running: Program) => running.page.getByTestId('engine-gate');
/** A Linux desktop without one, as a person would start the program there. */
const withoutKeyring = ['--password-store=basic'];
const hasKeyring = !(isRealElectron && process.platform === 'linux');

test('a data folder that another engine uses is said, and opens once that one has gone', async () => {
  const other = await startEngine({ data: at.data });
  const { page } = await start();
  await expect(gate({ ...(program as Program) })).toHaveAttribute('data-phase', 'failed', { timeout: 60_000 });
  await expect(page.getByTestId('engine-gate')).toContainText('Another Watchhouse is using this data folder');
  await other.kill();
  await page.getByTestId('engine-gate').getByRole('button', { name: /try again/i }).click();
  await expect(page.getByTestId('engine-gate')).toBeHidden({ timeout: 30_000 });
});

test('a data folder that cannot be used is said, and another one can be chosen', async () => {
  const file = join(at.data, 'not-a-folder');
  writeFileSync(file, '');
  const other = makeWorkstation();
  program = await startProgram({ at: { user: at.user, data: file } });
  const { app, page } = program;
  await expect(page.getByTestId('engine-gate')).toContainText('cannot be made or written to', { timeout: 30_000 });
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  }, other.data);
  expect(await callShell(page, 'engine.chooseFolder', {})).toMatchObject({ ok: true });
});

test('a database of before that cannot be brought up to date stays as it was, and that is said', async () => {
  await prepare();
  loseLastMigration(at.data);
  const before = readFileSync(join(at.data, 'watchhouse.db'));
  const { page } = await start();
  await expect(page.getByTestId('engine-gate')).toContainText(/database failed/i, { timeout: 30_000 });
  await program?.quit();
  expect(readFileSync(join(at.data, 'watchhouse.db')).equals(before)).toBe(true);
});

test('without a keyring nobody stays signed in over a restart, and a passphrase can guard the key', async () => {
  await prepare(withoutKeyring);
  const second = await start(withoutKeyring);
  await signIn(second.page);
  expect(await callShell(second.page, 'shell.state', {})).toMatchObject({ ok: true, output: { keyGuard: 'none' } });
  expect(await callShell(second.page, 'key.protect', { passphrase: 'river stone lantern' })).toEqual({ ok: true, output: { guard: 'passphrase' } });
  await second.quit();

  const third = await start(withoutKeyring);
  await expect(gate(third)).toHaveAttribute('data-phase', 'locked', { timeout: 30_000 });
  await callShell(third.page, 'key.unlock', { passphrase: 'not the passphrase' });
  await expect(gate(third)).toContainText(/not the passphrase/i, { timeout: 30_000 });
  await gate(third).getByRole('textbox').or(gate(third).locator('input[type=password]')).first().fill('river stone lantern');
  await third.page.keyboard.press('Enter');
  await signIn(third.page);
});

test('a data folder moved here from another machine says so, and can be used again without its old key', async () => {
  test.skip(!hasKeyring, 'Playwright starts Electron on Linux without a keyring');
  await prepare();
  // What another machine's keyring wrapped: bytes that this one does not open.
  const keyFile = join(at.data, 'station.key');
  const stored = JSON.parse(readFileSync(keyFile, 'utf8')) as { guard: string; wrapped: string };
  expect(stored.guard).toBe('keyring');
  const bytes = Buffer.from(stored.wrapped, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(keyFile, JSON.stringify({ ...stored, wrapped: bytes.toString('base64') }));

  const { app, page } = await start();
  await expect(page.getByTestId('engine-gate')).toHaveAttribute('data-phase', 'key-lost', { timeout: 30_000 });
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
  });
  expect(await callShell(page, 'key.giveUp', {})).toEqual({ ok: true, output: { done: false } });
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  expect(await callShell(page, 'key.giveUp', {})).toEqual({ ok: true, output: { done: true } });
  await expect(page.getByTestId('engine-gate')).toBeHidden({ timeout: 30_000 });
  await expect.poll(() => callEngine(page, 'session.get', {}).then(({ account }) => account?.username, () => null)).toBe('duty');
});

test('what crashed is listed for administrators, without secrets, and can be removed', async () => {
  const { app, page } = await start();
  await createAccount(page);
  await expect.poll(() => callEngine(page, 'station.status', {}).then(({ workers }) => workers.length, () => -1)).toBeGreaterThanOrEqual(0);
  const pid = await app.evaluate(({ app: shell }) => shell.getAppMetrics().find(({ name }) => name === 'Watchhouse engine')?.pid ?? 0);
  process.kill(pid, 'SIGKILL');
  const listed = (): Promise<{ id: string }[]> => callShell(page, 'crashes.list', {}).then((answer) => (answer as { output?: { id: string }[] }).output ?? []);
  await expect.poll(async () => (await listed()).length, { timeout: 30_000 }).toBe(1);
  const [report] = await listed();
  const text = readFileSync(join(at.user, 'crashes', report?.id ?? ''), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ process: 'engine' });
  expect(text).not.toMatch(/password|token|cookie|[0-9a-f]{64}/i);
  expect(await callShell(page, 'crashes.remove', { id: report?.id ?? '' })).toEqual({ ok: true, output: [] });
});

test('a page that hangs is started anew at the same place', async () => {
  const { app, page } = await start();
  await createAccount(page);
  await page.evaluate(() => (location.hash = '#/station'));
  await app.evaluate(({ BrowserWindow }) => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.on('render-process-gone', () => told.push('gone'));
    window?.webContents.on('did-finish-load', () => told.push('loaded'));
  });
  void page.evaluate(() => {
    for (;;);
  }).catch(() => undefined);
  // Electron notices a page that does not answer when somebody does something in it.
  void page.mouse.click(20, 20).catch(() => undefined);
  await expect.poll(() => app.evaluate(() => (globalThis as unknown as { told: string[] }).told.join()), { timeout: 90_000 }).toBe('gone,loaded');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe('app://watchhouse/#/station');
});
