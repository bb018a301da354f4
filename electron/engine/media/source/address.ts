import type { SourceAddress } from '../worker-protocol.ts';

const rtspScheme = /^rtsps?:\/\//i;
const userinfo = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)@/i;

/**
 * A password in an address's path or query, as recorders of Xiongmai (`/user=admin_password=…_channel=1`) and cameras with
 * `?user=admin&password=…` want it. It ends where the next name begins; before a query also where the path goes on.
 */
const secretInPath = /(?<![a-z0-9])((?:password|passwd|pwd|psw|pass|token)=)(?![_&;][a-z][a-z0-9-]*=)([^\s/?#]+?)(?=[_&;][a-z][a-z0-9-]*=|[\s/?#]|$)/gi;
const secretInQuery = /(?<![a-z0-9])((?:password|passwd|pwd|psw|pass|token)=)(?![_&;][a-z][a-z0-9-]*=)([^\s#]+?)(?=[_&;][a-z][a-z0-9-]*=|[\s#]|$)/gi;
const anyScheme = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Stands for a password in an address that is shown. */
export const hiddenSecret = '***';

/** The address with every password in its path and query replaced; file paths stay as they are. `name` is in lower case, without `=`. */
export function replaceSecrets(address: string, replacement: (secret: string, name: string) => string): string {
  if (!anyScheme.test(address)) return address;
  const replaced = (_: string, name: string, secret: string): string => name + replacement(secret, name.slice(0, -1).toLowerCase());
  const queryAt = address.indexOf('?');
  if (queryAt < 0) return address.replace(secretInPath, replaced);
  return address.slice(0, queryAt).replace(secretInPath, replaced) + address.slice(queryAt).replace(secretInQuery, replaced);
}

/** An address as it may be shown and logged: without credentials wherever they stand. */
export function shownAddress(address: string): string {
  return replaceSecrets(addressWithoutCredentials(address), () => hiddenSecret);
}

export type SplitAddress = { readonly address: string; readonly username: string | null; readonly password: string | null };

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Takes the credentials out of an address as people type or paste it (rtsp://user:pass@host/path). The last @ before
 * the path separates them, since passwords with an unescaped @ are common on labels of cameras. File paths stay as they are.
 */
export function splitAddress(typed: string): SplitAddress {
  const text = typed.trim();
  const match = userinfo.exec(text);
  if (!match) return { address: text, username: null, password: null };
  const [whole, scheme = '', credentials = ''] = match;
  const colon = credentials.indexOf(':');
  return {
    address: scheme + text.slice(whole.length),
    username: decoded(colon < 0 ? credentials : credentials.slice(0, colon)),
    password: colon < 0 ? null : decoded(credentials.slice(colon + 1)),
  };
}

export function addressWithoutCredentials(address: string): string {
  return splitAddress(address).address;
}

/** rtsp:// and rtsps:// are cameras, everything else is taken for a file's path. */
export function addressKind(address: string): SourceAddress['kind'] {
  return rtspScheme.test(address.trim()) ? 'rtsp' : 'file';
}

/** The address as the media library wants it. Never shown, never logged. */
export function addressWithCredentials(source: SourceAddress): string {
  if (source.kind === 'file' || source.username === null || source.username === '') return source.url;
  const escape = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const password = source.password === null ? '' : `:${escape(source.password)}`;
  return addressWithoutCredentials(source.url).replace('://', `://${escape(source.username)}${password}@`);
}

/** A message of the media library or of a camera, made fit for a log: no credentials in any spelling, one line, bounded. */
export function withoutCredentials(message: string, source: Pick<SourceAddress, 'url' | 'username' | 'password'>): string {
  let text = message.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/\s"'?#]*@/gi, '$1');
  const inAddress: string[] = [];
  replaceSecrets(source.url, (secret) => {
    inAddress.push(secret);
    return secret;
  });
  for (const secret of [...inAddress, ...inAddress.map(decoded), source.password, source.username]) {
    if (secret === null || secret.length < 2) continue;
    for (const spelling of new Set([secret, encodeURIComponent(secret)])) text = text.replaceAll(spelling, '…');
  }
  return text.replace(/\s+/g, ' ').trim().slice(0, 400);
}
