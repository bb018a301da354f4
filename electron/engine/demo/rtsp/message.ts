/** A request of more than this is not from a player. */
const maxRequestBytes = 8192;

export type RtspRequest = { readonly method: string; readonly url: string; readonly headers: ReadonlyMap<string, string> };

export type ReadResult =
  | { readonly kind: 'request'; readonly request: RtspRequest; readonly used: number }
  | { readonly kind: 'interleaved'; readonly used: number }
  | { readonly kind: 'more' }
  | { readonly kind: 'bad' };

/** Reads the first message of a connection's bytes: a request, or an interleaved frame ($) of the player's RTCP. Source: RFC 2326. */
export function readMessage(bytes: Buffer): ReadResult {
  if (bytes[0] === 0x24) {
    if (bytes.length < 4) return { kind: 'more' };
    const used = 4 + bytes.readUInt16BE(2);
    return bytes.length < used ? { kind: 'more' } : { kind: 'interleaved', used };
  }
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return bytes.length > maxRequestBytes ? { kind: 'bad' } : { kind: 'more' };
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const match = /^([A-Z_]{1,20}) (\S{1,2048}) RTSP\/1\.0$/.exec(first);
  if (!match?.[1] || !match[2]) return { kind: 'bad' };
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const length = Number(headers.get('content-length') ?? 0);
  if (!Number.isInteger(length) || length < 0 || length > maxRequestBytes) return { kind: 'bad' };
  const used = end + 4 + length;
  return bytes.length < used ? { kind: 'more' } : { kind: 'request', request: { method: match[1], url: match[2], headers }, used };
}

/** A response without body, or with an SDP. */
export function response(status: string, sequence: string, headers: Readonly<Record<string, string>> = {}, body = ''): string {
  const all = { CSeq: sequence, ...headers, ...(body && { 'Content-Length': String(Buffer.byteLength(body)) }) };
  return `RTSP/1.0 ${status}\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** The session description of one H.264 stream. Source: RFC 4566, RFC 6184 section 8.2. */
export function describe(name: string, sps: Uint8Array, pps: Uint8Array, payloadType: number): string {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const profile = Buffer.from(sps.subarray(1, 4)).toString('hex');
  return [
    'v=0',
    'o=- 0 0 IN IP4 127.0.0.1',
    `s=${name}`,
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
    `m=video 0 RTP/AVP ${payloadType}`,
    `a=rtpmap:${payloadType} H264/90000`,
    `a=fmtp:${payloadType} packetization-mode=1;profile-level-id=${profile};sprop-parameter-sets=${base64(sps)},${base64(pps)}`,
    'a=control:track1',
    '',
  ].join('\r\n');
}
