import { desktopBridge } from '../desktop/bridge.ts';
import { askForPort } from '../desktop/ports.ts';
import { addresses } from './addresses.ts';
import { openPortSocket } from './port-socket.ts';
import type { SocketLike } from './socket-channel.ts';

/** One connection to the engine: over the port that the desktop shell lends, in a browser over the station's WebSocket. */
export function openChannelSocket(): SocketLike {
  return desktopBridge() === null ? new WebSocket(addresses.channel()) : openPortSocket(() => askForPort({ kind: 'channel' }));
}
