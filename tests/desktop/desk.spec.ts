import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, test } from 'playwright/test';
import { person } from '../support/person.ts';
import { callShell } from './support/page.ts';
import { commandLine, createAccount, electronBinary, environment, makeWorkstation, removeWorkstation, startAgain, startProgram, type Program, type Workstation } from './support/program.ts';

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
async function startSignedIn(): Promise<Program> {
  const running = await start();
  await createAccount(running.page);
  await running.page.reload();
  await running.page.getByTestId('rail-wall').waitFor();
  return running;
}

test('a second start brings the first to the front and ends', async () => {
  const { app } = await start();
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    Object.assign(globalThis, { focused: 0 });
    window?.on('focus', () => (globalThis as unknown as { focused: number }).focused++);
    window?.minimize();
  });
  expect(await startAgain(at)).toBe(0);
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()))).toEqual([false]);
  expect(await app.evaluate(() => (globalThis as unknown as { focused: number }).focused)).toBeGreaterThan(0);
});

test('several windows come back where they were, also when a monitor is gone', async () => {
  const first = await startSignedIn();
  const { app, page } = first;
  const opened = app.waitForEvent('window');
  await callShell(page, 'window.open', { screen: 'cameras', detail: null });
  await (await opened).getByTestId('rail-cameras').waitFor();
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows().forEach((window, index) => window.setBounds({ x: 40 + 60 * index, y: 50, width: 1000 + 20 * index, height: 700 }));
  });
  await first.quit();

  const again = await start();
  await expect.poll(() => again.app.windows().length).toBe(2);
  const places = (): Promise<unknown[]> => again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => ({ ...window.getBounds(), hash: window.webContents.getURL().split('#')[1] ?? '' })));
  await expect.poll(async () => new Set((await places()).map((place) => JSON.stringify(place)))).toEqual(
    new Set([{ x: 40, y: 50, width: 1000, height: 700, hash: '/wall' }, { x: 100, y: 50, width: 1020, height: 700, hash: '/cameras' }].map((place) => JSON.stringify(place))),
  );
  await again.quit();

  // As if one of them had been on a monitor to the right that is not there any more.
  const file = join(at.user, 'windows.json');
  const stored = JSON.parse(readFileSync(file, 'utf8')) as { windows: { bounds: { x: number } }[] };
  for (const { bounds } of stored.windows) bounds.x += 4000;
  writeFileSync(file, JSON.stringify(stored));
  const third = await start();
  await expect.poll(() => third.app.windows().length).toBe(2);
  const onDisplay = await third.app.evaluate(({ BrowserWindow, screen }) => {
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    return BrowserWindow.getAllWindows().map((window) => {
      const { x, y, width, height } = window.getBounds();
      return areas.some((area) => x >= area.x && y >= area.y && x + width <= area.x + area.width && y + height <= area.y + area.height);
    });
  });
  expect(onDisplay).toEqual([true, true]);
});

test('the last window closes to the tray, the engine goes on, and the windows come back', async () => {
  const { app } = await startSignedIn();
  const engine = (): Promise<number> => app.evaluate(({ app: shell }) => shell.getAppMetrics().find(({ name }) => name === 'Watchhouse engine')?.pid ?? 0);
  const before = await engine();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
  expect(await engine()).toBe(before);
  expect(await startAgain(at)).toBe(0);
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('only an administrator leaves the kiosk: not the window’s close, not quitting, not a wrong password', async () => {
  const { app, page } = await startSignedIn();
  expect(await callShell(page, 'kiosk.enter', {})).toEqual({ ok: true, output: {} });
  const isKiosk = (): Promise<boolean[]> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isKiosk()));
  expect(await isKiosk()).toEqual([true]);
  await expect(page.getByTestId('rail-review')).toBeHidden();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await app.evaluate(({ app: shell }) => shell.quit());
  await expect(page.getByTestId('kiosk-leave-form')).toBeVisible();
  expect(await isKiosk()).toEqual([true]);
  expect(await callShell(page, 'window.setFullScreen', { on: false })).toMatchObject({ ok: true });
  expect(await callShell(page, 'kiosk.leave', { username: person.username, password: 'not the password' })).toEqual({ ok: false, error: { kind: 'wrong-credentials' } });
  expect(await isKiosk()).toEqual([true]);
  expect(await callShell(page, 'kiosk.leave', { ...person })).toEqual({ ok: true, output: {} });
  expect(await isKiosk()).toEqual([false]);
  await expect(page.getByTestId('rail-review')).toBeVisible();
});

test('the kiosk comes back with the program', async () => {
  const { app, page } = await startSignedIn();
  await callShell(page, 'kiosk.enter', {});
  // The system ends the program, e.g. to restart for its own updates.
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  app.process().kill('SIGTERM');
  await ended;
  const again = await start();
  await expect.poll(() => again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isKiosk()))).toEqual([true]);
  await expect.poll(() => callShell(again.page, 'kiosk.leave', { ...person })).toEqual({ ok: true, output: {} });
});

test('the menu, the tray and the dialogs follow the language that a person chooses', async () => {
  const { app, page } = await startSignedIn();
  const labels = (): Promise<string[]> => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
  expect(await labels()).toEqual(['File', 'Edit', 'Go', 'View', 'Window', 'Help']);
  await page.getByTestId('rail-language').click();
  await expect.poll(labels).toEqual(['文件', '编辑', '前往', '视图', '窗口', '帮助']);
  const titles = await app.evaluate(({ dialog }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { titles: seen });
    dialog.showSaveDialog = (...args: unknown[]) => {
      seen.push((args.at(-1) as Electron.SaveDialogOptions).title ?? '');
      return Promise.resolve({ canceled: true, filePath: '' });
    };
    return seen;
  });
  expect(titles).toEqual([]);
  await callShell(page, 'page.savePdf', { name: 'x' });
  expect(await app.evaluate(() => (globalThis as unknown as { titles: string[] }).titles)).toEqual(['保存为 PDF']);
});

test('the menu goes between screens and to full screen in the window in front', async () => {
  const { app, page } = await startSignedIn();
  const choose = async (id: string): Promise<void> => {
    await app.evaluate(({ Menu }, item) => {
      Menu.getApplicationMenu()?.getMenuItemById(item)?.click();
    }, id);
  };
  await choose('go-station');
  await expect(page.getByTestId('rail-station')).toHaveAttribute('aria-current', 'page');
  await choose('full-screen');
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen())).toBe(true);
  await choose('full-screen');
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen())).toBe(false);
});

test('a page is saved as a PDF where the dialog says', async () => {
  const { app, page } = await startSignedIn();
  const target = join(mkdtempSync(join(tmpdir(), 'watchhouse-pdf-')), 'page.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, target);
  expect(await callShell(page, 'page.savePdf', { name: 'Event / 1' })).toEqual({ ok: true, output: { saved: 'page.pdf' } });
  expect(readFileSync(target).subarray(0, 5).toString()).toBe('%PDF-');
});

test('the display is kept awake while the wall is shown, and not otherwise', async () => {
  const { app, page } = await start();
  await createAccount(page);
  await app.evaluate(({ powerSaveBlocker }) => {
    const begin = powerSaveBlocker.start.bind(powerSaveBlocker);
    const kinds: string[] = [];
    Object.assign(globalThis, { kinds });
    powerSaveBlocker.start = (type) => {
      kinds.push(type);
      return begin(type);
    };
  });
  await page.evaluate(() => (location.hash = '#/station'));
  await page.waitForTimeout(800);
  await page.evaluate(() => (location.hash = '#/wall'));
  await expect.poll(() => app.evaluate(() => (globalThis as unknown as { kinds: string[] }).kinds)).toEqual(['prevent-display-sleep']);
});

test('the engine runs alone, without windows, for a service', async () => {
  const child = spawn(electronBinary(), commandLine(at, ['--engine-only', '--port', '0']), { env: environment({}), stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (text.startsWith('{')) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${String(code)}`)));
  });
  const { address } = JSON.parse(line) as { address: string };
  expect(await (await fetch(`${address}api/session`)).json()).toMatchObject({ needsFirstAccount: true });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
