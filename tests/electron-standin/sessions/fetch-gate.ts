import { STATUS_CODES } from 'node:http';
import type { Cdp, Protocol } from '../chromium/cdp.ts';
import { allContents, contentsByTarget } from '../contents/registry.ts';
import type { WebContents } from '../contents/web-contents.ts';
import { knownPermissions, settlePermission } from './permissions.ts';
import { originOf, schemeOfHost, toChromium, toElectron } from './origins.ts';
import { allSessions, session, type Session } from './session.ts';
import { webRequestChanged, type Stage } from './web-request.ts';

type Paused = Protocol.Fetch.requestPausedPayload;

const resourceTypes: Readonly<Record<string, string>> = { Document: 'mainFrame', Stylesheet: 'stylesheet', Script: 'script', Image: 'image', Font: 'font', Media: 'media', XHR: 'xhr', Fetch: 'xhr', Ping: 'ping', CSPViolationReport: 'cspReport', WebSocket: 'webSocket' };

/**
 * Chromium holds every request here that the program may have a say in: documents (`will-navigate`) always, the rest
 * when a session has `webRequest` listeners. Workers' requests pass here, too, since it listens to the whole browser.
 */
export class FetchGate {
  readonly #cdp: Cdp;

  constructor(cdp: Cdp) {
    this.#cdp = cdp;
    cdp.on('Fetch.requestPaused', undefined, (paused) => {
      this.#handle(paused).catch((error: unknown) => {
        if (!/Invalid InterceptionId|has ended/.test(String(error))) console.error(error);
      });
    });
    webRequestChanged.on('changed', () => void this.enable());
  }

  async enable(): Promise<void> {
    const wants = (...stages: Stage[]): boolean => allSessions().some(({ webRequest }) => stages.some((stage) => webRequest.has(stage)));
    const patterns: Protocol.Fetch.RequestPattern[] = [{ urlPattern: '*', resourceType: 'Document', requestStage: 'Request' }];
    if (wants('onBeforeRequest', 'onBeforeSendHeaders')) patterns.push({ urlPattern: '*', requestStage: 'Request' });
    if (wants('onHeadersReceived', 'onCompleted', 'onErrorOccurred')) patterns.push({ urlPattern: '*', requestStage: 'Response' });
    await this.#cdp.send('Fetch.enable', { patterns });
  }

  async #handle(paused: Paused): Promise<void> {
    const contents = contentsByTarget(paused.frameId) ?? this.#ofChildFrame();
    const owner = contents?.session ?? this.#sessionOf(paused.request.url);
    if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined) return this.#response(paused, owner, contents);
    return this.#request(paused, owner, contents);
  }

  /** Frames inside a page and workers have ids that are no target's; one window is the usual case. */
  #ofChildFrame(): WebContents | undefined {
    const all = allContents();
    return all.length === 1 ? all[0] : undefined;
  }

  #sessionOf(url: string): Session {
    const label = schemeOfHost(new URL(url).host)?.label;
    return allSessions().find((candidate) => candidate.label === label) ?? session.defaultSession;
  }

  #details(paused: Paused, contents: WebContents | undefined): { id: number; url: string; method: string; resourceType: string; referrer: string; timestamp: number; webContentsId: number | undefined; frame: unknown } {
    const isMain = contents?.targetId === paused.frameId;
    return {
      id: Number(/\d+/.exec(paused.requestId)?.[0] ?? 0),
      url: toElectron(paused.request.url),
      method: paused.request.method,
      resourceType: paused.resourceType === 'Document' && !isMain ? 'subFrame' : (resourceTypes[paused.resourceType] ?? 'other'),
      referrer: toElectron(paused.request.headers['Referer'] ?? ''),
      timestamp: Date.now(),
      webContentsId: contents?.id,
      frame: contents?.mainFrame ?? null,
    };
  }

  async #fail(requestId: string, errorReason: Protocol.Network.ErrorReason): Promise<void> {
    await this.#cdp.send('Fetch.failRequest', { requestId, errorReason });
  }
  async #goOn(requestId: string): Promise<void> {
    await this.#cdp.send('Fetch.continueRequest', { requestId });
  }

  async #request(paused: Paused, owner: Session, contents: WebContents | undefined): Promise<void> {
    const { requestId } = paused;
    const isNavigation = paused.resourceType === 'Document' && contents?.targetId === paused.frameId;
    if (isNavigation) {
      const isRedirect = paused.redirectedRequestId !== undefined;
      const allowed = isRedirect ? contents.navigation.mayRedirect(paused.request.url) : contents.navigation.allows(paused.request.url);
      if (!allowed) return this.#fail(requestId, 'Aborted');
      await this.#checkPermissions(contents, paused.request.url);
    }
    const details = this.#details(paused, contents);
    const before = await owner.webRequest.ask<Electron.CallbackResponse>('onBeforeRequest', details);
    if (before?.cancel) return this.#fail(requestId, 'BlockedByClient');
    if (before?.redirectURL) {
      const location = toChromium(before.redirectURL, owner.label);
      await this.#cdp.send('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders: [{ name: 'location', value: location }] });
      return;
    }
    const headers = await owner.webRequest.ask<Electron.BeforeSendResponse>('onBeforeSendHeaders', { ...details, requestHeaders: { ...paused.request.headers } } as typeof details);
    if (headers?.cancel) return this.#fail(requestId, 'BlockedByClient');
    const changed = headers?.requestHeaders;
    await this.#cdp.send('Fetch.continueRequest', { requestId, ...(changed ? { headers: Object.entries(changed).map(([name, value]) => ({ name, value: String(value) })) } : {}) });
  }

  async #response(paused: Paused, owner: Session, contents: WebContents | undefined): Promise<void> {
    const { requestId, responseHeaders = [], responseStatusCode = 200 } = paused;
    const details = this.#details(paused, contents);
    if (paused.responseErrorReason !== undefined) {
      owner.webRequest.tell('onErrorOccurred', { ...details, fromCache: false, error: `net::ERR_${paused.responseErrorReason.replace(/(?<!^)([A-Z])/g, '_$1').toUpperCase()}` } as typeof details);
      return this.#goOn(requestId);
    }
    const headers: Record<string, string[]> = {};
    for (const { name, value } of responseHeaders) (headers[name] ??= []).push(value);
    const facts = { ...details, statusCode: responseStatusCode, statusLine: `HTTP/1.1 ${responseStatusCode} ${STATUS_CODES[responseStatusCode] ?? ''}`.trim(), responseHeaders: headers, fromCache: false };
    const answer = await owner.webRequest.ask<Electron.HeadersReceivedResponse>('onHeadersReceived', facts);
    if (answer?.cancel) return this.#fail(requestId, 'BlockedByClient');
    owner.webRequest.tell('onCompleted', { ...facts, error: '' } as typeof facts);
    if (!answer?.responseHeaders) return this.#goOn(requestId);
    const list = Object.entries(answer.responseHeaders).flatMap(([name, values]) => (Array.isArray(values) ? values : [values]).map((value) => ({ name, value })));
    await this.#cdp.send('Fetch.continueResponse', { requestId, responseCode: responseStatusCode, responseHeaders: list });
  }

  /** `setPermissionCheckHandler` answers at once in Electron; here it is asked when a document is about to load. */
  async #checkPermissions(contents: WebContents, url: string): Promise<void> {
    const check = contents.session.checkHandler;
    if (!check) return;
    const origin = originOf(toElectron(url));
    const context = await contents.session.context;
    await Promise.all(knownPermissions.map((permission) => settlePermission(permission, check(contents, permission, origin, { isMainFrame: true, requestingUrl: toElectron(url), securityOrigin: origin }), context, originOf(url))));
  }
}
