import { app, BrowserWindow, session, utilityProcess } from 'electron';
import { fileURLToPath } from 'node:url';

type Ready = { readonly address: string; readonly setupKey: string | null };

/** Starts the engine as a utility process; resolves with what its first line says. */
function startEngine(): Promise<Ready> {
  const script = fileURLToPath(new URL('../engine/main.js', import.meta.url));
  const engine = utilityProcess.fork(script, process.argv.slice(app.isPackaged ? 1 : 2), { stdio: ['ignore', 'pipe', 'inherit'], serviceName: 'Watchhouse engine' });
  app.once('before-quit', () => engine.kill());
  return new Promise((resolve, reject) => {
    let text = '';
    engine.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const line = text.split('\n').find((candidate) => candidate.startsWith('{') && text.includes(`${candidate}\n`));
      if (line) resolve(JSON.parse(line) as Ready);
    });
    engine.once('exit', (code) => reject(new Error(`the engine ended with ${code} before it was ready`)));
  });
}

/** The window may show the engine's own pages and nothing else: no other origin, no new window, no permission. */
function lockDown(window: BrowserWindow, origin: string): void {
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => {
    if (new URL(event.url).origin !== origin) event.preventDefault();
  });
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'fullscreen'));
}

async function open(): Promise<void> {
  await app.whenReady();
  const { address, setupKey } = await startEngine();
  const window = new BrowserWindow({
    width: 1600,
    height: 900,
    show: false,
    backgroundColor: '#101214',
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
  });
  lockDown(window, new URL(address).origin);
  window.once('ready-to-show', () => window.show());
  await window.loadURL(setupKey ? `${address}#setup=${setupKey}` : address);
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('window-all-closed', () => app.quit());
  open().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : 'Watchhouse could not start');
    app.exit(1);
  });
} else app.quit();
