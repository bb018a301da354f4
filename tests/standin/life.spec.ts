import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { executable, expect, launch, program, test, userData } from './launch.ts';

function chromiumsOf(folder: string): number {
  const lines = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(`--user-data-dir=${folder}`) && line.includes('chromium')).length;
}

test('quit asks everybody in Electron\'s order, and a window may refuse', async ({ app, page }) => {
  await page.locator('h1').waitFor();
  const refused = await app.evaluate(({ app: electronApp, BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.once('close', (event) => event.preventDefault());
    fixture.log.length = 0;
    electronApp.quit();
    return [...fixture.log];
  });
  expect(refused).toEqual(['before-quit', 'close']);
  await app.evaluate(({ app: electronApp }) => {
    fixture.log.length = 0;
    electronApp.on('quit', () => process.getBuiltinModule('node:fs').writeFileSync(`${electronApp.getPath('userData')}/log.json`, JSON.stringify(fixture.log)));
  });
  const folder = await app.evaluate(({ app: electronApp }) => electronApp.getPath('userData'));
  await app.close();
  expect(JSON.parse(readFileSync(join(folder, 'log.json'), 'utf8'))).toEqual(['before-quit', 'close', 'closed', 'will-quit', 'quit']);
});

test('closing the last window ends the program by window-all-closed', async ({ app, page }) => {
  await page.locator('h1').waitFor();
  const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
  await app.evaluate(({ BrowserWindow }) => setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 50));
  expect(await ended).toBe(0);
});

test('a second instance calls the first and ends; the lock goes with its holder', async () => {
  const folder = userData();
  const first = await launch(`--user-data-dir=${folder}`);
  const second = spawn(executable, [program, `--user-data-dir=${folder}`, 'hello'], { stdio: 'ignore' });
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  expect(await first.evaluate(() => fixture.told)).toEqual([{ argv: [program, `--user-data-dir=${folder}`, 'hello'], data: { greeting: 'hello' } }]);
  const ended = new Promise((resolve) => first.process().once('exit', resolve));
  first.process().kill('SIGKILL');
  await ended;
  const third = await launch(`--user-data-dir=${folder}`);
  expect(await third.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true);
  await third.close();
});

test('a program killed with SIGKILL leaves neither Chromium nor utility processes', async () => {
  const folder = userData();
  const app = await launch(`--user-data-dir=${folder}`);
  await (await app.firstWindow()).locator('h1').waitFor();
  await app.evaluate(() => fixture.forkEngine('a'));
  await expect.poll(() => app.evaluate(() => fixture.engines['a']?.pid)).toBeDefined();
  const pid = await app.evaluate(() => fixture.engines['a']?.pid);
  expect(chromiumsOf(folder)).toBeGreaterThan(0);
  app.process().kill('SIGKILL');
  await expect.poll(() => chromiumsOf(folder)).toBe(0);
  await expect.poll(() => existsSync(`/proc/${pid ?? 0}/stat`)).toBe(false);
});

test('local storage outlives the program with its userData', async () => {
  const folder = userData();
  for (const expected of [null, 'kept']) {
    const app = await launch(`--user-data-dir=${folder}`);
    const page = await app.firstWindow();
    await page.locator('h1').waitFor();
    expect(await page.evaluate(() => localStorage.getItem('key'))).toBe(expected);
    await page.evaluate(() => localStorage.setItem('key', 'kept'));
    await app.close();
  }
});

test('a program beside the executable runs as a packaged one, from its archive', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'standin-packaged-'));
  const source = join(folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'packaged', version: '4.5.6', main: 'main.cjs' }));
  writeFileSync(join(source, 'main.cjs'), `const { app } = require('electron'); app.whenReady().then(() => { console.log(JSON.stringify([app.isPackaged, process.defaultApp === undefined, process.argv.slice(1), app.getVersion(), process.resourcesPath, require('./part.cjs')])); app.quit(); });`);
  writeFileSync(join(source, 'part.cjs'), 'module.exports = "part";');
  mkdirSync(join(folder, 'resources'));
  await createPackage(source, join(folder, 'resources', 'app.asar'));
  symlinkSync(executable, join(folder, 'linked'));
  cpSync(executable, join(folder, 'packaged'));
  chmodSync(join(folder, 'packaged'), 0o755);
  const text = execFileSync(join(folder, 'packaged'), ['--user-data-dir=' + userData(), 'argument'], { encoding: 'utf8', env: { ...process.env, WATCHHOUSE_STANDIN: join(executable, '..') } });
  expect(JSON.parse(text.trim())).toEqual([true, true, [expect.stringContaining('--user-data-dir='), 'argument'], '4.5.6', join(folder, 'resources'), 'part']);
});
