/** Responses of RTSP (RFC 2326 section 7), read from a socket that may belong to anything at all, and what requests share with them. */

export type RtspResponse = {
  readonly status: number;
  /** Names in lower case; a header that comes several times keeps all its values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
};

export const longestHeadBytes = 16 * 1024;
export const longestBodyBytes = 64 * 1024;
const beginning = Buffer.from('RTSP/');

export class NotRtspError extends Error {}

export type RtspResponseReader = {
  /** Adds bytes; gives back the responses that are complete now. Throws NotRtspError when this can't be RTSP. */
  readonly push: (bytes: Buffer) => RtspResponse[];
};

function parseHead(head: string): Omit<RtspResponse, 'body'> {
  const [statusLine = '', ...lines] = head.split(/\r?\n/);
  const status = /^RTSP\/\d\.\d (\d{3})/.exec(statusLine)?.[1];
  if (status === undefined) throw new NotRtspError('the answer has no RTSP status line');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return { status: Number(status), headers };
}

/** Length of the interleaved binary frame (RFC 2326 section 10.12) at the start, or null when it is not complete. */
export function interleavedFrame(buffer: Buffer): number | null {
  if (buffer.length < 4) return null;
  const length = 4 + buffer.readUInt16BE(2);
  return buffer.length < length ? null : length;
}

export function createRtspResponseReader(): RtspResponseReader {
  let buffer: Buffer = Buffer.alloc(0);

  function takeOne(): RtspResponse | null {
    while (buffer[0] === 0x24) {
      const length = interleavedFrame(buffer);
      if (length === null) return null;
      buffer = buffer.subarray(length);
    }
    const known = Math.min(buffer.length, beginning.length);
    if (!buffer.subarray(0, known).equals(beginning.subarray(0, known))) throw new NotRtspError('the answer is not RTSP');
    const headEnd = buffer.indexOf('\r\n\r\n');
    if (headEnd < 0) {
      if (buffer.length > longestHeadBytes) throw new NotRtspError('the answer has no end of its headers');
      return null;
    }
    const head = parseHead(buffer.toString('latin1', 0, headEnd));
    const bodyBytes = Number(head.headers.get('content-length')?.[0] ?? 0);
    if (!Number.isInteger(bodyBytes) || bodyBytes < 0 || bodyBytes > longestBodyBytes) throw new NotRtspError('the answer claims an impossible length');
    const end = headEnd + 4 + bodyBytes;
    if (buffer.length < end) return null;
    const body = buffer.toString('utf8', headEnd + 4, end);
    buffer = buffer.subarray(end);
    return { ...head, body };
  }

  return {
    push: (bytes) => {
      buffer = Buffer.concat([buffer, bytes]);
      const responses: RtspResponse[] = [];
      while (buffer.length > 0) {
        const response = takeOne();
        if (response === null) break;
        responses.push(response);
      }
      return responses;
    },
  };
}
