import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { http } from '../../electron/contract/http.ts';

/** Opens a tile's live feed; resolves with its first message. Rejects with the status when refused. */
export async function openLive(address: string, cookie: string, cameraId: string): Promise<WebSocket> {
  const socket = new WebSocket(liveUrl(address, cameraId), { headers: { cookie, origin: new URL(address).origin } });
  await new Promise<void>((resolve, reject) => {
    socket.once('message', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return socket;
}

/** Asks for a tile's live feed by hand and never lets go: neither answers nor closes, whatever comes. */
export async function clingTo(address: string, cookie: string, path: string): Promise<Socket> {
  const { host, hostname, port, origin } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  const key = 'dGhlIHNhbXBsZSBub25jZQ==';
  const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`];
  socket.write([`GET ${path} HTTP/1.1`, `Host: ${host}`, `Origin: ${origin}`, `Cookie: ${cookie}`, ...upgrade, '', ''].join('\r\n'));
  return socket;
}

export function liveUrl(address: string, cameraId: string): URL {
  const url = new URL(http.live(cameraId, 'main'), address);
  url.protocol = 'ws:';
  return url;
}
