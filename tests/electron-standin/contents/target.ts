import { randomBytes } from 'node:crypto';
import { browserStarted } from '../chromium/current.ts';
import type { Cdp, Method, Protocol } from '../chromium/cdp.ts';
import { app } from '../app/app.ts';
import type { FromPage, PageFacts, ToPage } from '../page/messages.ts';
import { binding, isolatedWorld, mainWorldScript, preloadWorldScript, receiver } from '../page/scripts.ts';
import type { Session } from '../sessions/session.ts';

export type PageOptions = {
  readonly id: number;
  readonly session: Session;
  readonly preload: string | undefined;
  readonly additionalArguments: readonly string[];
  readonly size: { readonly width: number; readonly height: number };
};

/** Targets that the stand-in has asked for; any other page is a window that a page has opened. */
export const ownTargets = new Set<string>();
let creating = 0;
export function isCreating(): boolean {
  return creating > 0;
}

/** A tab of Chromium with the preload's world in it. */
export class PageTarget {
  targetId = '';
  #cdp: Cdp | undefined;
  #session = '';
  #context: number | undefined;
  #closed = false;
  readonly #options: PageOptions;
  readonly attached: Promise<void>;
  onMessage: (message: FromPage) => void = () => undefined;

  constructor(options: PageOptions) {
    this.#options = options;
    this.attached = this.#attach();
    this.attached.catch((error: unknown) => {
      if (!this.#closed) console.error(error);
    });
  }

  async #attach(): Promise<void> {
    const { session, size } = this.#options;
    const { cdp } = await browserStarted;
    const context = await session.context;
    this.#cdp = cdp;
    creating++;
    try {
      const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size, ...(context === undefined ? {} : { browserContextId: context }) });
      this.targetId = targetId;
      ownTargets.add(targetId);
    } finally {
      creating--;
    }
    this.#session = (await cdp.send('Target.attachToTarget', { targetId: this.targetId, flatten: true })).sessionId;
    this.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === binding) this.#receive(JSON.parse(payload) as FromPage, executionContextId);
    });
    this.on('Runtime.executionContextsCleared', () => (this.#context = undefined));
    await this.#prepare();
  }

  async #prepare(): Promise<void> {
    const { session, size } = this.#options;
    const facts = this.#facts();
    await Promise.all([
      this.send('Page.enable', {}),
      this.send('Runtime.enable'),
      this.send('Network.enable', { maxTotalBufferSize: 1, maxResourceBufferSize: 1 }),
      this.send('Inspector.enable'),
      this.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false }),
      this.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      this.send('Emulation.setUserAgentOverride', { userAgent: session.getUserAgent(), acceptLanguage: app.getLocale() }),
      this.send('Runtime.addBinding', { name: binding, executionContextName: isolatedWorld }),
      this.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(facts.eventName) }),
      this.send('Page.addScriptToEvaluateOnNewDocument', { worldName: isolatedWorld, source: preloadWorldScript(facts, this.#options.preload) }),
    ]);
  }

  #facts(): PageFacts {
    const { node = '', chrome = '', electron = '', v8 = '' } = process.versions as Record<string, string | undefined>;
    return {
      eventName: `_${randomBytes(12).toString('hex')}`,
      webContentsId: this.#options.id,
      platform: process.platform,
      arch: process.arch,
      versions: { node, chrome, electron, v8 },
      argv: [process.execPath, '--type=renderer', ...this.#options.additionalArguments],
      env: Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ''])),
      execPath: process.execPath,
      resourcesPath: process.resourcesPath,
    };
  }

  #receive(message: FromPage, context: number): void {
    if (message.kind === 'hello') this.#context = context;
    if (context === this.#context) this.onMessage(message);
  }

  on<E extends keyof Protocol.Events>(event: E, listener: (params: Protocol.Events[E]) => void): void {
    if (!this.#cdp) void this.attached.then(() => this.#cdp?.on(event, this.#session, listener));
    else this.#cdp.on(event, this.#session, listener);
  }

  /** A command to the page as soon as it exists; undefined when the page went away meanwhile. */
  async command<M extends Method>(method: M, params?: Protocol.CommandParameters[M]): Promise<Protocol.CommandReturnValues[M] | undefined> {
    await this.attached;
    if (this.#closed) return undefined;
    try {
      return await this.send(method, params);
    } catch (error) {
      if (this.isClosed || /closed|detached|not found|has ended|crashed/i.test(String(error))) return undefined;
      throw error;
    }
  }

  send<M extends Method>(method: M, params?: Protocol.CommandParameters[M]): Promise<Protocol.CommandReturnValues[M]> {
    if (!this.#cdp) return Promise.reject(new Error(`${method}: the page has not started`));
    return this.#cdp.send(method, params, this.#session);
  }

  /** A message into the preload's world of the document that is there; lost when there is none, as in Electron. */
  post(message: ToPage): void {
    if (this.#context === undefined || this.#closed) return;
    const source = `function (message) { ${receiver}(message); }`;
    this.send('Runtime.callFunctionOn', { functionDeclaration: source, executionContextId: this.#context, arguments: [{ value: message }], silent: true }).catch(() => undefined);
  }

  documentGone(): void {
    this.#context = undefined;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    void this.attached.then(() => this.#cdp?.send('Target.closeTarget', { targetId: this.targetId })).catch(() => undefined);
  }
}
