import { resolve } from 'node:path';
import { eventWith } from '../events.ts';
import type { NativeImage } from '../desktop/native-image.ts';
import { session, type Session } from '../sessions/session.ts';
import { strictClass } from '../strict.ts';
import { WebContents } from '../contents/web-contents.ts';
import { BaseWindow } from './base-window.ts';
import { refuseInsecure } from './secure-preferences.ts';
import { watchResponsiveness } from './responsiveness.ts';

function sessionOf(preferences: Electron.WebPreferences): Session {
  if (preferences.session) return preferences.session as unknown as Session;
  return preferences.partition === undefined ? session.defaultSession : session.fromPartition(preferences.partition);
}

/** A window with a page in it: a tab of headless Chromium, as large as the window. */
export class BrowserWindow extends BaseWindow {
  readonly webContents: WebContents;
  #painted = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    const preferences = options.webPreferences ?? {};
    refuseInsecure(preferences);
    super(options);
    const { width, height } = this.getBounds();
    this.webContents = new WebContents({
      session: sessionOf(preferences),
      preload: preferences.preload === undefined ? undefined : resolve(preferences.preload),
      additionalArguments: preferences.additionalArguments ?? [],
      size: { width, height },
    });
    this.webContents.once('destroyed', () => this.destroy());
    this.webContents.on('did-finish-load', () => this.#paint());
    this.webContents.on('zoom-set', () => this.onBounds());
    this.webContents.onOpen = (url, wanted) => {
      const opened = new BrowserWindow({ ...wanted, webPreferences: { ...preferences, ...wanted.webPreferences } });
      this.webContents.emit('did-create-window', opened, { url, frameName: '', options: wanted, referrer: { url: '', policy: 'default' }, disposition: 'new-window' });
      void opened.loadURL(url).catch(() => undefined);
    };
    void this.webContents.target.attached.then(() => this.#follow()).catch(() => undefined);
    watchResponsiveness(this);
  }

  static override getAllWindows(): BrowserWindow[] {
    return BaseWindow.getAllWindows().filter((window) => window instanceof BrowserWindow);
  }
  static override getFocusedWindow(): BrowserWindow | null {
    const window = BaseWindow.getFocusedWindow();
    return window instanceof BrowserWindow ? window : null;
  }
  static override fromId(id: number): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }

  #paint(): void {
    if (this.#painted) return;
    this.#painted = true;
    setImmediate(() => this.emit('ready-to-show'));
  }

  /** Follows the page's title and its own wish to be full screen or gone. */
  #follow(): void {
    const { target } = this.webContents;
    target.on('Page.loadEventFired', () => void this.#readTitle());
    target.on('Page.frameStoppedLoading', () => void this.#readTitle());
    if (this.getBounds().width > 0) this.onBounds();
  }

  async #readTitle(): Promise<void> {
    const result = await this.webContents.target.command('Runtime.evaluate', { expression: 'document.title', returnByValue: true });
    const title = String(result?.result.value ?? '');
    if (title === '' || title === this.webContents.getTitle() || this.isDestroyed()) return;
    this.webContents.titleIs(title);
    const event = eventWith({});
    this.emit('page-title-updated', event, title, true);
    this.webContents.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.setTitle(title);
  }

  protected override onBounds(): void {
    const zoom = this.webContents.getZoomFactor();
    const { width, height } = this.getBounds();
    void this.webContents.target.command('Emulation.setDeviceMetricsOverride', { width: Math.round(width / zoom), height: Math.round(height / zoom), deviceScaleFactor: zoom, mobile: false });
  }
  protected override onDestroy(): void {
    this.webContents.destroy();
  }

  loadURL(url: string, options?: Electron.LoadURLOptions): Promise<void> {
    return this.webContents.loadURL(url, options);
  }
  loadFile(path: string): Promise<void> {
    return this.webContents.loadFile(path);
  }
  reload(): void {
    this.webContents.reload();
  }
  capturePage(rectangle?: Electron.Rectangle): Promise<NativeImage> {
    return this.webContents.capturePage(rectangle);
  }
  focusOnWebView(): void {
    this.webContents.focus();
  }
}

strictClass('BrowserWindow', BrowserWindow);
