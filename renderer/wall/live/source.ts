import { PortNote } from '../../../electron/contract/desktop.ts';
import type { LiveStream } from '../../../electron/contract/live.ts';
import { createTaken } from '../../desktop/taken.ts';

/** Where a tile's messages come from: an address for a WebSocket, or a port that a desktop shell lends. */
export type LiveSource = { readonly kind: 'websocket'; readonly url: string } | { readonly kind: 'port'; readonly port: MessagePort };

/** Gives a fresh source for each connection, so that the transport can be another one in the desktop shell. */
export type OpenLive = (cameraId: string, stream: LiveStream) => Promise<LiveSource>;

export type SourceHandlers = { readonly open: () => void; readonly message: (data: ArrayBuffer) => void; readonly closed: () => void };

/** Listens to a source. `closed` comes once, and not after the returned function was called. */
export function listen(source: LiveSource, handlers: SourceHandlers): () => void {
  return source.kind === 'port' ? listenToPort(source.port, handlers) : listenToSocket(source.url, handlers);
}

function listenToPort(port: MessagePort, { open, message, closed }: SourceHandlers): () => void {
  const quit = new AbortController();
  const options = { signal: quit.signal };
  const taken = createTaken((note) => port.postMessage(note));
  const hangUp = (): void => {
    quit.abort();
    taken.stop();
    port.close();
  };
  const onClosed = (): void => {
    hangUp();
    closed();
  };
  const onMessage = ({ data }: MessageEvent<unknown>): void => {
    if (data instanceof ArrayBuffer) {
      taken.took(data.byteLength);
      message(data);
      return;
    }
    const note = PortNote.safeParse(data);
    if (note.success && 'closed' in note.data) onClosed();
  };
  port.addEventListener('message', onMessage, options);
  port.addEventListener('close', onClosed, options);
  port.start();
  open();
  return hangUp;
}

function listenToSocket(url: string, { open, message, closed }: SourceHandlers): () => void {
  const quit = new AbortController();
  const options = { signal: quit.signal };
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', open, options);
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) message(data);
  }, options);
  socket.addEventListener('close', () => {
    quit.abort();
    closed();
  }, options);
  return () => {
    quit.abort();
    socket.close();
  };
}
