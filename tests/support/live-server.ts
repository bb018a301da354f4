import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { handOver } from '../../electron/engine/process/hand-over.ts';
import { liveKind, livePacketHeaderBytes, LiveConfig, LiveOverlay, LiveState } from '../../electron/contract/live.ts';

const script = new URL('./live-process.ts', import.meta.url);

export type LiveServer = {
  readonly port: number;
  readonly told: { viewers: number; rssBytes: number };
  readonly stop: () => Promise<void>;
};

/** A process that upgrades connections and hands their sockets on to another that has the feed, as engine and worker do. */
export async function startLiveServer(videos: readonly string[], speed = 1): Promise<LiveServer> {
  const child = fork(script, [String(speed), ...videos], { serialization: 'advanced' });
  const told = { viewers: 0, rssBytes: 0 };
  child.on('message', (message) => Object.assign(told, message));
  await once(child, 'message');
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end());
  server.on('upgrade', ({ method, url, headers }, socket, head) => {
    if (socket instanceof Socket) handOver(child, { request: { session: 'of this test', method, url, headers }, head }, socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    told,
    stop: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type LiveMessage =
  | { readonly kind: 'config'; readonly config: LiveConfig }
  | { readonly kind: 'packet'; readonly isKey: boolean; readonly at: number; readonly data: Buffer; readonly receivedAt: number }
  | { readonly kind: 'overlay'; readonly overlay: LiveOverlay }
  | { readonly kind: 'state'; readonly state: LiveState };

/** A window that watches; `messages` grows. */
export async function watchLive(port: number): Promise<{ socket: WebSocket; messages: LiveMessage[] }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  const messages: LiveMessage[] = [];
  socket.on('message', (data) => messages.push(parse(data as Buffer)));
  await once(socket, 'open');
  return { socket, messages };
}

function parse(data: Buffer): LiveMessage {
  const json = (): unknown => JSON.parse(data.toString('utf8', 1));
  const kind = data[0];
  if (kind === liveKind.config) return { kind: 'config', config: LiveConfig.parse(json()) };
  if (kind === liveKind.overlay) return { kind: 'overlay', overlay: LiveOverlay.parse(json()) };
  if (kind === liveKind.state) return { kind: 'state', state: LiveState.parse(json()) };
  if (kind !== liveKind.packet) throw new Error(`a live message of kind ${String(kind)}`);
  return { kind: 'packet', isKey: data[1] === 1, at: data.readDoubleLE(2), data: data.subarray(livePacketHeaderBytes), receivedAt: Date.now() };
}
