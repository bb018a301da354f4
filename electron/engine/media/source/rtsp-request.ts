/** Requests of an RTSP client (RFC 2326 section 6) as they pass through a relay. */

import { interleavedFrame, longestBodyBytes, longestHeadBytes } from './rtsp-message.ts';

export type RtspRequestHead = { readonly method: string; readonly uri: string; readonly version: string; readonly headers: readonly string[] };

/** What a client sends: a request with its body, or a binary frame to be passed on as it is. */
export type ClientMessage = { readonly head: RtspRequestHead; readonly body: Buffer } | { readonly frame: Buffer };

/** Takes a client's bytes; gives back what is complete. Throws Error when it cannot be RTSP. */
export type ClientMessageReader = (bytes: Buffer) => ClientMessage[];

function parseHead(text: string): RtspRequestHead {
  const [line = '', ...headers] = text.split('\r\n');
  const [, method, uri, version] = /^([A-Z_]+) (\S+) (RTSP\/\d\.\d)$/.exec(line) ?? [];
  if (method === undefined || uri === undefined || version === undefined) throw new Error('not a request of RTSP');
  return { method, uri, version, headers };
}

export function createClientMessageReader(): ClientMessageReader {
  let buffer: Buffer = Buffer.alloc(0);

  function take(bytes: number): Buffer {
    const taken = buffer.subarray(0, bytes);
    buffer = buffer.subarray(bytes);
    return taken;
  }
  function next(): ClientMessage | null {
    if (buffer[0] === 0x24) {
      const length = interleavedFrame(buffer);
      return length === null ? null : { frame: take(length) };
    }
    const headEnd = buffer.indexOf('\r\n\r\n');
    if (headEnd < 0) {
      if (buffer.length > longestHeadBytes) throw new Error('a request without an end');
      return null;
    }
    const head = parseHead(buffer.toString('latin1', 0, headEnd));
    const length = Number(head.headers.map((each) => /^content-length:\s*(\d+)\s*$/i.exec(each)?.[1]).find((each) => each !== undefined) ?? 0);
    if (length > longestBodyBytes) throw new Error('a request of impossible length');
    if (buffer.length < headEnd + 4 + length) return null;
    take(headEnd + 4);
    return { head, body: take(length) };
  }

  return (bytes) => {
    buffer = Buffer.concat([buffer, bytes]);
    const messages: ClientMessage[] = [];
    for (let message = next(); message !== null; message = buffer.length > 0 ? next() : null) messages.push(message);
    return messages;
  };
}

/** A request's bytes with another address and an Authorization of our own. */
export function signedBytes({ method, version, headers }: RtspRequestHead, body: Buffer, uri: string, authorization: string | null): Buffer {
  const others = headers.filter((each) => !/^authorization:/i.test(each));
  const lines = [`${method} ${uri} ${version}`, ...others, ...(authorization === null ? [] : [`Authorization: ${authorization}`])];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}
