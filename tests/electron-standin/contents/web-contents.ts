import type { Protocol } from '../chromium/cdp.ts';
import { eventWith } from '../events.ts';
import { nativeImage, type NativeImage } from '../desktop/native-image.ts';
import { record } from '../recorded.ts';
import { toElectron } from '../sessions/origins.ts';
import type { Session } from '../sessions/session.ts';
import { strict, strictClass } from '../strict.ts';
import { ContentsSettings } from './contents-settings.ts';
import { IpcMain } from './ipc-main.ts';
import { PageIpc } from './ipc.ts';
import { Navigation } from './navigation.ts';
import { pdfOptions } from './pdf-options.ts';
import { addContents, allContents, contentsById, contentsByTarget, contentsEvents, removeContents } from './registry.ts';
import { PageTarget, type PageOptions } from './target.ts';
import { WebFrameMain } from './web-frame-main.ts';

let lastId = 0;

export type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse;
type Options = Omit<PageOptions, 'id'>;

export class WebContents extends ContentsSettings {
  readonly id = ++lastId;
  readonly session: Session;
  readonly ipc = new IpcMain();
  readonly mainFrame: WebFrameMain;
  readonly frameToken = String(this.id).padStart(32, '0');
  readonly target: PageTarget;
  readonly navigation: Navigation;
  readonly #messages: PageIpc;
  /** Where the document that talks to the program was loaded from, as Chromium has it. */
  frameUrl = '';
  openHandler: OpenHandler | undefined;
  /** Creates the window that an open handler has allowed. */
  onOpen: ((url: string, options: Electron.BrowserWindowConstructorOptions) => void) | undefined;
  #destroyed = false;
  #crashed = false;
  #title = '';
  #processId = 0;
  #windowOpen: Protocol.Page.windowOpenPayload | undefined;

  constructor(options: Options) {
    super();
    this.setMaxListeners(0);
    this.session = options.session;
    this.target = new PageTarget({ ...options, id: this.id });
    this.navigation = new Navigation(this, this.target);
    this.#messages = new PageIpc(this, this.target);
    this.mainFrame = new WebFrameMain(this, () => toElectron(this.frameUrl) || this.navigation.url);
    addContents(this);
    void this.target.attached.then(() => this.#listen()).catch(() => undefined);
  }

  #listen(): void {
    this.target.on('Inspector.targetCrashed', () => this.#gone());
    this.target.on('Page.windowOpen', (event) => (this.#windowOpen = event));
    this.target.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const level = type === 'error' || type === 'assert' ? 'error' : type === 'warning' ? 'warning' : type === 'debug' ? 'debug' : 'info';
      const place = stackTrace?.callFrames[0];
      this.#console(level, args.map((arg) => String(arg.value ?? arg.description ?? arg.type)).join(' '), (place?.lineNumber ?? 0) + 1, place?.url ?? '');
    });
    this.target.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
      this.#console('error', `Uncaught ${exceptionDetails.exception?.description ?? exceptionDetails.text}`, exceptionDetails.lineNumber + 1, exceptionDetails.url ?? '');
    });
    this.target.on('Page.javascriptDialogOpening', ({ type, message }) => {
      record('page dialog', type, message);
      void this.target.command('Page.handleJavaScriptDialog', { accept: true });
    });
  }

  #console(level: 'error' | 'warning' | 'info' | 'debug', message: string, lineNumber: number, sourceId: string): void {
    const details = { level, message, lineNumber, sourceId: toElectron(sourceId), frame: this.mainFrame };
    this.emit('console-message', eventWith(details), ['debug', 'info', 'warning', 'error'].indexOf(level), message, lineNumber, details.sourceId);
  }

  #gone(): void {
    if (this.#destroyed || this.#crashed) return;
    this.#crashed = true;
    this.#messages.documentGone();
    this.navigation.abandon();
    const details: Electron.RenderProcessGoneDetails = { reason: 'crashed', exitCode: 5 };
    this.emit('render-process-gone', eventWith({}), details);
    contentsEvents.emit('gone', this, details);
  }

  get targetId(): string {
    return this.target.targetId;
  }
  get hostWebContents(): null {
    return null;
  }

  // Loading

  loadURL(url: string, options?: Electron.LoadURLOptions): Promise<void> {
    return this.navigation.load(url, options);
  }
  loadFile(path: string): Promise<void> {
    return Promise.reject(new Error(`stand-in: loadFile(${path}) is not implemented: pages come from a custom scheme`));
  }
  getURL(): string {
    return this.navigation.url;
  }
  getTitle(): string {
    return this.#title;
  }
  titleIs(title: string): void {
    this.#title = title;
  }
  isLoading(): boolean {
    return this.navigation.isLoading;
  }
  isLoadingMainFrame(): boolean {
    return this.navigation.isLoading;
  }
  isWaitingForResponse(): boolean {
    return this.navigation.isLoading;
  }
  stop(): void {
    void this.target.command('Page.stopLoading');
  }
  reload(): void {
    this.#reload(false);
  }
  reloadIgnoringCache(): void {
    this.#reload(true);
  }
  #reload(ignoreCache: boolean): void {
    this.#crashed = false;
    void this.target.command('Page.reload', { ignoreCache });
  }

  // Life

  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isCrashed(): boolean {
    return this.#crashed;
  }
  forcefullyCrashRenderer(): void {
    this.target.command('Page.crash').catch(() => undefined);
  }
  close(): void {
    this.emit('close-requested');
    this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#messages.documentGone();
    this.navigation.abandon();
    this.target.close();
    removeContents(this);
    this.emit('destroyed');
  }
  getType(): 'window' {
    return 'window';
  }
  getOSProcessId(): number {
    return this.#processId;
  }
  processIs(id: number): void {
    this.#processId = id;
  }
  getProcessId(): number {
    return this.id;
  }
  focus(): void {
    record('webContents.focus', this.id);
  }
  isFocused(): boolean {
    return true;
  }

  // Messages

  send(channel: string, ...args: unknown[]): void {
    this.#messages.send(channel, args);
  }
  sendToFrame(_frame: unknown, channel: string, ...args: unknown[]): void {
    this.#messages.send(channel, args);
  }
  postMessage(channel: string, message: unknown, transfer: readonly Electron.MessagePortMain[] = []): void {
    this.#messages.postMessage(channel, message, transfer);
  }

  // Windows that the page opens

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  /** The page's last request for a window, which the tab that then appears belongs to. */
  takeWindowOpen(): Partial<Protocol.Page.windowOpenPayload> {
    const taken = this.#windowOpen;
    this.#windowOpen = undefined;
    return taken ?? {};
  }
  openedByPage(url: string, frameName: string, features: string): void {
    const shown = toElectron(url);
    const details: Electron.HandlerDetails = { url: shown, frameName, features, disposition: features === '' ? 'foreground-tab' : 'new-window', referrer: { url: this.getURL(), policy: 'strict-origin-when-cross-origin' } };
    const answer: Electron.WindowOpenHandlerResponse = this.openHandler?.(details) ?? { action: 'allow' };
    if (answer.action === 'allow') this.onOpen?.(shown, answer.overrideBrowserWindowOptions ?? {});
  }

  // What is on the page

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const result = await this.target.command('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true, userGesture });
    if (result?.exceptionDetails) throw new Error(result.exceptionDetails.exception?.description ?? result.exceptionDetails.text);
    return result?.result.value;
  }
  async insertCSS(css: string): Promise<string> {
    await this.executeJavaScript(`{ const style = new CSSStyleSheet(); style.replaceSync(${JSON.stringify(css)}); document.adoptedStyleSheets = [...document.adoptedStyleSheets, style]; }`);
    return String(Date.now());
  }
  async capturePage(rectangle?: Electron.Rectangle): Promise<NativeImage> {
    const result = await this.target.command('Page.captureScreenshot', { format: 'png', ...(rectangle ? { clip: { ...rectangle, scale: 1 } } : {}) });
    return nativeImage.createFromBuffer(Buffer.from(result?.data ?? '', 'base64'));
  }
  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const result = await this.target.command('Page.printToPDF', pdfOptions(options));
    return Buffer.from(result?.data ?? '', 'base64');
  }
  print(options: Electron.WebContentsPrintOptions = {}, callback?: (success: boolean, failureReason: string) => void): void {
    record('webContents.print', options);
    setImmediate(() => callback?.(true, ''));
  }
  getPrintersAsync(): Promise<Electron.PrinterInfo[]> {
    return Promise.resolve([]);
  }

  // Input and identity

  setUserAgent(userAgent: string): void {
    void this.target.command('Emulation.setUserAgentOverride', { userAgent });
  }
  getUserAgent(): string {
    return this.session.getUserAgent();
  }
  sendInputEvent(event: unknown): void {
    throw new Error(`stand-in: webContents.sendInputEvent(${JSON.stringify(event)}) is not implemented: use Playwright's keyboard and mouse`);
  }
}

for (const command of ['undo', 'redo', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete', 'selectAll', 'unselect'] as const)
  Object.defineProperty(WebContents.prototype, command, { value: () => record(`webContents.${command}`), writable: true, configurable: true });

strictClass('webContents', WebContents);

export const webContents = strict('webContents', {
  getAllWebContents: allContents,
  fromId: contentsById,
  fromDevToolsTargetId: contentsByTarget,
  fromFrame: (frame: WebFrameMain) => allContents().find((contents) => contents.mainFrame === frame),
  getFocusedWebContents: (): WebContents | null => allContents().at(-1) ?? null,
});
