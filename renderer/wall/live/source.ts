import type { LiveStream } from '../../../electron/contract/live.ts';
import { addresses } from '../../channel/addresses.ts';

/** Where a tile's messages come from: an address for a WebSocket, or a port that a desktop shell lends. */
export type LiveSource = { readonly kind: 'websocket'; readonly url: string } | { readonly kind: 'port'; readonly port: MessagePort };

/** Gives a fresh source for each connection, so that the transport can be another one in the desktop shell. */
export type OpenLive = (cameraId: string, stream: LiveStream) => Promise<LiveSource>;

/** The station's own WebSocket on the origin that served the page. */
export const openLiveWebSocket: OpenLive = (cameraId, stream) => Promise.resolve({ kind: 'websocket', url: addresses.live(cameraId, stream) });

export type SourceHandlers = { readonly open: () => void; readonly message: (data: ArrayBuffer) => void; readonly closed: () => void };

/** Listens to a source. `closed` comes once, and not after the returned function was called. */
export function listen(source: LiveSource, { open, message, closed }: SourceHandlers): () => void {
  const quit = new AbortController();
  const options = { signal: quit.signal };
  const onMessage = (event: MessageEvent<unknown>): void => {
    if (event.data instanceof ArrayBuffer) message(event.data);
  };
  const onClosed = (): void => {
    quit.abort();
    closed();
  };
  if (source.kind === 'port') {
    const { port } = source;
    port.addEventListener('message', (event: MessageEvent<unknown>) => (event.data === 'closed' ? onClosed() : onMessage(event)), options);
    port.start();
    open();
    return () => {
      quit.abort();
      port.close();
    };
  }
  const socket = new WebSocket(source.url);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', open, options);
  socket.addEventListener('message', onMessage, options);
  socket.addEventListener('close', onClosed, options);
  return () => {
    quit.abort();
    socket.close();
  };
}
