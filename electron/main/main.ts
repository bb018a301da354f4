/** The desktop program: one instance of it, its own scheme, and then the shell with the engine behind it. */
import { app, dialog, powerMonitor, protocol } from 'electron';
import { fileURLToPath } from 'node:url';
import { linkScheme, pageScheme } from '../contract/desktop.ts';
import { parseLink, type Link } from './desk/links.ts';
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
  let waiting = options.link;
  let ending: Promise<boolean> | null = null;
  let isForced = false;

  const open = (link: Link | null): void => {
    if (shell) shell.show(link);
    else waiting = link ?? waiting;
  };
  app.on('second-instance', (_event, argv) => open(parseStartOptions(ownArgs(argv)).link));
  app.on('open-url', (event, address) => {
    event.preventDefault();
    open(parseLink(address));
  });
  app.on('activate', () => shell?.show(null));
  // The program goes on in the tray; the shell decides.
  app.on('window-all-closed', () => undefined);
  app.on('web-contents-created', (_event, contents) => lockContents(contents));

  const finish = async (asks: boolean): Promise<boolean> => {
    if (shell !== null && !(await shell.end(asks))) return false;
    // Not `quit`: everything has been asked and ended by now, and nothing may hold the program any more.
    app.exit(0);
    return true;
  };
  /** However often it is asked for, the program ends once. One that asks people gives way to one that does not. */
  const end = async (asks: boolean): Promise<void> => {
    if (!asks && !isForced) {
      isForced = true;
      ending = finish(false);
    }
    ending ??= finish(asks);
    const mine = ending;
    if (!(await mine) && ending === mine) ending = null;
  };
  app.on('before-quit', (event) => {
    event.preventDefault();
    void end(true);
  });

  await app.whenReady();
  // Electron puts its own handlers in place until now.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end(false));
  if (process.platform !== 'win32') powerMonitor.on('shutdown', () => void end(false));
  shell = await startShell({ ...options, link: waiting }, { pages: folder('renderer'), icons: folder('icons'), user: app.getPath('userData') }, () => void end(false));
}

app.enableSandbox();
app.setAppUserModelId('cn.watchhouse.desktop');
protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } }]);

function giveUp(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(text);
  if (!options.engineOnly) dialog.showErrorBox('岗亭 Watchhouse', `程序无法启动，请把下面的内容发给技术组。\nWatchhouse could not start. Pass this on to the technical group.\n\n${text}`);
  app.exit(1);
}

// Nothing is awaited out here: the program is not ready before this file has ended.
if (options.engineOnly) runEngineOnly(options).catch(giveUp);
else if (app.requestSingleInstanceLock()) {
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
  run().catch(giveUp);
} else app.quit();
