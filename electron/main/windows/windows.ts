import { BrowserWindow, Menu, screen, type BrowserWindowConstructorOptions, type WebContents } from 'electron';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { pageOrigin, type Screen, type ShellPush } from '../../contract/desktop.ts';
import { shellChannels } from '../../contract/shell-names.ts';
import type { Language } from '../../contract/words.ts';
import type { JsonFile } from '../json-file.ts';
import { fitTo, Place, placeFor, smallest } from './placement.ts';
import { bringBack } from './bring-back.ts';

export const WindowsFile = z.object({ windows: z.array(Place).max(16).default([]) });

export type Route = { readonly screen: Screen; readonly detail: string | null };

export type WindowsOptions = {
  readonly file: JsonFile<z.output<typeof WindowsFile>>;
  readonly version: string;
  readonly icon: string;
  readonly language: () => Language;
  /** The key for the first account, while there is none. */
  readonly setupKey: () => string | null;
  /** A window came, went, or changed between plain, full screen and kiosk. */
  readonly onChange: () => void;
  readonly onLast: () => void;
  /** A page died; `gaveUp`: too often to be brought back by itself. */
  readonly onPageGone: (window: BrowserWindow, reason: string, gaveUp: boolean) => void;
  /** A page holds what was typed and not saved: whether it may go all the same. */
  readonly mayLeave: (window: BrowserWindow) => boolean;
  /** The system ends its session and waits for the program. */
  readonly onSessionEnd: () => void;
  readonly onProblem: (error: unknown) => void;
};

const saveAfterMs = 500;
const mostWindows = 16;

/** The program's windows: where they are, what they show, and how they come back. */
export class Windows {
  readonly #options: WindowsOptions;
  readonly #all = new Set<BrowserWindow>();
  readonly #kiosk = new Set<BrowserWindow>();
  /** Pages that listen, and where others are to go once they do. */
  readonly #listening = new WeakSet<BrowserWindow>();
  readonly #awaited = new WeakMap<BrowserWindow, Route>();
  #saving: NodeJS.Timeout | null = null;
  #isClosing = false;

  constructor(options: WindowsOptions) {
    this.#options = options;
  }

  get all(): readonly BrowserWindow[] {
    return [...this.#all];
  }

  isOurs(contents: WebContents): boolean {
    return this.all.some(({ webContents }) => webContents === contents);
  }

  isKiosk(window: BrowserWindow): boolean {
    return this.#kiosk.has(window);
  }

  get hasKiosk(): boolean {
    return this.#kiosk.size > 0;
  }

  /** Whether the last run was left with a kiosk, which comes back whatever else is wanted. */
  get leftKiosk(): boolean {
    return this.#options.file.read().windows.some(({ kiosk }) => kiosk);
  }

  /** Opens the windows of the last run where they were, or one. */
  restore(): void {
    const { windows } = this.#options.file.read();
    const displays = screen.getAllDisplays();
    for (const place of windows) this.#open({ ...place, bounds: fitTo(place.bounds, displays) });
    if (windows.length === 0) this.open(null);
  }

  /** A further window; null: on the wall. */
  open(route: Route | null): BrowserWindow | null {
    if (this.all.length >= mostWindows) return null;
    const bounds = placeFor(this.all.map((window) => window.getBounds()), screen.getAllDisplays());
    return this.#open({ hash: route === null ? '' : hashOf(route), bounds, maximized: false, fullScreen: false, kiosk: false });
  }

  /** Brings a window to the front, at a place in the program when one is given. */
  show(route: Route | null = null): void {
    const window = this.#front(route);
    if (window === null) {
      // Closed to the tray: the windows of before come back.
      this.restore();
      if (route !== null) this.show(route);
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    // A kiosk stays where it is.
    if (route !== null && !this.isKiosk(window)) this.go(window, route);
  }

  /** Leads a window to a place in the program, as soon as its page listens. */
  go(window: BrowserWindow, route: Route): void {
    if (this.#listening.has(window)) this.tell(window, { type: 'navigate', ...route });
    else this.#awaited.set(window, route);
  }

  /** The window's page listens from now on. */
  listens(window: BrowserWindow): void {
    this.#listening.add(window);
    const route = this.#awaited.get(window);
    this.#awaited.delete(window);
    if (route !== undefined) this.tell(window, { type: 'navigate', ...route });
  }

  tell(window: BrowserWindow, push: ShellPush): void {
    if (!window.isDestroyed() && !window.webContents.isDestroyed()) window.webContents.send(shellChannels.push, push);
  }

  tellAll(push: ShellPush | ((window: BrowserWindow) => ShellPush)): void {
    for (const window of this.all) this.tell(window, typeof push === 'function' ? push(window) : push);
  }

  setKiosk(window: BrowserWindow, on: boolean): void {
    if (on) this.#kiosk.add(window);
    else this.#kiosk.delete(window);
    window.setKiosk(on);
    this.followMenu();
    this.#changed();
  }

  /** The program's menu has changed. A kiosk has none, so that none of its keys lead out. */
  followMenu(): void {
    if (process.platform === 'darwin') return;
    const menu = Menu.getApplicationMenu();
    for (const window of this.all) window.setMenu(this.isKiosk(window) ? null : menu);
  }

  /** Loads the pages anew, e.g. with the key for the first account. */
  loadAgain(): void {
    for (const window of this.all) void this.#load(window, '');
  }

  /**
   * The program ends: places are kept as they are now, and the windows are closed. False: a page holds what was typed and
   * the person stays with it.
   */
  async close(asks: boolean): Promise<boolean> {
    this.save();
    this.#isClosing = true;
    for (const window of this.all) {
      if (await this.#closes(window, asks)) continue;
      this.#isClosing = false;
      return false;
    }
    return true;
  }

  #closes(window: BrowserWindow, asks: boolean): Promise<boolean> {
    if (!asks) {
      window.destroy();
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const stays = (): void => void setImmediate(() => resolve(window.isDestroyed()));
      window.once('closed', () => resolve(true));
      window.webContents.once('will-prevent-unload', stays);
      window.close();
    });
  }

  save(): void {
    if (this.#saving) clearTimeout(this.#saving);
    this.#saving = null;
    const places = this.all.map((window) => this.#placeOf(window));
    // Windows closed to the tray come back where the last of them was.
    if (places.length === 0 || this.#isClosing) return;
    try {
      this.#options.file.write({ windows: places });
    } catch (error) {
      this.#options.onProblem(error);
    }
  }

  #front(route: Route | null): BrowserWindow | null {
    const free = this.all.filter((window) => !this.isKiosk(window));
    const showing = route === null ? undefined : free.find((window) => window.webContents.getURL().startsWith(`${pageOrigin}/#/${route.screen}`));
    return showing ?? this.all.find((window) => window.isFocused()) ?? free[0] ?? this.all[0] ?? null;
  }

  #placeOf(window: BrowserWindow): Place {
    const { hash } = new URL(window.webContents.getURL() || pageOrigin);
    return {
      hash: Place.shape.hash.safeParse(hash).data ?? '',
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      fullScreen: window.isFullScreen() && !this.isKiosk(window),
      kiosk: this.isKiosk(window),
    };
  }

  #open(place: Place): BrowserWindow {
    const window = new BrowserWindow(this.#look(place));
    this.#all.add(window);
    this.#follow(window);
    if (place.kiosk) this.#kiosk.add(window);
    this.followMenu();
    window.once('ready-to-show', () => {
      if (place.maximized) window.maximize();
      window.show();
      if (place.kiosk) window.setKiosk(true);
    });
    void this.#load(window, place.hash);
    this.#changed();
    return window;
  }

  async #load(window: BrowserWindow, hash: string): Promise<void> {
    const setupKey = this.#options.setupKey();
    await window.loadURL(`${pageOrigin}/${setupKey === null ? hash : `#setup=${setupKey}`}`).catch(() => undefined); // a load that another one overtakes
  }

  #look({ bounds, fullScreen }: Place): BrowserWindowConstructorOptions {
    const { version, language, icon } = this.#options;
    return {
      ...bounds,
      minWidth: smallest.width,
      minHeight: smallest.height,
      show: false,
      fullscreen: fullScreen,
      backgroundColor: '#101214',
      title: '岗亭 Watchhouse',
      icon,
      autoHideMenuBar: true,
      webPreferences: {
        preload: fileURLToPath(new URL('../../preload/preload.cjs', import.meta.url)),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        navigateOnDragDrop: false,
        autoplayPolicy: 'no-user-gesture-required',
        additionalArguments: [`--watchhouse-version=${version}`, `--watchhouse-language=${language()}`],
      },
    };
  }

  #follow(window: BrowserWindow): void {
    const { webContents } = window;
    const changed = (): void => this.#changed();
    window.on('resize', () => this.#saveSoon());
    window.on('move', () => this.#saveSoon());
    window.on('maximize', () => this.#saveSoon());
    window.on('unmaximize', () => this.#saveSoon());
    window.on('minimize', changed);
    window.on('restore', changed);
    window.on('enter-full-screen', changed);
    window.on('leave-full-screen', changed);
    webContents.on('did-navigate-in-page', changed);
    webContents.on('did-navigate', () => void this.#listening.delete(window));
    webContents.on('will-prevent-unload', (event) => {
      // To prevent this event is to let the page go.
      if (this.#options.mayLeave(window)) event.preventDefault();
    });
    if (process.platform === 'win32') {
      window.on('query-session-end', (event) => {
        event.preventDefault();
        this.#options.onSessionEnd();
      });
    }
    window.on('close', (event) => {
      if (this.isKiosk(window) && !this.#isClosing) {
        event.preventDefault();
        this.tell(window, { type: 'command', command: 'leave-kiosk' });
        return;
      }
      if (this.all.length === 1) this.save();
    });
    window.on('closed', () => {
      this.#all.delete(window);
      this.#kiosk.delete(window);
      if (this.#isClosing) return;
      if (this.all.length > 0) this.save();
      else this.#options.onLast();
      this.#options.onChange();
    });
    bringBack(window, {
      mayComeBack: () => !this.#isClosing,
      onGone: (reason, gaveUp) => {
        this.#listening.delete(window);
        this.#options.onPageGone(window, reason, gaveUp);
      },
    });
  }

  #saveSoon(): void {
    this.#saving ??= setTimeout(() => this.save(), saveAfterMs);
  }

  #changed(): void {
    this.#saveSoon();
    this.#options.onChange();
  }
}

export function hashOf({ screen: name, detail }: Route): string {
  return detail === null ? `#/${name}` : `#/${name}/${detail}`;
}
