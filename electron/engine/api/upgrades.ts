import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { CameraId } from '../../contract/camera.ts';
import { channelMessageBytes, http } from '../../contract/http.ts';
import { LiveStream } from '../../contract/live.ts';
import { sessionKey, type Sessions } from '../accounts/sessions.ts';
import { socketConnection } from '../connection/socket-connection.ts';
import { serveChannel } from './channel.ts';
import type { Dispatch } from './dispatch.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { PushHub } from './push-hub.ts';
import { foreign, type SameOrigin } from './same-origin.ts';
import { tokenIn } from './session-cookie.ts';

/** What a worker needs to answer the WebSocket handshake of a tile by itself; cookies are left out. */
export type LiveRequest = {
  readonly cameraId: string;
  readonly stream: LiveStream;
  /** The session that watches, named by its key. */
  readonly session: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

/** Takes over the socket of an upgraded connection. False: nobody holds that camera, the server closes the socket. */
export type LiveHandOver = (request: LiveRequest, socket: Socket, head: Uint8Array) => boolean;

export type UpgradeOptions = {
  readonly app: FastifyInstance;
  readonly sameOrigin: SameOrigin;
  readonly sessions: Sessions;
  readonly dispatch: Dispatch;
  readonly hub: PushHub;
  readonly liveHandOver: LiveHandOver;
  readonly live: LiveSessions;
};

const mostChannels = 64;
const LiveQuery = z.object({ cameraId: CameraId, stream: LiveStream });
const livePath = /^\/api\/live\/([^/]+)$/;

/**
 * Answers WebSocket upgrades: the window's channel here, live tiles by handing the socket on. Gives a function that ends
 * every connection that came this way and is still here, whatever the other end does: the server knows of them no more,
 * but waits for them when it closes.
 */
export function serveUpgrades({ app, sameOrigin, sessions, dispatch, hub, liveHandOver, live }: UpgradeOptions): () => void {
  const channels = new WebSocketServer({ noServer: true, maxPayload: channelMessageBytes, perMessageDeflate: false });
  const sockets = new Set<Socket>();
  /** The status to refuse with, or null when the connection was taken over. */
  const upgrade = async (request: IncomingMessage, socket: Socket, head: Buffer): Promise<number | null> => {
    const { method = 'GET', headers, url = '/' } = request;
    if (foreign({ method, headers, upgrade: true }, sameOrigin)) return 403;
    const target = URL.parse(url, 'http://loopback');
    const token = tokenIn(app, headers.cookie);
    const account = await sessions.find(token);
    if (account === null || token === undefined) return 401;
    if (target?.pathname === http.channel) {
      if (channels.clients.size >= mostChannels) return 503;
      channels.handleUpgrade(request, socket, head, (webSocket) => serveChannel({ connection: socketConnection(webSocket), token, sessions, dispatch, hub }, account));
      return null;
    }
    const wanted = target === null ? null : liveRequest(target);
    if (wanted === null) return 404;
    const session = sessionKey(token);
    live.watches(session);
    return liveHandOver({ ...wanted, session, method, url, headers: withoutCookie(headers) }, socket, head) ? null : 503;
  };

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!(socket instanceof Socket)) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    upgrade(request, socket, head).then(
      (status) => {
        if (status !== null) refuse(socket, status);
      },
      (error: unknown) => {
        app.log.error({ err: error }, 'an upgrade failed');
        refuse(socket, 500);
      },
    );
  });

  return () => {
    for (const client of channels.clients) client.terminate();
    channels.close();
    for (const socket of sockets) socket.destroy();
  };
}

function liveRequest(target: URL): { cameraId: string; stream: LiveStream } | null {
  const cameraId = livePath.exec(target.pathname)?.[1];
  return LiveQuery.safeParse({ cameraId, stream: target.searchParams.get('stream') ?? 'main' }).data ?? null;
}

function withoutCookie(headers: IncomingHttpHeaders): LiveRequest['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'cookie'));
}

function refuse(socket: Socket, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
