import { createHash, randomBytes } from 'node:crypto';

export type Credentials = { readonly username: string; readonly password: string };
export type RtspRequest = { readonly method: string; readonly uri: string };

type Challenge = { readonly scheme: string; readonly parameters: ReadonlyMap<string, string> };

function parseChallenge(header: string): Challenge {
  const scheme = /^\s*([A-Za-z]+)/.exec(header)?.[1]?.toLowerCase() ?? '';
  const parameters = new Map<string, string>();
  for (const match of header.matchAll(/([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/g)) {
    const [, name = '', quoted, bare] = match;
    parameters.set(name.toLowerCase(), quoted ?? bare ?? '');
  }
  return { scheme, parameters };
}

function digestHash(algorithm: string): 'md5' | 'sha256' | null {
  const plain = algorithm.toUpperCase().replace(/-SESS$/, '');
  return plain === '' || plain === 'MD5' ? 'md5' : plain === 'SHA-256' ? 'sha256' : null;
}

function digest(challenge: Challenge, request: RtspRequest, credentials: Credentials, uses: number): string | null {
  const of = (name: string) => challenge.parameters.get(name) ?? '';
  const hashName = digestHash(of('algorithm'));
  if (hashName === null) return null;
  const hash = (text: string) => createHash(hashName).update(text).digest('hex');
  const realm = of('realm');
  const nonce = of('nonce');
  const cnonce = randomBytes(8).toString('hex');
  const count = uses.toString(16).padStart(8, '0');
  const session = /-SESS$/i.test(of('algorithm'));
  const account = hash(`${credentials.username}:${realm}:${credentials.password}`);
  const ha1 = session ? hash(`${account}:${nonce}:${cnonce}`) : account;
  const ha2 = hash(`${request.method}:${request.uri}`);
  const withQop = of('qop').split(',').some((quality) => quality.trim() === 'auth');
  const response = withQop ? hash(`${ha1}:${nonce}:${count}:${cnonce}:auth:${ha2}`) : hash(`${ha1}:${nonce}:${ha2}`);
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
  const fields = [`username=${quoted(credentials.username)}`, `realm=${quoted(realm)}`, `nonce=${quoted(nonce)}`, `uri=${quoted(request.uri)}`, `response="${response}"`];
  if (of('algorithm') !== '') fields.push(`algorithm=${of('algorithm')}`);
  if (of('opaque') !== '') fields.push(`opaque=${quoted(of('opaque'))}`);
  if (withQop) fields.push('qop=auth', `nc=${count}`, `cnonce="${cnonce}"`);
  return `Digest ${fields.join(', ')}`;
}

/**
 * Answers a camera's WWW-Authenticate headers: Digest with SHA-256 or MD5 (RFC 7616, RFC 2617), else Basic.
 * @param uses how many requests were signed with this challenge, this one included; strict servers count along
 * @returns the Authorization header, or null when no offered scheme is known
 */
export function authorization(challenges: readonly string[], request: RtspRequest, credentials: Credentials, uses = 1): string | null {
  const offered = challenges.map(parseChallenge);
  const digests = offered.filter((c) => c.scheme === 'digest').sort((a, b) => rank(b) - rank(a));
  for (const challenge of digests) {
    const answer = digest(challenge, request, credentials, uses);
    if (answer !== null) return answer;
  }
  if (!offered.some((c) => c.scheme === 'basic')) return null;
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}

function rank(challenge: Challenge): number {
  return digestHash(challenge.parameters.get('algorithm') ?? '') === 'sha256' ? 1 : 0;
}

/**
 * Whether the media library can sign in too: it knows Basic and Digest with MD5, prefers any Digest to Basic, and of
 * several Digests takes the last (FFmpeg 8.1, libavformat/httpauth.c).
 */
export function libraryKnows(challenges: readonly string[]): boolean {
  const offered = challenges.map(parseChallenge);
  const last = offered.filter((c) => c.scheme === 'digest').at(-1);
  if (last) return digestHash(last.parameters.get('algorithm') ?? '') === 'md5';
  return offered.length === 0 || offered.some((c) => c.scheme === 'basic');
}
