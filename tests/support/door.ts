import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';
import type { CallName, EngineMessage } from '../../electron/contract/calls.ts';
import { http } from '../../electron/contract/http.ts';
import { behaviorCards } from '../../electron/engine/behavior/registry.ts';
import type { LiveHandOver } from '../../electron/engine/api/upgrades.ts';
import { apiPart } from '../../electron/engine/parts.ts';
import { detectorDesk } from './detector-desk.ts';
import { setupKey, type TestHouse } from './house.ts';
import { makeUpStation } from './made-up-station.ts';

export const password = 'correct horse battery';

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };
export type Ask = { readonly method?: string; readonly headers?: OutgoingHttpHeaders; readonly body?: string | Buffer };

export type Door = {
  readonly port: number;
  readonly origin: string;
  /** A request with exactly these headers besides Host. */
  ask(path: string, ask?: Ask): Promise<Answer>;
  post(path: string, input: unknown, headers?: OutgoingHttpHeaders): Promise<Answer>;
  /** Signs in (the first time by making the account) and gives the cookie. */
  signIn(username?: string): Promise<string>;
  close(): Promise<void>;
};

/** The real door of a house on a free port. */
export async function openDoor(house: TestHouse, pages: string, liveHandOver: LiveHandOver = () => false, endLive: (session: string) => void = () => undefined): Promise<Door> {
  const api = apiPart(house, {
    port: 0,
    alsoAllowed: [],
    pages,
    behaviors: behaviorCards,
    demo: { get: () => ({ running: false, source: 'none', progress: 0 }), start: () => Promise.resolve({ cameras: 0 }), stop: () => Promise.resolve() },
    station: makeUpStation(house),
    snapshot: () => Promise.resolve(null),
    detectors: detectorDesk(house),
    previews: { of: (eventId) => Promise.resolve(house.files.clip(eventId)) },
    liveHandOver,
    endLive,
  });
  await api.start();
  const port = api.server()?.port ?? 0;
  const origin = `http://127.0.0.1:${port}`;

  const ask: Door['ask'] = (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const post: Door['post'] = (path, input, headers = {}) =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json', origin, ...headers }, body: JSON.stringify(input) });

  return {
    port,
    origin,
    ask,
    post,
    signIn: async (username = 'chief') => {
      const first = await house.accounts.needFirst();
      const answer = first
        ? await post(http.firstAccount, { setupKey, username, password, language: 'en' })
        : await post(http.signIn, { username, password });
      return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    },
    close: () => api.stop(),
  };
}

export type RawChannel = {
  readonly socket: WebSocket;
  readonly pushes: { push: string; data: unknown }[];
  send(text: string | Buffer): void;
  call(name: CallName | (string & {}), input: unknown): Promise<EngineMessage & { id: number }>;
  /** The code the channel was closed with. */
  readonly closed: Promise<number>;
};

/** Opens a channel as a page would, or with other headers as others might. Rejects with the status when refused. */
export async function openChannel(door: Door, cookie: string, headers: OutgoingHttpHeaders = { origin: door.origin }): Promise<RawChannel> {
  const socket = new WebSocket(`ws://127.0.0.1:${door.port}${http.channel}`, { headers: { ...(cookie === '' ? {} : { cookie }), ...headers } as Record<string, string> });
  const pushes: RawChannel['pushes'] = [];
  const waiting = new Map<number, (message: EngineMessage & { id: number }) => void>();
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('unexpected-response', (_request, answer) => {
      reject(new Error(`${answer.statusCode ?? 0}`));
      socket.terminate();
    });
    socket.on('error', reject);
  });
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as EngineMessage;
    if ('push' in message) pushes.push(message);
    else waiting.get(message.id)?.(message);
  });
  let lastId = 0;
  return {
    socket,
    pushes,
    closed,
    send: (text) => socket.send(text),
    call: (name, input) =>
      new Promise((resolve) => {
        const id = ++lastId;
        waiting.set(id, resolve);
        socket.send(JSON.stringify({ id, call: name, input }));
      }),
  };
}
