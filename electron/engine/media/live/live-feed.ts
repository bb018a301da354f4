import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { LiveConfig, LiveOverlay } from '../../../contract/live.ts';
import type { SourcePacket, StreamInfo } from '../source/source.ts';
import { configMessage, overlayMessage, packetMessage, stateMessage } from './live-message.ts';

/** What the handshake needs of the upgraded request; the engine has checked who asks. */
export type ViewerRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

/** A viewer that leaves more than this unread gets nothing until the next key frame. */
const maxUnreadBytes = 3_000_000;
/** A group of pictures that grows beyond this is not kept: a new viewer then waits for the next key frame. */
const maxGroupBytes = 8_000_000;
/** Windows only listen: anything longer than this closes their connection. */
const maxIncomingBytes = 1024;

type Viewer = { readonly socket: WebSocket; waitsForKey: boolean; skipped: number };

/**
 * The live feed of one stream to any number of windows, encoded packets untouched. The pictures since the last key
 * frame are kept, so that a new viewer sees something at once. Slow viewers skip to a key frame; they hold up nobody.
 */
export class LiveFeed {
  readonly #viewers = new Set<Viewer>();
  readonly #handshake = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: maxIncomingBytes });
  #config: LiveConfig | null = null;
  #group: Buffer[] = [];
  #groupBytes = 0;

  get viewers(): number {
    return this.#viewers.size;
  }

  /** The stream opened or changed; viewers are told before the next packet. */
  open({ codecString, width, height }: StreamInfo): void {
    this.#config = { codec: codecString, width, height };
    this.#forgetGroup();
    for (const viewer of this.#viewers) {
      viewer.waitsForKey = true;
      viewer.socket.send(configMessage(this.#config));
    }
  }

  packet({ packet, isKey, at }: SourcePacket): void {
    const { data } = packet;
    if (!data) return;
    if (isKey) this.#forgetGroup();
    const message = packetMessage(data, isKey, at);
    if (isKey || this.#group.length > 0) this.#keep(message);
    for (const viewer of this.#viewers) this.#send(viewer, message, isKey);
  }

  overlay(overlay: LiveOverlay): void {
    if (this.#viewers.size === 0) return;
    const message = overlayMessage(overlay);
    for (const { socket } of this.#viewers) if (socket.bufferedAmount < maxUnreadBytes) socket.send(message);
  }

  /** Answers the WebSocket handshake on a connection that the engine handed over. */
  addViewer(request: ViewerRequest, socket: Socket, head: Buffer): void {
    const incoming = { ...request, socket } as unknown as IncomingMessage;
    this.#handshake.handleUpgrade(incoming, socket, head, (webSocket) => this.#welcome(webSocket));
  }

  close(): void {
    for (const { socket } of this.#viewers) socket.close(1001);
    this.#viewers.clear();
  }

  #welcome(socket: WebSocket): void {
    const viewer: Viewer = { socket, waitsForKey: this.#group.length === 0, skipped: 0 };
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#viewers.delete(viewer));
    if (this.#config) socket.send(configMessage(this.#config));
    for (const message of this.#group) socket.send(message);
    this.#viewers.add(viewer);
  }

  #send(viewer: Viewer, message: Buffer, isKey: boolean): void {
    if (viewer.socket.bufferedAmount > maxUnreadBytes) viewer.waitsForKey = true;
    if (viewer.waitsForKey && !isKey) {
      viewer.skipped++;
      return;
    }
    if (viewer.waitsForKey && viewer.skipped > 0) viewer.socket.send(stateMessage({ skipped: viewer.skipped }));
    viewer.waitsForKey = false;
    viewer.socket.send(message);
  }

  #keep(message: Buffer): void {
    this.#group.push(message);
    this.#groupBytes += message.length;
    if (this.#groupBytes > maxGroupBytes) this.#forgetGroup();
  }

  #forgetGroup(): void {
    this.#group = [];
    this.#groupBytes = 0;
  }
}
