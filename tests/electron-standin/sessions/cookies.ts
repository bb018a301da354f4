import { EventEmitter } from 'node:events';
import { browserStarted } from '../chromium/current.ts';
import type { Protocol } from '../chromium/cdp.ts';
import { strictClass } from '../strict.ts';
import { toChromium } from './origins.ts';

const sameSite = { Strict: 'strict', Lax: 'lax', None: 'no_restriction' } as const;
const sameSiteOfElectron = { strict: 'Strict', lax: 'Lax', no_restriction: 'None', unspecified: undefined } as const;

function cookieOf(cookie: Protocol.Network.Cookie): Electron.Cookie {
  return {
    name: cookie.name,
    value: cookie.value,
    domain: cookie.domain,
    hostOnly: !cookie.domain.startsWith('.'),
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    session: cookie.session,
    ...(cookie.session ? {} : { expirationDate: cookie.expires }),
    sameSite: cookie.sameSite ? sameSite[cookie.sameSite] : 'unspecified',
  };
}

export class Cookies extends EventEmitter implements Pick<Electron.Cookies, 'get' | 'set' | 'remove' | 'flushStore'> {
  readonly #context: () => Promise<{ browserContextId?: string }>;
  readonly #label: string;

  constructor(context: () => Promise<{ browserContextId?: string }>, label: string) {
    super();
    this.#context = context;
    this.#label = label;
  }

  async get(filter: Electron.CookiesGetFilter): Promise<Electron.Cookie[]> {
    const { cdp } = await browserStarted;
    const { cookies } = await cdp.send('Storage.getCookies', await this.#context());
    const host = filter.url === undefined ? undefined : new URL(toChromium(filter.url, this.#label)).hostname;
    return cookies
      .filter(({ name, domain, path, secure }) => (filter.name ?? name) === name && (filter.domain ?? domain) === domain && (filter.path ?? path) === path && (filter.secure ?? secure) === secure)
      .filter(({ domain }) => host === undefined || host === domain || `.${host}`.endsWith(domain))
      .map(cookieOf);
  }

  async set(details: Electron.CookiesSetDetails): Promise<void> {
    const { cdp } = await browserStarted;
    const { url, name = '', value = '', domain, path, secure, httpOnly, expirationDate } = details;
    const site = sameSiteOfElectron[details.sameSite ?? 'unspecified'];
    const optional = Object.fromEntries(Object.entries({ domain, path, secure, httpOnly, expires: expirationDate, sameSite: site }).filter(([, item]) => item !== undefined));
    await cdp.send('Storage.setCookies', { ...(await this.#context()), cookies: [{ url: toChromium(url, this.#label), name, value, ...optional }] });
  }

  async remove(url: string, name: string): Promise<void> {
    await this.set({ url, name, value: '', expirationDate: 1 });
  }

  flushStore(): Promise<void> {
    return Promise.resolve();
  }
}

strictClass('cookies', Cookies);
