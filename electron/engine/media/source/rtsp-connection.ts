import { lookup } from 'node:dns/promises';
import net from 'node:net';
import tls from 'node:tls';
import type { CameraProblem } from '../../../contract/camera.ts';
import { createRtspResponseReader, NotRtspError, type RtspResponse } from './rtsp-message.ts';

/** A failure on the way to a camera, told apart; its message carries no credentials. */
export class RtspError extends Error {
  readonly problem: CameraProblem;
  constructor(problem: CameraProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

export type RtspConnection = {
  /** Sends one request and waits for its answer. Throws RtspError. */
  readonly request: (method: string, uri: string, headers: Readonly<Record<string, string>>) => Promise<RtspResponse>;
  readonly close: () => void;
};

/** Where a camera listens. */
export type Endpoint = { readonly host: string; readonly port: number; readonly secure: boolean };
export type ConnectOptions = Endpoint & { readonly signal: AbortSignal; readonly timeoutMs: number };

/** Reads host and port of an rtsp:// or rtsps:// address without credentials. Throws RtspError when it names no host. */
export function endpointOf(address: string): Endpoint {
  const url = URL.parse(address);
  if (url === null || url.hostname === '') throw new RtspError('name-not-found', 'the address names no host');
  const secure = url.protocol.toLowerCase() === 'rtsps:';
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? (secure ? 322 : 554) : Number(url.port), secure };
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';
}

/** Waits for an event of the socket; ends early by its error, its end, the time limit or the signal. */
function waitFor(socket: net.Socket, event: 'connect' | 'secureConnect', { signal, timeoutMs }: ConnectOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off(event, onEvent).off('error', onError).off('close', onClose);
      act();
    };
    const fail = (error: Error) => done(() => {
      socket.destroy();
      reject(error);
    });
    const onEvent = () => done(resolve);
    const onError = (error: Error) => fail(error);
    const onClose = () => fail(new Error('closed'));
    const onAbort = () => fail(new Error('stopped'));
    const timer = setTimeout(() => fail(new Error('no answer in time')), timeoutMs);
    socket.once(event, onEvent).once('error', onError).once('close', onClose);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Opens the TCP or TLS connection alone. Throws RtspError. */
export async function connectSocket(options: ConnectOptions): Promise<net.Socket> {
  const { host, port, secure, signal } = options;
  if (signal.aborted) throw new RtspError('unreachable', 'stopped');
  const address = await lookup(host).catch((error: unknown) => {
    throw new RtspError('name-not-found', `the name can't be resolved (${errorCode(error)})`);
  });
  const plain = net.connect({ host: address.address, port, family: address.family });
  plain.setNoDelay(true);
  await waitFor(plain, 'connect', options).catch((error: unknown) => {
    const code = errorCode(error);
    if (code === 'ECONNREFUSED') throw new RtspError('refused', `port ${port} is closed`);
    throw new RtspError('unreachable', error instanceof Error ? error.message : code);
  });
  if (!secure) return plain;
  // Cameras sign their own certificates, with names and dates nobody keeps: encrypted, the peer not proven.
  const encrypted = tls.connect({ socket: plain, rejectUnauthorized: false, ...(net.isIP(host) === 0 ? { servername: host } : {}) });
  await waitFor(encrypted, 'secureConnect', options).catch((error: unknown) => {
    plain.destroy();
    throw new RtspError('tls-failed', `no TLS connection (${error instanceof Error ? error.message : 'unknown error'})`);
  });
  return encrypted;
}

/** Connects to an RTSP server over TCP or TLS. Throws RtspError. */
export async function connectRtsp(options: ConnectOptions): Promise<RtspConnection> {
  const socket = await connectSocket(options);
  const reader = createRtspResponseReader();
  let sequence = 0;
  let answered = false;
  let waiting: { resolve: (response: RtspResponse) => void; reject: (error: RtspError) => void } | null = null;

  function settle(act: (w: NonNullable<typeof waiting>) => void): void {
    const current = waiting;
    waiting = null;
    if (current) act(current);
  }
  function fail(problem: CameraProblem, detail: string): void {
    socket.destroy();
    settle((w) => w.reject(new RtspError(problem, detail)));
  }
  socket.on('data', (bytes: Buffer) => {
    try {
      for (const response of reader.push(bytes)) {
        answered = true;
        settle((w) => w.resolve(response));
      }
    } catch (error) {
      if (!(error instanceof NotRtspError)) throw error;
      fail('not-rtsp', error.message);
    }
  });
  socket.on('error', (error) => fail(answered ? 'disconnected' : 'not-rtsp', `the connection broke (${errorCode(error)})`));
  const onAbort = () => fail('unreachable', 'stopped');
  options.signal.addEventListener('abort', onAbort, { once: true });
  socket.on('close', () => {
    options.signal.removeEventListener('abort', onAbort);
    fail(answered ? 'disconnected' : 'not-rtsp', 'the connection was closed without an answer');
  });

  return {
    request: (method, uri, headers) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => fail('unreachable', `no answer to ${method} in ${options.timeoutMs} ms`), options.timeoutMs);
        const ended = (act: () => void) => {
          clearTimeout(timer);
          act();
        };
        waiting = { resolve: (response) => ended(() => resolve(response)), reject: (error) => ended(() => reject(error)) };
        if (socket.destroyed || options.signal.aborted) {
          fail(options.signal.aborted ? 'unreachable' : 'disconnected', options.signal.aborted ? 'stopped' : 'the connection was closed');
          return;
        }
        sequence += 1;
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
        socket.write(`${method} ${uri} RTSP/1.0\r\nCSeq: ${sequence}\r\nUser-Agent: Watchhouse\r\n${lines.join('')}\r\n`);
      }),
    close: () => socket.destroy(),
  };
}
