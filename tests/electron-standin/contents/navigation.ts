import { eventWith } from '../events.ts';
import type { Protocol } from '../chromium/cdp.ts';
import { toChromium, toElectron } from '../sessions/origins.ts';
import { loadError, netError } from './net-errors.ts';
import type { PageTarget } from './target.ts';
import type { WebContents } from './web-contents.ts';

/** Requests of these go over the network, so the gate asks `will-navigate` when they leave. */
const overNetwork = /^(https?|file):/;

/** Loading and navigating of one web contents: Chromium's events as Electron's, in Electron's order. */
export class Navigation {
  readonly #contents: WebContents;
  readonly #target: PageTarget;
  #url = '';
  #requested: Protocol.Page.frameRequestedNavigationPayload | undefined;
  #loading = false;
  #failure: string | undefined;
  #status = 200;
  #waiting: { resolve: () => void; reject: (error: Error) => void; url: string } | undefined;

  constructor(contents: WebContents, target: PageTarget) {
    this.#contents = contents;
    this.#target = target;
    void target.attached.then(() => this.#listen()).catch(() => undefined);
  }

  get url(): string {
    return toElectron(this.#url);
  }
  get isLoading(): boolean {
    return this.#loading;
  }

  #listen(): void {
    const target = this.#target;
    const isMain = (frameId: string): boolean => frameId === target.targetId;
    target.on('Page.frameRequestedNavigation', (event) => isMain(event.frameId) && this.#rendererAsks(event));
    target.on('Page.frameStartedNavigating', (event) => isMain(event.frameId) && this.#started(event.url, event.navigationType.includes('ameDocument')));
    target.on('Page.frameNavigated', ({ frame }) => frame.parentId === undefined && this.#navigated(frame));
    target.on('Page.navigatedWithinDocument', ({ frameId, url }) => isMain(frameId) && this.#navigatedWithin(url));
    target.on('Page.domContentEventFired', () => {
      if (this.#failure === undefined) this.#contents.emit('dom-ready', eventWith({}));
    });
    target.on('Page.loadEventFired', () => this.#loaded());
    target.on('Page.frameStoppedLoading', ({ frameId }) => isMain(frameId) && this.#stopped());
    target.on('Network.responseReceived', ({ type, frameId, response }) => {
      if (type === 'Document' && frameId !== undefined && isMain(frameId)) this.#status = response.status;
    });
    target.on('Network.loadingFailed', ({ type, errorText }) => {
      if (type === 'Document') this.#failure = errorText;
    });
  }

  async load(url: string, options: Electron.LoadURLOptions = {}): Promise<void> {
    await this.#target.attached;
    this.#waiting?.reject(loadError('net::ERR_ABORTED', this.#waiting.url));
    const done = new Promise<void>((resolve, reject) => (this.#waiting = { resolve, reject, url }));
    done.catch(() => undefined);
    this.#requested = undefined;
    const address = toChromium(url, this.#contents.session.label);
    if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) {
      this.#fail('net::ERR_INVALID_URL', url);
      return done;
    }
    const referrer = typeof options.httpReferrer === 'string' ? options.httpReferrer : undefined;
    const result = await this.#target.command('Page.navigate', { url: address, ...(referrer === undefined ? {} : { referrer }) });
    if (result?.errorText !== undefined && result.errorText !== '') this.#fail(result.errorText, url);
    else if (result && result.loaderId === undefined) this.#waiting?.resolve();
    return done;
  }

  /** The page wants to go elsewhere: only such navigations can be prevented. */
  #rendererAsks(event: Protocol.Page.frameRequestedNavigationPayload): void {
    if (event.disposition !== 'currentTab') return;
    if (event.reason === 'reload') return;
    if (overNetwork.test(event.url)) this.#requested = event;
    else if (this.mayNavigate(event.url)) {
      const mapped = toChromium(event.url, this.#contents.session.label);
      if (mapped !== event.url) void this.#target.command('Page.navigate', { url: mapped });
    } else void this.#target.command('Page.stopLoading');
  }

  /** The gate asks before a document's request leaves; false means that the program has prevented it. */
  allows(url: string): boolean {
    const requested = this.#requested;
    this.#requested = undefined;
    return !requested || this.mayNavigate(url);
  }

  mayNavigate(url: string): boolean {
    const details = { url: toElectron(url), isMainFrame: true, isSameDocument: false, frame: this.#contents.mainFrame, initiator: this.#contents.mainFrame };
    const everywhere = eventWith(details);
    this.#contents.emit('will-frame-navigate', everywhere);
    if (everywhere.defaultPrevented) return false;
    const event = eventWith(details);
    this.#contents.emit('will-navigate', event, details.url, false, true, 1, 1);
    return !event.defaultPrevented;
  }

  mayRedirect(url: string): boolean {
    const details = { url: toElectron(url), isMainFrame: true, isSameDocument: false, frame: this.#contents.mainFrame, initiator: this.#contents.mainFrame };
    const event = eventWith(details);
    this.#contents.emit('will-redirect', event, details.url, false, true, 1, 1);
    return !event.defaultPrevented;
  }

  #started(url: string, sameDocument: boolean): void {
    if (!sameDocument) {
      this.#failure = undefined;
      if (!this.#loading) {
        this.#loading = true;
        this.#contents.emit('did-start-loading', eventWith({}));
      }
    }
    const shown = toElectron(url);
    this.#contents.emit('did-start-navigation', eventWith({ url: shown, isSameDocument: sameDocument, isMainFrame: true, frame: this.#contents.mainFrame }), shown, sameDocument, true, 1, 1);
  }

  #navigated(frame: Protocol.Page.Frame): void {
    if (frame.unreachableUrl !== undefined) {
      this.#url = frame.unreachableUrl;
      return this.#fail(this.#failure ?? 'net::ERR_FAILED', toElectron(frame.unreachableUrl));
    }
    this.#url = frame.url + (frame.urlFragment ?? '');
    if (this.#url === 'about:blank' && this.#waiting?.url !== 'about:blank') return;
    this.#contents.emit('did-navigate', eventWith({}), this.url, this.#status, this.#status === 200 ? 'OK' : '');
    this.#contents.emit('did-frame-navigate', eventWith({}), this.url, this.#status, '', true, 1, 1);
  }

  #navigatedWithin(url: string): void {
    this.#url = url;
    this.#contents.emit('did-navigate-in-page', eventWith({}), this.url, true, 1, 1);
  }

  #loaded(): void {
    if (this.#failure !== undefined || this.#url === '' || (this.#url === 'about:blank' && this.#waiting?.url !== 'about:blank')) return;
    this.#contents.emit('did-frame-finish-load', eventWith({}), true, 1, 1);
    this.#contents.emit('did-finish-load', eventWith({}));
    this.#stopped();
    this.#waiting?.resolve();
    this.#waiting = undefined;
  }

  #stopped(): void {
    if (!this.#loading) return;
    this.#loading = false;
    this.#contents.emit('did-stop-loading', eventWith({}));
  }

  #fail(text: string, url: string): void {
    const { code, name } = netError(text);
    this.#failure = text;
    this.#contents.emit('did-fail-load', eventWith({}), code, name, url, true, 1, 1);
    this.#stopped();
    this.#waiting?.reject(loadError(text, url));
    this.#waiting = undefined;
  }

  /** The page is gone before it was loaded. */
  abandon(): void {
    this.#waiting?.reject(loadError('net::ERR_FAILED', this.#waiting.url));
    this.#waiting = undefined;
  }
}
