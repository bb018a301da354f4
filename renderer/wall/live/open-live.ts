import { addresses } from '../../channel/addresses.ts';
import { desktopBridge } from '../../desktop/bridge.ts';
import { askForPort } from '../../desktop/ports.ts';
import type { OpenLive } from './source.ts';

/** A tile's way to its camera: a port that the desktop shell lends, in a browser the station's own WebSocket. */
export const openLive: OpenLive = async (cameraId, stream) =>
  desktopBridge() === null
    ? { kind: 'websocket', url: addresses.live(cameraId, stream) }
    : { kind: 'port', port: await askForPort({ kind: 'live', cameraId, stream }) };
