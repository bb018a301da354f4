import { app, type BrowserWindow } from 'electron';
import type { Windows } from '../windows/windows.ts';
import type { MenuActions } from './menu.ts';

/** What the menu does, in the window that it belongs to. In a kiosk none of it leads out. */
export function makeMenuActions(windows: Windows): MenuActions {
  const windowOf = (given: unknown): BrowserWindow | undefined => windows.all.find((window) => window === given) ?? windows.all.find((window) => window.isFocused()) ?? windows.all[0];
  return {
    command: (given, command) => {
      const window = windowOf(given);
      if (window === undefined) return;
      if (windows.isKiosk(window)) windows.tell(window, { type: 'command', command: command === 'keys' ? 'keys' : 'leave-kiosk' });
      else if (command === 'full-screen') window.setFullScreen(!window.isFullScreen());
      else windows.tell(window, { type: 'command', command });
    },
    go: (given, screen) => {
      const window = windowOf(given);
      if (window !== undefined && !windows.isKiosk(window)) windows.go(window, { screen, detail: null });
    },
    openNew: (given, screen) => {
      const window = windowOf(given);
      if (window === undefined || !windows.isKiosk(window)) windows.open({ screen, detail: null });
    },
    quit: () => app.quit(),
  };
}
