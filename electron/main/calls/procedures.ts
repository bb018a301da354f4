import { app, dialog, shell, type BrowserWindow } from 'electron';
import type { ShellSettings, ShellState } from '../../contract/desktop.ts';
import type { CrashReports } from '../desk/crash-reports.ts';
import type { Updates } from '../desk/updates.ts';
import type { EngineHost } from '../engine/engine-host.ts';
import type { Windows } from '../windows/windows.ts';
import type { ShellWords } from '../words/words.ts';
import { ShellRefusal, type ShellProcedures } from './dispatch.ts';
import type { makeFiles } from './files.ts';

export type ProceduresOptions = {
  readonly windows: Windows;
  readonly engine: EngineHost;
  readonly files: ReturnType<typeof makeFiles>;
  readonly crashes: CrashReports;
  readonly updates: Updates;
  readonly words: () => ShellWords;
  readonly stateFor: (window: BrowserWindow) => ShellState;
  readonly settings: () => ShellSettings;
  readonly setSettings: (settings: ShellSettings) => void;
  readonly useFolder: (folder: string) => void;
  readonly audit: (action: string, details?: Readonly<Record<string, unknown>>) => void;
  readonly quit: () => void;
};

/** What the shell does for its windows. */
export function makeProcedures(options: ProceduresOptions): ShellProcedures {
  const { windows, engine, files, crashes, updates, words, stateFor, settings, setSettings, useFolder, audit, quit } = options;
  /** A kiosk shows the wall: from there no dialog is opened that leads into the machine's folders. */
  const notInKiosk = (window: BrowserWindow): void => {
    if (windows.isKiosk(window)) throw new ShellRefusal('forbidden');
  };
  const isStuck = (): boolean => ['failed', 'locked', 'key-lost'].includes(engine.state.phase);

  return {
    'shell.state': (_input, window) => {
      windows.listens(window);
      return stateFor(window);
    },
    'shell.setLanguage': ({ language }) => {
      if (settings().language !== language) setSettings({ ...settings(), language });
      return {};
    },
    'shell.settings': () => settings(),
    'shell.setSettings': ({ settings: wanted }) => {
      setSettings(wanted);
      audit('workstation.settings-set', wanted);
      return settings();
    },
    'shell.quit': () => {
      quit();
      return {};
    },

    'window.open': ({ screen, detail }, window) => {
      notInKiosk(window);
      if (windows.open({ screen, detail }) === null) throw new ShellRefusal('conflict');
      return {};
    },
    'window.setFullScreen': ({ on }, window) => {
      if (!windows.isKiosk(window)) window.setFullScreen(on);
      return {};
    },
    'kiosk.enter': (_input, window) => {
      windows.setKiosk(window, true);
      audit('kiosk.entered');
      return {};
    },
    'kiosk.leave': async ({ username, password }, window) => {
      const answer = await engine.ask({ what: 'confirm-administrator', username, password });
      if (answer === null) throw new ShellRefusal('internal');
      if (answer.problem !== null) throw new ShellRefusal(answer.problem, answer.retryAfterMs);
      windows.setKiosk(window, false);
      return {};
    },

    'event.save': async ({ eventId, what, name }, window) => {
      notInKiosk(window);
      const saved = await files.saveEvent(window, eventId, what, name);
      if (saved !== null) audit('event.saved', { eventId, what, file: saved });
      return { saved };
    },
    'page.print': async (_input, window) => {
      notInKiosk(window);
      const done = await files.print(window);
      if (done) audit('page.printed');
      return { done };
    },
    'page.savePdf': async ({ name }, window) => {
      notInKiosk(window);
      const saved = await files.savePdf(window, name);
      if (saved !== null) audit('page.saved', { file: saved });
      return { saved };
    },

    'crashes.list': () => crashes.list(),
    'crashes.show': ({ id }, window) => {
      notInKiosk(window);
      const file = crashes.path(id);
      if (file === null) throw new ShellRefusal('not-found');
      shell.showItemInFolder(file);
      return {};
    },
    'crashes.remove': ({ id }) => {
      crashes.remove(id);
      return crashes.list();
    },

    'update.look': () => updates.look(),
    'update.choose': (_input, window) => {
      notInKiosk(window);
      return updates.choose(window);
    },
    'update.install': async ({ now }) => {
      const state = await updates.install(now);
      if (state.phase === 'ready') audit('update.prepared', { version: state.version });
      return state;
    },

    'key.unlock': ({ passphrase }) => {
      if (engine.state.phase !== 'locked') throw new ShellRefusal('conflict');
      engine.start({ passphrase });
      return {};
    },
    'key.protect': async ({ passphrase }) => {
      const guard = await engine.protectKey(passphrase);
      if (guard === null) throw new ShellRefusal('internal');
      audit('key.protected', { guard });
      return { guard };
    },
    'key.giveUp': async (_input, window) => {
      notInKiosk(window);
      const { state } = engine;
      const isClosed = state.phase === 'key-lost' || state.phase === 'locked' || (state.phase === 'failed' && state.kind === 'key-needs-keyring');
      if (!isClosed) throw new ShellRefusal('conflict');
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message: words()['key.giveUp'],
        detail: words()['key.giveUpText'],
        buttons: [words()['action.cancel'], words()['key.giveUpDo']],
        defaultId: 0,
        cancelId: 0,
      });
      if (response !== 1) return { done: false };
      engine.start({ giveUpKey: true });
      return { done: true };
    },

    'engine.restart': () => {
      if (!isStuck()) throw new ShellRefusal('conflict');
      engine.start();
      return {};
    },
    'engine.chooseFolder': async (_input, window) => {
      notInKiosk(window);
      if (!isStuck()) throw new ShellRefusal('conflict');
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { title: words()['folder.choose'], properties: ['openDirectory', 'createDirectory'], defaultPath: app.getPath('home') });
      const [folder] = filePaths;
      if (canceled || folder === undefined) return { done: false };
      useFolder(folder);
      engine.start();
      return { done: true };
    },
  };
}
