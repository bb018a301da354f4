import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { http } from '../../electron/contract/http.ts';
import { LiveOverlay, liveKind } from '../../electron/contract/live.ts';

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

/** A frame of a camera in which a track takes part in an event that it did not take part in before. */
export type Alarm = { readonly track: number; readonly at: number; readonly heardAt: number };

/** Keeps what begins to be an event in a live feed, with when that was heard here. */
export function watchAlarms(live: WebSocket): readonly Alarm[] {
  const alarms: Alarm[] = [];
  let before = new Set<number>();
  live.on('message', (data: Buffer) => {
    if (data[0] !== liveKind.overlay) return;
    const { at, tracks } = LiveOverlay.parse(JSON.parse(data.toString('utf8', 1)));
    const now = new Set(tracks.filter(({ alarmed }) => alarmed).map(({ id }) => id));
    for (const track of now) if (!before.has(track)) alarms.push({ track, at, heardAt: Date.now() });
    before = now;
  });
  return alarms;
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
