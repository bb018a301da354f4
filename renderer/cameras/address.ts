/** What somebody typed or pasted as an address, taken apart. `address` carries no credentials. */
export type ParsedAddress = {
  readonly kind: 'rtsp' | 'file';
  readonly address: string;
  readonly username: string | null;
  readonly password: string | null;
};

export type AddressProblem = 'empty' | 'other-scheme' | 'no-host' | 'bad-port';

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a per cent sign of a password that was pasted as it is
  }
}

const looksLikeFile = /^(?:\/|[A-Za-z]:[\\/]|\\\\|file:)/;
const looksLikeHost = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\]|localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:[/?]|$)/i;

/**
 * Understands an address as people have them: with credentials in it (`rtsp://user:pass@host/…`, also with an `@` in
 * the password), without a scheme (`192.168.1.64`), or the path of a video file.
 */
export function parseAddress(text: string): ParsedAddress | { readonly problem: AddressProblem } {
  const trimmed = text.trim();
  if (trimmed === '') return { problem: 'empty' };
  if (looksLikeFile.test(trimmed)) return { kind: 'file', address: trimmed.replace(/^file:\/\//, ''), username: null, password: null };
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(trimmed);
  const authorityAt = scheme?.[0].length ?? 0;
  const name = scheme?.[1]?.toLowerCase() ?? 'rtsp';
  if (name !== 'rtsp' && name !== 'rtsps') return { problem: 'other-scheme' };
  const rest = trimmed.slice(authorityAt);
  const authority = rest.split(/[/?]/)[0] ?? '';
  const path = rest.slice(authority.length);
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  const hostParts = /^(\[[^\]]+\]|[^:]*)(?::(.*))?$/.exec(host);
  if ((hostParts?.[1] ?? '') === '') return { problem: 'no-host' };
  const port = hostParts?.[2];
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) return { problem: 'bad-port' };
  if (scheme === null && !looksLikeHost.test(host + path)) return { problem: 'no-host' };
  const address = `${name}://${host}${path}`;
  if (at < 0) return { kind: 'rtsp', address, username: null, password: null };
  const credentials = authority.slice(0, at);
  const colon = credentials.indexOf(':');
  return {
    kind: 'rtsp',
    address,
    username: decode(colon < 0 ? credentials : credentials.slice(0, colon)),
    password: colon < 0 ? null : decode(credentials.slice(colon + 1)),
  };
}
