import { app, BrowserWindow, ipcMain, protocol, session, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { join } from 'node:path';
import { answer } from './pages.ts';

/** What the specifications read and use through `evaluate`. */
export type Fixture = {
  readonly log: string[];
  readonly asked: string[];
  readonly opened: string[];
  readonly engines: Record<string, UtilityProcess>;
  readonly told: unknown[];
  grant: boolean;
  prevent: boolean;
  forkEngine(name: string): void;
};

const log: string[] = [];
const fixture: Fixture = {
  log,
  asked: [],
  opened: [],
  engines: {},
  told: [],
  grant: false,
  prevent: true,
  forkEngine(name) {
    const engine = utilityProcess.fork(join(import.meta.dirname, 'engine.ts'), [name], { serviceName: name, stdio: 'pipe' });
    engine.on('message', (message) => fixture.told.push(message));
    engine.on('exit', (code) => log.push(`exit ${name} ${code}`));
    fixture.engines[name] = engine;
  },
};
Object.assign(globalThis, { fixture });

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);
for (const name of ['will-finish-launching', 'ready', 'before-quit', 'will-quit', 'quit', 'window-all-closed', 'render-process-gone', 'child-process-gone', 'web-contents-created', 'browser-window-created'] as const) app.on(name as 'ready', () => log.push(name));
app.on('second-instance', (_event, argv, _folder, data) => fixture.told.push({ argv: argv.slice(1), data }));
app.on('window-all-closed', () => {
  if (!process.argv.includes('--stay')) app.quit();
});

async function open(): Promise<void> {
  await app.whenReady();
  protocol.handle('app', (request) => answer(request));
  session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) => {
    fixture.asked.push(permission);
    callback(fixture.grant);
  });
  ipcMain.handle('add', (event, one: number, two: number) => ({ sum: one + two, from: event.senderFrame?.url, bytes: new Uint8Array([1, 2, 3]), map: new Map([['when', new Date(5)]]) }));
  ipcMain.handle('fail', () => {
    throw new TypeError('refused');
  });
  ipcMain.on('channel', (event) => {
    const port: MessagePortMain | undefined = event.ports[0];
    port?.on('message', ({ data }) => port.postMessage({ echo: data as unknown }));
    port?.on('close', () => log.push('channel closed'));
    port?.start();
  });
  const window = new BrowserWindow({ width: 900, height: 600, show: false, webPreferences: { preload: join(import.meta.dirname, 'preload.cjs'), sandbox: true, additionalArguments: ['--extra=1'] } });
  for (const name of ['show', 'focus', 'ready-to-show', 'close', 'closed', 'enter-full-screen'] as const) window.on(name as 'show', () => log.push(name));
  window.once('ready-to-show', () => window.show());
  window.webContents.setWindowOpenHandler(({ url }) => {
    fixture.opened.push(url);
    return { action: 'deny' };
  });
  for (const name of ['did-start-loading', 'did-navigate', 'dom-ready', 'did-finish-load', 'did-stop-loading'] as const) window.webContents.on(name as 'dom-ready', () => log.push(name));
  window.webContents.on('will-navigate', (event) => {
    fixture.told.push(event.url);
    if (fixture.prevent) event.preventDefault();
  });
  await window.loadURL('app://bundle/index.html');
}

if (app.requestSingleInstanceLock({ greeting: process.argv.at(-1) })) {
  open().catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
} else app.quit();
