import { app, Menu, nativeImage, Tray, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { EngineState } from '../../contract/desktop.ts';
import type { Severity } from '../../contract/scene.ts';
import type { Route } from '../windows/windows.ts';
import { fill, type ShellWords } from '../words/words.ts';

export type DeskState = {
  readonly engine: EngineState['phase'];
  /** Open events; null until the engine has said. */
  readonly open: Readonly<Record<Severity, number>> | null;
  /** Something about the station itself is critical. */
  readonly isIll: boolean;
  readonly isQuiet: boolean;
};

export type TrayActions = { readonly show: (route: Route | null) => void; readonly quit: () => void };

export type TrayLook = 'ok' | 'alarm' | 'warning' | 'away';

/** What the sign in the tray says at a glance. */
export function trayLook({ engine, open, isIll }: DeskState): TrayLook {
  if (engine !== 'running') return engine === 'starting' ? 'ok' : 'away';
  if ((open?.red ?? 0) > 0) return 'alarm';
  return isIll || (open?.yellow ?? 0) > 0 ? 'warning' : 'ok';
}

export function trayText({ engine, open }: DeskState, words: ShellWords): string {
  if (engine === 'starting' || (engine === 'running' && open === null)) return words['tray.starting'];
  if (engine !== 'running' || open === null) return words['tray.away'];
  const count = open.red + open.yellow + open.blue;
  return count === 0 ? words['tray.quiet'] : fill(words['tray.open'], { count, red: open.red });
}

/** The sign in the system's tray, and the counts on the program's icon. */
export class DeskSign {
  readonly #tray: Tray;
  readonly #icons: string;
  readonly #actions: TrayActions;
  #shown = '';

  /** @param icons folder of `tray-LOOK-SIZE.png` */
  constructor(icons: string, actions: TrayActions) {
    this.#icons = icons;
    this.#actions = actions;
    this.#tray = new Tray(this.#icon('ok'));
    this.#tray.on('click', () => actions.show(null));
  }

  show(state: DeskState, words: ShellWords, windows: readonly BrowserWindow[]): void {
    const key = JSON.stringify([state, words.product]);
    if (key === this.#shown) return;
    this.#shown = key;
    const { open, isQuiet } = state;
    const look = trayLook(state);
    const text = trayText(state, words);
    this.#tray.setImage(this.#icon(look));
    this.#tray.setToolTip(text);
    const go = (screen: Route['screen']) => ({ label: words[`screen.${screen}`], click: () => this.#actions.show({ screen, detail: null }) });
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: text, enabled: false, id: 'state' },
        ...(open === null ? [] : [{ label: fill(words['tray.openEvents'], open), enabled: false, id: 'open' }]),
        ...(isQuiet ? [{ label: words['tray.quietHours'], enabled: false, id: 'quiet' }] : []),
        { type: 'separator' },
        go('wall'), go('review'), go('cameras'), go('station'),
        { type: 'separator' },
        { label: words['menu.quit'], id: 'quit', click: () => this.#actions.quit() },
      ]),
    );
    const count = open === null ? 0 : open.red + open.yellow;
    app.setBadgeCount(count);
    if (process.platform !== 'win32') return;
    const badge = count === 0 ? null : this.#icon(look);
    for (const window of windows) window.setOverlayIcon(badge, count === 0 ? '' : text);
  }

  destroy(): void {
    this.#tray.destroy();
  }

  #icon(look: TrayLook): Electron.NativeImage {
    const size = process.platform === 'win32' ? 16 : process.platform === 'darwin' ? 16 : 24;
    const image = nativeImage.createFromPath(join(this.#icons, `tray-${look}-${size}.png`));
    const double = nativeImage.createFromPath(join(this.#icons, `tray-${look}-${size * 2}.png`));
    if (!double.isEmpty() && !image.isEmpty()) image.addRepresentation({ scaleFactor: 2, width: size * 2, height: size * 2, buffer: double.toPNG() });
    return image;
  }
}
