/** The desktop program: one instance of it, its own scheme, and then the shell with the engine behind it. */
import { app, protocol } from 'electron';
import { fileURLToPath } from 'node:url';
import { linkScheme, pageScheme } from '../contract/desktop.ts';
import { parseLink } from './desk/links.ts';
import { runEngineOnly } from './engine-only.ts';
import { lockContents } from './pages/lock-down.ts';
import { startShell, type Shell } from './shell.ts';
import { parseStartOptions } from './start-options.ts';

/** Without the program itself and, unpackaged, the folder that it runs from. */
const ownArgs = (argv: readonly string[]): readonly string[] => argv.slice(app.isPackaged ? 1 : 2);
const folder = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const options = parseStartOptions(ownArgs(process.argv));

async function run(): Promise<void> {
  let shell: Shell | null = null;
  let hasEnded = false;
  let waiting = options.link;

  app.on('second-instance', (_event, argv) => shell?.show(parseStartOptions(ownArgs(argv)).link));
  app.on('open-url', (event, address) => {
    event.preventDefault();
    const link = parseLink(address);
    if (shell) shell.show(link);
    else waiting = link;
  });
  app.on('activate', () => shell?.show(null));
  // The program goes on in the tray; the shell decides.
  app.on('window-all-closed', () => undefined);
  app.on('web-contents-created', (_event, contents) => lockContents(contents));

  const end = async (asks: boolean): Promise<void> => {
    if (shell !== null && !(await shell.end(asks))) return;
    hasEnded = true;
    app.quit();
  };
  app.on('before-quit', (event) => {
    if (hasEnded) return;
    event.preventDefault();
    void end(true);
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end(false));

  await app.whenReady();
  shell = await startShell({ ...options, link: waiting }, { pages: folder('renderer'), icons: folder('icons'), user: app.getPath('userData') });
}

app.enableSandbox();
app.setAppUserModelId('cn.watchhouse.desktop');
protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } }]);

function giveUp(error: unknown): void {
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  app.exit(1);
}

// Nothing is awaited out here: the program is not ready before this file has ended.
if (options.engineOnly) runEngineOnly(options).catch(giveUp);
else if (app.requestSingleInstanceLock()) {
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
  run().catch(giveUp);
} else app.quit();
