import { EventEmitter } from 'node:events';
import { browserStarted } from '../chromium/current.ts';
import { allContents } from '../contents/registry.ts';
import { net } from '../desktop/net.ts';
import { record } from '../recorded.ts';
import { strict, strictClass } from '../strict.ts';
import { Cookies } from './cookies.ts';
import { denyAll } from './permissions.ts';
import { toChromium } from './origins.ts';
import { Protocol, privilegedSchemes } from './protocol.ts';
import type { SchemeHandler } from './scheme-server.ts';
import { WebRequest } from './web-request.ts';

type RequestHandler = (contents: unknown, permission: string, answer: (granted: boolean) => void, details: object) => void;
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean;

/** Electron's names of storages where Chromium's protocol has others. */
const storageTypes: Readonly<Record<string, string>> = { localstorage: 'local_storage', filesystem: 'file_systems', serviceworkers: 'service_workers', cachestorage: 'cache_storage', shadercache: 'shader_cache' };

export class Session extends EventEmitter {
  readonly partition: string;
  /** Label in the hosts of this session's custom schemes. */
  readonly label: string;
  readonly protocol = new Protocol();
  readonly webRequest = new WebRequest();
  readonly cookies: Cookies;
  readonly context: Promise<string | undefined>;
  requestHandler: RequestHandler | null = null;
  checkHandler: CheckHandler | null = null;
  spellCheckerEnabled = true;
  #userAgent: string | undefined;

  constructor(partition: string, label: string) {
    super();
    this.partition = partition;
    this.label = label;
    this.context = this.#open();
    this.cookies = new Cookies(async () => {
      const context = await this.context;
      return context === undefined ? {} : { browserContextId: context };
    }, label);
  }

  /** Partitions other than the default one are contexts of their own, in memory. */
  async #open(): Promise<string | undefined> {
    const { cdp } = await browserStarted;
    const context = this.partition === '' ? undefined : (await cdp.send('Target.createBrowserContext', {})).browserContextId;
    await denyAll(context);
    return context;
  }

  get storagePath(): string | null {
    return null;
  }

  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:');
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.requestHandler = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.checkHandler = handler;
  }
  setDevicePermissionHandler(handler: unknown): void {
    record('session.setDevicePermissionHandler', handler);
  }
  setDisplayMediaRequestHandler(handler: unknown, options?: unknown): void {
    record('session.setDisplayMediaRequestHandler', handler, options);
  }
  setUSBProtectedClassesHandler(handler: unknown): void {
    record('session.setUSBProtectedClassesHandler', handler);
  }
  setBluetoothPairingHandler(handler: unknown): void {
    record('session.setBluetoothPairingHandler', handler);
  }
  setCertificateVerifyProc(proc: unknown): void {
    record('session.setCertificateVerifyProc', proc);
  }
  setSSLConfig(config: Electron.Config): void {
    record('session.setSSLConfig', config);
  }
  setDownloadPath(path: string): void {
    record('session.setDownloadPath', path);
  }

  setSpellCheckerEnabled(enable: boolean): void {
    this.spellCheckerEnabled = enable;
  }
  isSpellCheckerEnabled(): boolean {
    return this.spellCheckerEnabled;
  }
  setSpellCheckerLanguages(languages: string[]): void {
    record('session.setSpellCheckerLanguages', languages);
  }
  setSpellCheckerDictionaryDownloadURL(url: string): void {
    record('session.setSpellCheckerDictionaryDownloadURL', url);
  }

  getUserAgent(): string {
    return this.#userAgent ?? `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${process.versions.chrome} Electron/${process.versions.electron} Safari/537.36`;
  }
  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent;
  }

  setProxy(config: Electron.ProxyConfig): Promise<void> {
    record('session.setProxy', config);
    return Promise.resolve();
  }
  resolveProxy(): Promise<string> {
    return Promise.resolve('DIRECT');
  }
  closeAllConnections(): Promise<void> {
    return Promise.resolve();
  }
  fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    return net.fetch(input, init);
  }
  flushStorageData(): void {
    record('session.flushStorageData');
  }

  async clearStorageData(options: Electron.ClearStorageDataOptions = {}): Promise<void> {
    const { cdp } = await browserStarted;
    const context = await this.context;
    const contextOption = context === undefined ? {} : { browserContextId: context };
    if (options.storages === undefined || options.storages.includes('cookies')) await cdp.send('Storage.clearCookies', contextOption);
    const mine = allContents().filter((contents) => contents.session === this);
    const origins = options.origin === undefined ? mine.map(({ mainFrame }) => mainFrame.origin) : [options.origin];
    const types = (options.storages as string[] | undefined)?.map((name) => storageTypes[name] ?? name).join(',') ?? 'all';
    for (const origin of new Set(origins)) await mine[0]?.target.command('Storage.clearDataForOrigin', { origin: toChromium(origin, this.label).replace(/\/$/, ''), storageTypes: types });
  }
  async clearData(): Promise<void> {
    await this.clearStorageData();
  }
  async clearCache(): Promise<void> {
    const contents = allContents().find((candidate) => candidate.session === this);
    await contents?.target.command('Network.clearBrowserCache');
  }
  clearAuthCache(): Promise<void> {
    return Promise.resolve();
  }
  clearHostResolverCache(): Promise<void> {
    return Promise.resolve();
  }
  clearCodeCaches(): Promise<void> {
    return Promise.resolve();
  }
}

strictClass('session', Session);

const sessions = new Map<string, Session>();

function fromPartition(partition: string): Session {
  const known = sessions.get(partition);
  if (known) return known;
  const made = new Session(partition, partition === '' ? '' : `s${sessions.size}.`);
  sessions.set(partition, made);
  sessionCreated.emit('created', made);
  return made;
}

/** Tells `app` of sessions. */
export const sessionCreated = new EventEmitter<{ created: [session: Session] }>();

export function allSessions(): Session[] {
  return [...sessions.values()];
}

export function findScheme(label: string, scheme: string): { handler: SchemeHandler; schemes: readonly string[] } | undefined {
  const handler = allSessions().find((session) => session.label === label)?.protocol.handlers.get(scheme);
  return handler && { handler, schemes: privilegedSchemes() };
}

export const session = strict('session', {
  fromPartition,
  get defaultSession(): Session {
    return fromPartition('');
  },
});

/** `protocol` is the default session's. */
export const protocol = session.defaultSession.protocol;
