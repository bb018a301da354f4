import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { doorKeyHeader } from '../../contract/host.ts';

export type RequestFacts = { readonly method: string; readonly headers: IncomingHttpHeaders; readonly upgrade: boolean };

/** Further origins whose pages may call, for developing windows with a server of their own. */
export type SameOrigin = {
  readonly port: () => number;
  readonly alsoAllowed: readonly string[];
  /** The desktop shell's key to the door: who has it is let in, nobody else is. Null in browser mode. */
  readonly doorKey: string | null;
};

/**
 * Why a request is refused, or null. The name in `Host` has to be ours, so that a page whose name was made to point here
 * (DNS rebinding) gets nothing; what changes something, and every WebSocket, has to come from our own page; and other
 * sites, which on loopback count as the same site, may not even embed our pictures.
 */
export function foreign({ method, headers, upgrade }: RequestFacts, { port, alsoAllowed, doorKey }: SameOrigin): 'key' | 'host' | 'origin' | null {
  if (doorKey !== null) return isSame(headers[doorKeyHeader], doorKey) ? null : 'key';
  const names = [`127.0.0.1:${port()}`, `localhost:${port()}`];
  const hosts = [...names, ...alsoAllowed.map((origin) => new URL(origin).host)];
  if (headers.host === undefined || !hosts.includes(headers.host.toLowerCase())) return 'host';
  const origins = [...names.map((name) => `http://${name}`), ...alsoAllowed];
  const { origin } = headers;
  const reads = (method === 'GET' || method === 'HEAD') && !upgrade;
  if (origin === undefined ? !reads : !origins.includes(origin.toLowerCase())) return 'origin';
  const site = headers['sec-fetch-site'];
  const navigates = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (reads && typeof site === 'string' && site !== 'same-origin' && site !== 'none' && !navigates) return 'origin';
  return null;
}

function isSame(given: string | string[] | undefined, key: string): boolean {
  // Headers may hold letters that take more bytes than one; lengths are those of bytes.
  const [one, other] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(key)];
  return one.length === other.length && timingSafeEqual(one, other);
}
