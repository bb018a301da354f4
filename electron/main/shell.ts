import { app, dialog, ipcMain, protocol, session, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { join } from 'node:path';
import { z } from 'zod';
import { PortRequest, ShellSettings, type ShellState } from '../contract/desktop.ts';
import type { Program } from '../contract/host.ts';
import { shellChannels } from '../contract/shell-names.ts';
import { StationStatus } from '../contract/station.ts';
import type { Language } from '../contract/words.ts';
import { makeShellDispatch, senderWindow } from './calls/dispatch.ts';
import { makeFiles } from './calls/files.ts';
import { makeProcedures } from './calls/procedures.ts';
import { createAwake } from './desk/awake.ts';
import { makeCrashReports } from './desk/crash-reports.ts';
import { systemKeyring } from './desk/keyring.ts';
import { makeMenuActions } from './desk/menu-actions.ts';
import { showMenu } from './desk/menu.ts';
import { Notices } from './desk/notices.ts';
import { isQuiet } from './desk/quiet-hours.ts';
import { Saving } from './desk/saving.ts';
import { startAgainAtEnd } from './desk/restart.ts';
import { setStartWithSystem } from './desk/start-with-system.ts';
import { DeskSign } from './desk/tray.ts';
import { Updates } from './desk/updates.ts';
import { makeComingUp } from './desk/coming-up.ts';
import { EngineHost } from './engine/engine-host.ts';
import type { WrapKey } from './engine/engine-process.ts';
import { parseOptions } from '../engine/options.ts';
import { jsonFile } from './json-file.ts';
import { makeDoor } from './pages/door.ts';
import { lockSession } from './pages/lock-down.ts';
import { makePages } from './pages/pages.ts';
import { SessionJar } from './pages/session-jar.ts';
import type { StartOptions } from './start-options.ts';
import { howInstalled } from './update/installed.ts';
import { Windows, WindowsFile, type Route } from './windows/windows.ts';
import { languageOf, wordsIn, type ShellWords } from './words/words.ts';

/** Folders of the program and of this user. */
export type ShellFolders = { readonly pages: string; readonly icons: string; readonly user: string };

/** The desktop program once it runs. */
export type Shell = {
  show(route: Route | null): void;
  /** Saves what is open, ends the engine and everything it started. False: a person chose to stay. */
  end(asks: boolean): Promise<boolean>;
};

/** What is remembered of this workstation besides its settings. */
const DeskFile = z.object({ dataFolder: z.string().max(4096).nullable().default(null), hasSaidTray: z.boolean().default(false) });

const trayEveryMs = 30_000;

/** Wires the desktop program together and starts it. `app` is ready. @param end ends the program without asking */
export async function startShell(options: StartOptions, { pages, icons, user }: ShellFolders, end: () => void): Promise<Shell> {
  const settingsFile = jsonFile(join(user, 'workstation.json'), ShellSettings);
  const deskFile = jsonFile(join(user, 'desk.json'), DeskFile);
  let settings = settingsFile.read();
  let setupKey: string | null = null;
  let status: StationStatus | null = null;

  const language = (): Language => settings.language ?? languageOf(app.getPreferredSystemLanguages());
  const words = (): ShellWords => wordsIn(language());
  // One that does not answer is waited for once, by the session and the first engine together.
  let first: Promise<WrapKey | null> | null = systemKeyring();
  const keyring = (): Promise<WrapKey | null> => {
    const asked = first ?? systemKeyring();
    first = null;
    return asked;
  };
  const jar = await SessionJar.open(join(user, 'session.bin'), await first, () => {
    // Somebody signed in: the first account is there.
    setupKey = null;
    windows.tellAll({ type: 'session' });
  });
  const crashes = makeCrashReports(join(user, 'crashes'));
  const awake = createAwake();

  const onProblem = (error: unknown): void => noteDeath('shell', error instanceof Error ? error.message : String(error), null);
  // Electron would show a box and wait for somebody to press its button; cameras are watched all the same.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      console.error(error);
      onProblem(error);
    });
  }
  const installed = app.isPackaged ? howInstalled(process.platform, app.getPath('exe'), process.env).catch(() => null) : Promise.resolve(null);
  const updates = new Updates({ folder: user, installed, from: () => settings.updateFrom, words, changed: () => changed(), onProblem });
  const comingUp = makeComingUp({ folder: user, dataFolder: () => parseOptions(engineArgs(options, deskFile.read().dataFolder), process.env, null).data, words, onProblem, end });

  const noteDeath = (what: string, reason: string, exitCode: number | null): void =>
    crashes.add({ process: what, reason, exitCode, versions: { watchhouse: app.getVersion(), electron: process.versions.electron, chrome: process.versions.chrome }, uptimeS: Math.round(process.uptime()) });

  const engine: EngineHost = new EngineHost({
    args: () => engineArgs(options, deskFile.read().dataFolder),
    keyring,
    token: () => jar.token,
    onState: () => {
      awake.watch(engine.state.phase !== 'stopping');
      if (engine.state.phase !== 'running') status = null;
      changed();
    },
    beforeStart: () => comingUp.starting(),
    onTrouble: (what) => comingUp.troubled(what),
    onReady: (key) => {
      comingUp.ready();
      setupKey = key;
      if (key !== null) windows.loadAgain();
    },
    onPush: (push, data) => {
      if (push === 'event') notices.hear(data);
      else {
        status = StationStatus.safeParse(data).data ?? status;
        showSign();
      }
    },
    onDeath: (what: 'engine' | Program, code) => noteDeath(what, `ended with ${code}`, code),
  });

  const saving = new Saving(() => changed());
  const door = makeDoor(() => engine.door, jar);
  const windows = new Windows({
    file: jsonFile(join(user, 'windows.json'), WindowsFile),
    version: app.getVersion(),
    icon: join(icons, 'app.png'),
    language,
    setupKey: () => setupKey,
    onChange: () => changed(),
    onLast: () => lastClosed(),
    onPageGone: (window, reason, gaveUp) => {
      noteDeath('window', reason, null);
      if (gaveUp) void offerReopening(window);
    },
    mayLeave: (window) =>
      dialog.showMessageBoxSync(window, { type: 'warning', message: words()['unsaved.title'], detail: words()['unsaved.text'], buttons: [words()['unsaved.stay'], words()['unsaved.leave']], defaultId: 0, cancelId: 0 }) === 1,
    onSessionEnd: end,
    onProblem,
  });

  const stateFor = (window: BrowserWindow): ShellState => ({
    engine: engine.state,
    keyGuard: engine.guard,
    kiosk: windows.isKiosk(window),
    fullScreen: window.isFullScreen(),
    update: updates.state,
    saving: saving.progress,
  });
  const changed = (): void => {
    windows.tellAll((window) => ({ type: 'state', state: stateFor(window) }));
    awake.show(settings.keepAwake && windows.all.some((window) => !window.isMinimized() && isWall(window)));
    showSign();
  };

  const sign = new DeskSign(icons, { show: (route) => windows.show(route), quit: () => app.quit() });
  const showSign = (): void => {
    const isIll = status?.findings.some(({ health }) => health === 'critical') ?? false;
    const open = status === null ? null : { red: status.events.open['red'], yellow: status.events.open['yellow'], blue: status.events.open['blue'] };
    sign.show({ engine: engine.state.phase, open, isIll, isQuiet: isQuiet(settings.quietHours, new Date()) }, words(), windows.all);
  };

  const notices = new Notices({
    settings: () => settings,
    words,
    open: (eventId) => windows.show({ screen: 'review', detail: eventId }),
    openReview: () => windows.show({ screen: 'review', detail: null }),
    sound: (severity) => {
      const speaker = windows.all.find((window) => window.isFocused()) ?? windows.all[0];
      if (speaker) windows.tell(speaker, { type: 'sound', severity });
    },
  });

  const menuActions = makeMenuActions(windows);
  const showWords = (): void => {
    showMenu(words(), menuActions, app.isPackaged);
    windows.followMenu();
    app.setAboutPanelOptions({ applicationName: words().product, applicationVersion: app.getVersion() });
    windows.tellAll({ type: 'language', language: language() });
    showSign();
  };

  const lastClosed = (): void => {
    if (!settings.stayInTray) {
      app.quit();
      return;
    }
    if (deskFile.read().hasSaidTray) return;
    remember({ hasSaidTray: true });
    notices.say(words()['tray.stays'], words()['tray.staysText'], () => windows.show(null));
  };

  const offerReopening = async (window: BrowserWindow): Promise<void> => {
    await dialog.showMessageBox({ type: 'error', message: words()['crash.window'], detail: words()['crash.windowText'], buttons: [words()['crash.reopen']] });
    if (!window.isDestroyed()) window.webContents.reload();
  };

  const remember = (more: Partial<z.output<typeof DeskFile>>): void => {
    try {
      deskFile.write({ ...deskFile.read(), ...more });
    } catch (error) {
      onProblem(error);
    }
  };

  const setSettings = (wanted: ShellSettings): void => {
    const before = { language: language(), startWithSystem: settings.startWithSystem };
    settings = wanted;
    settingsFile.write(wanted);
    if (wanted.startWithSystem !== before.startWithSystem) setStartWithSystem(wanted.startWithSystem);
    if (language() !== before.language) showWords();
    changed();
  };

  const procedures = makeProcedures({
    windows, engine, crashes, updates, words, stateFor, setSettings,
    files: makeFiles({ saving, door, words }),
    settings: () => settings,
    useFolder: (folder) => {
      remember({ dataFolder: folder });
      engine.forgetPassphrase();
    },
    audit: (action, details = {}) => void engine.ask({ what: 'audit', token: jar.token, action, details }),
    quit: () => app.quit(),
  });
  const windowOf = (event: IpcMainInvokeEvent): BrowserWindow | null => senderWindow(event, windows.all);
  const dispatch = makeShellDispatch({ procedures, windowOf, account: () => engine.account(), onFault: (call, error) => onProblem(`${call}: ${error instanceof Error ? error.message : String(error)}`) });

  lockSession(session.defaultSession);
  protocol.handle('app', makePages(pages, door));
  ipcMain.handle(shellChannels.call, dispatch);
  ipcMain.handle(shellChannels.connect, (event, input: unknown) => {
    const request = PortRequest.safeParse(input).data;
    if (windowOf(event) === null || request === undefined) return false;
    const port = engine.open(request);
    if (port === null) return false;
    event.sender.postMessage(shellChannels.port, request.id, [port]);
    return true;
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    // Utility processes are the engine's and its children: the host notes those.
    if (type !== 'Utility' && reason !== 'clean-exit') noteDeath(type.toLowerCase(), reason, exitCode);
  });
  setInterval(showSign, trayEveryMs).unref();

  showWords();
  engine.start();
  // Started with the system it stays in the tray, unless a kiosk was left.
  if (!options.hidden || windows.leftKiosk) windows.restore();
  if (options.link !== null) windows.show(options.link);

  const mayEnd = async (): Promise<boolean> => {
    if (saving.progress === null) return true;
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: words()['quit.saving'],
      detail: words()['quit.savingText'],
      buttons: [words()['quit.wait'], words()['quit.now'], words()['quit.stay']],
      defaultId: 0,
      cancelId: 2,
    });
    if (response === 2) return false;
    await (response === 0 ? saving.idle() : saving.giveUp());
    return true;
  };

  /** What is done once, whoever else asks meanwhile. */
  let over: Promise<boolean> | null = null;
  const endAll = async (asks: boolean): Promise<boolean> => {
    await saving.giveUp();
    if (!(await windows.close(asks))) return false;
    awake.show(false);
    notices.close();
    await engine.stop().catch(onProblem);
    await jar.written;
    sign.destroy();
    if (await updates.applyAtEnd()) startAgainAtEnd();
    return true;
  };

  return {
    show: (route) => windows.show(route),
    end: async (asks) => {
      // Without an engine nobody could say who is an administrator.
      if (asks && windows.hasKiosk && !['failed', 'locked', 'key-lost'].includes(engine.state.phase)) {
        for (const window of windows.all) if (windows.isKiosk(window)) windows.tell(window, { type: 'command', command: 'leave-kiosk' });
        return false;
      }
      if (asks && !(await mayEnd())) return false;
      const mine = (over ??= endAll(asks));
      if (await mine) return true;
      over = null;
      return false;
    },
  };
}

function isWall(window: BrowserWindow): boolean {
  const hash = URL.parse(window.webContents.getURL())?.hash ?? '';
  return hash === '' || hash.startsWith('#/wall');
}

/** A folder chosen in the program holds unless the command line names another. */
function engineArgs({ engineArgs: given }: StartOptions, chosen: string | null): readonly string[] {
  return chosen === null || given.includes('--data') ? given : ['--data', chosen, ...given];
}
