import { readFileSync, statSync, truncateSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { CameraDraft } from '../../electron/contract/camera.ts';
import type { Scene } from '../../electron/contract/scene.ts';
import { makeEventFiles } from '../../electron/engine/events/event-files.ts';
import { startStreetCamera } from '../support/drawn-camera.ts';
import { rtspServerMissing, type RtspCamera } from '../support/rtsp-camera.ts';
import { createAccount, makeWorkstation, removeWorkstation, signIn, startAgain, startProgram, type Program, type Workstation } from './support/program.ts';
import { callEngine } from './support/page.ts';

test.skip(rtspServerMissing() !== null, `no RTSP server: ${rtspServerMissing() ?? ''}`);
test.describe.configure({ mode: 'serial' });

/** Whatever moves is a red event. */
const red: Scene = {
  zones: [{ id: 'all', name: 'Yard', points: [{ x: 0.02, y: 0.02 }, { x: 0.98, y: 0.02 }, { x: 0.98, y: 0.98 }, { x: 0.02, y: 0.98 }] }],
  lines: [],
  behaviors: [{ id: 'in', behavior: 'intrusion', enabled: true, zone: 'all', severity: 'red', settings: {} }],
  ground: null,
};

let camera: RtspCamera;
let at: Workstation;
let program: Program;

test.beforeAll(async () => {
  camera = await startStreetCamera();
  at = makeWorkstation();
  program = await startProgram({ at });
  await createAccount(program.page);
});
test.afterAll(async () => {
  await program.quit();
  await camera.stop();
  removeWorkstation(at);
});

/** The tile shows pictures, and goes on showing new ones. */
async function isLive(page: Page): Promise<void> {
  const tile = page.getByTestId('tile').first();
  await expect(tile).toContainText('Street');
  await expect(tile).toHaveAttribute('data-view', 'live', { timeout: 60_000 });
  const before = await tile.screenshot();
  await expect.poll(async () => (await tile.screenshot()).equals(before), { timeout: 20_000 }).toBe(false);
}

/** Records what the system's parts are asked for; works in Electron and in its stand-in alike. */
async function record(): Promise<void> {
  await program.app.evaluate(({ Notification, Tray }) => {
    const seen = { notices: [] as { title: string; body: string }[], tips: [] as string[] };
    Object.assign(globalThis, { seen });
    const { show } = Notification.prototype as { show: (this: Electron.Notification) => void };
    Notification.prototype.show = function (this: Electron.Notification) {
      seen.notices.push({ title: this.title, body: this.body });
      Object.assign(globalThis, { lastNotice: this });
      show.call(this);
    };
    const { setToolTip } = Tray.prototype as { setToolTip: (this: Electron.Tray, text: string) => void };
    Tray.prototype.setToolTip = function (this: Electron.Tray, text: string) {
      seen.tips.push(text);
      setToolTip.call(this, text);
    };
  });
}
const seen = (): Promise<{ notices: { title: string; body: string }[]; tips: string[] }> =>
  program.app.evaluate(() => (globalThis as unknown as { seen: { notices: { title: string; body: string }[]; tips: string[] } }).seen);

let firstEvent = '';

test('a camera is live on the wall over message ports, without a single WebSocket', async () => {
  const { page } = program;
  let sockets = 0;
  page.on('websocket', () => sockets++);
  const added = await callEngine(page, 'cameras.add', { draft: CameraDraft.parse({ name: 'Street', address: camera.url('/street') }) });
  await page.reload();
  await record();
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    (window as unknown as { watchhouse: { onPush: (listener: (push: unknown) => void) => void } }).watchhouse.onPush((push) => heard.push(push));
  });
  await isLive(page);
  await callEngine(page, 'cameras.setScene', { cameraId: added.id, scene: red });
  expect(sockets).toBe(0);
});

test('a red event gives a notice of the system that names camera and place, and its sound; the tray and the badge count it', async () => {
  await expect.poll(async () => (await seen()).notices, { timeout: 60_000 }).toContainEqual({ title: 'Red alarm', body: 'Street, Yard' });
  await expect.poll(async () => (await seen()).tips.at(-1) ?? '', { timeout: 30_000 }).toMatch(/open events, [1-9]\d* red/);
  expect(await program.app.evaluate(({ app }) => app.getBadgeCount())).toBeGreaterThan(0);
  expect(await program.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toContainEqual({ type: 'sound', severity: 'red' });
});

test('a click on the notice opens that event', async () => {
  const { app, page } = program;
  await app.evaluate(() => (globalThis as unknown as { lastNotice: Electron.Notification }).lastNotice.emit('click'));
  await expect(page.getByTestId('event-panel')).toBeVisible();
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#\/review\/[0-9a-f-]{36}$/);
  firstEvent = (await page.evaluate(() => location.hash)).split('/').at(-1) ?? '';
});

test('a note that is not sent survives the death of the engine, which comes back by itself, with the wall', async () => {
  const { app, page } = program;
  await page.getByTestId('note').fill('white van, rear door open');
  const pid = await app.evaluate(({ app: shell }) => shell.getAppMetrics().find(({ name }) => name === 'Watchhouse engine')?.pid ?? 0);
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => app.evaluate(({ app: shell }) => shell.getAppMetrics().find(({ name }) => name === 'Watchhouse engine')?.pid ?? 0), { timeout: 30_000 }).not.toBe(pid);
  await expect.poll(() => callEngine(page, 'session.get', {}).then(({ account }) => account?.username, () => null), { timeout: 30_000 }).toBe('duty');
  await expect(page.getByTestId('note')).toHaveValue('white van, rear door open');
  await expect(page.getByTestId('connection-line')).toBeHidden();
  await page.getByTestId('rail-wall').click();
  await isLive(page);
});

test('a page that crashes comes back at the same place, and the other window does not notice', async () => {
  const { app, page } = program;
  const opened = app.waitForEvent('window');
  await page.getByTestId('rail-wall').click({ modifiers: ['ControlOrMeta'] });
  const wall = await opened;
  await isLive(wall);
  await page.evaluate((id) => (location.hash = `#/review/${id}`), firstEvent);
  await expect(page.getByTestId('note')).toHaveValue('white van, rear door open');
  await wall.evaluate(() => Object.assign(window, { still: 'here' }));

  const before = await app.evaluate(({ BrowserWindow }) => {
    const crashed = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('#/review'));
    if (crashed === undefined) return '';
    Object.assign(globalThis, { crashed });
    const address = crashed.webContents.getURL();
    crashed.webContents.forcefullyCrashRenderer();
    return address;
  });
  await expect
    .poll(() =>
      app.evaluate(async () => {
        const { webContents } = (globalThis as unknown as { crashed: Electron.BrowserWindow }).crashed;
        return webContents.executeJavaScript('document.querySelector("[data-testid=event-panel]") !== null && location.hash').catch(() => null) as Promise<unknown>;
      }), { timeout: 30_000 })
    .toBe(`#${before.split('#')[1] ?? ''}`);
  expect(await wall.evaluate(() => (window as unknown as { still?: string }).still)).toBe('here');
  // To Playwright a page that crashed stays so, whatever became of it.
  await restart();
});

async function restart(): Promise<void> {
  await program.quit();
  program = await startProgram({ at });
  const { page } = program;
  await page.getByTestId('rail-review').or(page.getByRole('button', { name: 'Sign in' })).first().waitFor();
  if (await page.getByRole('button', { name: 'Sign in' }).isVisible()) await signIn(page);
}

test('a link to an event opens it; links that are none open nothing', async () => {
  const { app } = program;
  const places = (): Promise<string[]> => Promise.all(app.windows().map((window) => window.evaluate(() => location.hash)));
  for (const window of app.windows()) await window.evaluate(() => (location.hash = '#/cameras'));
  for (const hostile of [`watchhouse://event/${firstEvent}/../../x`, `watchhouse://event/${firstEvent}?next=https://example.org`, 'watchhouse://station/key', 'https://example.org/', `watchhouse://user@event/${firstEvent}`, 'watchhouse://event/<script>']) {
    expect(await startAgain(at, [hostile])).toBe(0);
    expect(new Set(await places())).toEqual(new Set(['#/cameras']));
  }
  const windows = app.windows().length;
  expect(await startAgain(at, [`watchhouse://event/${firstEvent}`])).toBe(0);
  await expect.poll(places, { timeout: 15_000 }).toContain(`#/review/${firstEvent}`);
  expect(app.windows()).toHaveLength(windows);
});

test('a clip is saved where the system’s dialog says, whole, and giving the dialog up saves nothing', async () => {
  const { page } = program;
  const folder = mkdtempSync(join(tmpdir(), 'watchhouse-saved-'));
  const target = join(folder, 'evidence.mp4');
  await expect.poll(() => callEngine(page, 'events.get', { eventId: firstEvent }).then(({ clip }) => clip), { timeout: 90_000 }).toBe('ready');
  await answerSaveDialog(null);
  expect(await save(page)).toEqual({ ok: true, output: { saved: null } });
  await answerSaveDialog(target);
  expect(await save(page)).toEqual({ ok: true, output: { saved: 'evidence.mp4' } });
  expect(readFileSync(target)).toEqual(readFileSync(clipFile()));
  expect(existsSync(`${target}.part`)).toBe(false);
});

test('a target that cannot be written to is said, and leaves nothing behind', async () => {
  const { page } = program;
  await program.app.evaluate(({ dialog }) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    dialog.showMessageBox = (...args: unknown[]) => {
      said.push((args.at(-1) as Electron.MessageBoxOptions).message);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  });
  await answerSaveDialog(join(at.data, 'no such folder', 'evidence.mp4'));
  expect(await save(page)).toEqual({ ok: true, output: { saved: null } });
  expect(await program.app.evaluate(() => (globalThis as unknown as { said: string[] }).said)).toEqual(['The file could not be saved']);
});

test('quitting while a clip is being saved asks, and finishes it first', async () => {
  const { page } = program;
  const target = join(mkdtempSync(join(tmpdir(), 'watchhouse-saved-')), 'large.mp4');
  // A clip that takes a while to copy: the same one with 300 MB of nothing behind it.
  truncateSync(clipFile(), 300_000_000);
  await answerSaveDialog(target);
  const saving = save(page).catch(() => null);
  await expect(page.getByTestId('saving-line')).toBeVisible();
  await program.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
  });
  await program.quit();
  await saving;
  expect(statSync(target).size).toBe(300_000_000);
  await restart();
});

function clipFile(): string {
  return makeEventFiles(at.data).clip(firstEvent);
}

function save(page: Page): Promise<unknown> {
  return page.evaluate(async (eventId) => {
    const { watchhouse } = window as unknown as { watchhouse: { calls: { 'event.save': (input: unknown) => Promise<unknown> } } };
    return watchhouse.calls['event.save']({ eventId, what: 'clip' });
  }, firstEvent);
}

async function answerSaveDialog(filePath: string | null): Promise<void> {
  await program.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: path === null, filePath: path ?? '' });
  }, filePath);
}
