import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'playwright/test';
import { callEngine, callShell } from './support/page.ts';
import { createAccount, makeWorkstation, preloadScript, removeWorkstation, startProgram, type Program, type Workstation } from './support/program.ts';

let at: Workstation;
let program: Program;
/** A server on this machine that a page could be lured to; it counts who came. */
let elsewhere: Server;
let visits = 0;

test.beforeAll(async () => {
  at = makeWorkstation();
  program = await startProgram({ at });
  await createAccount(program.page);
  elsewhere = createServer((_request, response) => {
    visits++;
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }).end('<h1>elsewhere</h1>');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});
test.afterAll(async () => {
  await program.quit();
  elsewhere.close();
  removeWorkstation(at);
});

const address = (): string => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
const shownNow = (): Promise<string> => program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL().split('#')[0] ?? '');

test('a page that is told to go elsewhere stays where it is', async () => {
  const { page } = program;
  await page.evaluate((url) => (location.href = url), address());
  await page.evaluate((url) => {
    const form = document.createElement('form');
    form.action = url;
    document.body.append(form);
    form.submit();
    form.remove();
  }, address());
  await page.waitForTimeout(1000);
  expect(await shownNow()).toBe('app://watchhouse/');
  expect(visits).toBe(0);
});

test('no new window is opened, by script or by a link', async () => {
  const { app, page } = program;
  const opened = await page.evaluate((url) => window.open(url) === null, address());
  expect(opened).toBe(true);
  await page.evaluate((url) => {
    const link = document.createElement('a');
    link.href = url;
    link.target = '_blank';
    link.textContent = 'elsewhere';
    document.body.append(link);
    link.click();
    link.remove();
  }, address());
  await page.waitForTimeout(1000);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(visits).toBe(0);
});

test('a page reaches nothing but the program: no other server, no file, no engine past its door', async () => {
  const { page } = program;
  const tries = await page.evaluate(async (url) => {
    const tried = (target: string): Promise<string> => fetch(target).then((answer) => `answered ${answer.status}`, () => 'refused');
    const image = await new Promise<string>((resolve) => {
      const picture = new Image();
      picture.onload = () => resolve('loaded');
      picture.onerror = () => resolve('refused');
      picture.src = `${url}x.png`;
    });
    return { server: await tried(url), file: await tried('file:///etc/passwd'), image, socket: await new Promise((resolve) => {
      try {
        const socket = new WebSocket(url.replace('http', 'ws'));
        socket.onopen = () => resolve('opened');
        socket.onerror = () => resolve('refused');
      } catch {
        resolve('refused');
      }
    }) };
  }, address());
  expect(tries).toEqual({ server: 'refused', file: 'refused', image: 'refused', socket: 'refused' });
  expect(visits).toBe(0);
});

test('paths around the folder of the pages lead nowhere', async () => {
  const answers = await program.page.evaluate(async () => {
    const paths = ['/../main/main.js', '/%2e%2e/main/main.js', '/..%2fmain%2fmain.js', '/assets/../../electron/main/main.js', '/.env', '/index.html/../../package.json', '/%5c..%5cpackage.json', '/api/channel', '/media/events/x/clip.mp4/..%2f..%2f..'];
    return Promise.all(paths.map(async (path) => [path, await fetch(path).then(({ status }) => status, () => 0)] as const));
  });
  for (const [path, status] of answers) expect([path, status]).toEqual([path, 404]);
});

test('code and styles from text do not run', async () => {
  const { page } = program;
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    document.head.append(script);
    const box = document.createElement('div');
    document.body.append(box);
    box.setAttribute('style', 'position: fixed; top: 7px');
    const styled = getComputedStyle(box).top;
    box.remove();
    // Not by eval: what the test runner evaluates may always do that.
    setTimeout('window.ranText = true' as unknown as () => void, 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { inline: 'ranInline' in window, styled, fromText: 'ranText' in window };
  });
  expect(ran).toEqual({ inline: false, styled: 'auto', fromText: false });
});

test('permissions are refused except for the two that are needed', async () => {
  const { page } = program;
  const asked = await page.evaluate(async () => ({
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', (error: unknown) => (error as Error).name),
    place: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('refused'))),
    notices: await Notification.requestPermission(),
    reading: await navigator.clipboard.readText().then(() => 'granted', (error: unknown) => (error as Error).name),
  }));
  expect(asked).toEqual({ camera: 'NotAllowedError', place: 'refused', notices: 'denied', reading: 'NotAllowedError' });
});

test('a stranger’s page in a window of the program is answered nothing, whatever it asks', async () => {
  const { app } = program;
  const opened = app.waitForEvent('window');
  await app.evaluate(async ({ BrowserWindow }, preload) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
    Object.assign(globalThis, { stranger });
    await stranger.loadURL('data:text/html,<h1>stranger</h1>').catch(() => undefined);
  }, preloadScript);
  const page = await opened;
  await expect(page.locator('h1')).toHaveText('stranger');
  for (const call of ['shell.state', 'shell.quit', 'crashes.list'] as const) expect(await callShell(page, call, {})).toEqual({ ok: false, error: { kind: 'forbidden' } });
  await expect(callEngine(page, 'session.get', {})).rejects.toThrow('no port');
  await app.evaluate(() => (globalThis as unknown as { stranger: Electron.BrowserWindow }).stranger.destroy());
});

test('what a page sends is parsed: unknown calls, wrong inputs and ports for nobody are refused', async () => {
  const { page } = program;
  expect(await callShell(page, 'window.open', { screen: 'wall', detail: '../../etc' })).toEqual({ ok: false, error: { kind: 'bad-input' } });
  expect(await callShell(page, 'crashes.show', { id: '../../../etc/passwd' })).toEqual({ ok: false, error: { kind: 'bad-input' } });
  expect(await callShell(page, 'event.save', { eventId: '0', what: 'clip' })).toEqual({ ok: false, error: { kind: 'bad-input' } });
  const lent = await page.evaluate(() => {
    const { watchhouse } = window as unknown as { watchhouse: { connect: (request: unknown) => Promise<boolean> } };
    return Promise.all([{ kind: 'channel', id: 'x'.repeat(65) }, { kind: 'engine', id: 'a' }, null, 'channel', { kind: 'live', id: 'a', cameraId: '../..', stream: 'main' }].map((request) => watchhouse.connect(request)));
  });
  expect(lent).toEqual([false, false, false, false, false]);
});

test('who is nobody here learns nothing over the program’s own doors', async () => {
  const { page } = program;
  await page.evaluate(() => fetch('/api/session/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }));
  await expect(callEngine(page, 'cameras.list', {})).rejects.toThrow('the port closed');
  expect(await callShell(page, 'crashes.list', {})).toEqual({ ok: false, error: { kind: 'not-signed-in' } });
  expect(await callShell(page, 'kiosk.enter', {})).toEqual({ ok: false, error: { kind: 'not-signed-in' } });
  expect(await page.evaluate(async () => (await fetch('/media/events/0192f0c1-2b3c-7def-8123-456789abcdef/clip.mp4')).status)).toBe(401);
});

test('the engine’s door is shut for every other program on this machine', async () => {
  test.skip(process.platform !== 'linux', 'reads the sockets of a process from /proc');
  const pid = await program.app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Watchhouse engine')?.pid ?? 0);
  const ports = listeningPorts(pid);
  expect(ports.length).toBeGreaterThan(0);
  for (const port of ports) {
    for (const path of ['/', '/api/session', '/media/events/0192f0c1-2b3c-7def-8123-456789abcdef/clip.mp4']) {
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(403);
      expect((await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'x-watchhouse-door': '0'.repeat(64) } })).status).toBe(403);
    }
  }
});

/** Ports of loopback that a process listens on (proc(5), net/tcp and fd). */
function listeningPorts(pid: number): number[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.slice(1) ?? [];
      } catch {
        return [];
      }
    }),
  );
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A' && inodes.has(fields[9] ?? ''))
    .map((fields) => Number.parseInt(fields[1]?.split(':')[1] ?? '', 16));
}
