import { http } from '../../electron/contract/http.ts';
import type { LiveStream } from '../../electron/contract/live.ts';

function webSocketAddress(path: string): string {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** Where the engine answers, seen from the page: the contract's paths, WebSockets in full. */
export const addresses = {
  ...http,
  channel: (): string => webSocketAddress(http.channel),
  live: (cameraId: string, stream: LiveStream): string => webSocketAddress(http.live(cameraId, stream)),
};
