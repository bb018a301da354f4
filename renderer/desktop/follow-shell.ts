import i18next from 'i18next';
import type { ShellCommand, ShellPush } from '../../electron/contract/desktop.ts';
import type { Language } from '../../electron/contract/words.ts';
import { printPage, savePagePdf } from '../ui/print.ts';
import { navigate } from '../routing.ts';
import { loadSession, refreshSession, signOut, useSession } from '../stores/session.ts';
import { useKeymap } from '../ui/keys.ts';
import { currentLanguage, showLanguage } from '../words/language.ts';
import { callShell, desktopBridge } from './bridge.ts';
import { toggleShellFullScreen } from './full-screen.ts';
import { askToLeaveKiosk } from './kiosk-store.ts';
import { startShell, useShell } from './shell-store.ts';
import { playSound } from './sounds.ts';

function obey(command: ShellCommand): void {
  const signedIn = useSession.getState().session.phase === 'signed-in';
  switch (command) {
    case 'keys':
      if (signedIn) useKeymap.getState().setHelpOpen(true);
      return;
    case 'sign-out':
      if (signedIn) signOut().catch(() => undefined); // the engine is away, which the window tells
      return;
    case 'print':
      void printPage();
      return;
    case 'save-pdf':
      void savePagePdf();
      return;
    case 'full-screen':
      toggleShellFullScreen();
      return;
    case 'leave-kiosk':
      askToLeaveKiosk();
  }
}

/** What the shell and this window last agreed on, so that neither tells the other what it has from there. */
let agreed: Language | null = null;

function hear(push: Exclude<ShellPush, { type: 'state' }>): void {
  switch (push.type) {
    case 'navigate':
      navigate(push.screen, push.detail);
      return;
    case 'command':
      obey(push.command);
      return;
    case 'session':
      void refreshSession();
      return;
    case 'language':
      agreed = push.language;
      showLanguage(push.language);
      return;
    case 'sound':
      playSound(push.severity);
  }
}

/** The session can be asked for once the engine runs: at the start, and again when it was away before anybody was known. */
function loadSessionWhenRunning(): void {
  let ran = false;
  const follow = (): void => {
    const runs = useShell.getState().state?.engine.phase === 'running';
    if (runs && !ran && useSession.getState().session.phase !== 'signed-in') void loadSession();
    ran = runs;
  };
  useShell.subscribe(follow);
  follow();
}

/** Does what the shell says, and tells it the language; in a browser nothing. To be called once, after the words are there. */
export function followShell(): void {
  const bridge = desktopBridge();
  if (bridge === null) return;
  agreed = bridge.language;
  const tellLanguage = (): void => {
    const language = currentLanguage();
    if (language === agreed) return;
    agreed = language;
    callShell('shell.setLanguage', { language }).catch(() => undefined); // menus stay as they are; the window itself has changed
  };
  i18next.on('languageChanged', tellLanguage);
  tellLanguage();
  loadSessionWhenRunning();
  startShell(hear).catch(() => void loadSession()); // the session's own failure then says that something is wrong
}
