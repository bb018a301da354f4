import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { LiveConfig, LiveOverlay } from '../../../contract/live.ts';
import type { Connection } from '../../connection/connection.ts';
import { portConnection } from '../../connection/port-connection.ts';
import { socketConnection } from '../../connection/socket-connection.ts';
import type { HostPort } from '../../process/host-port.ts';
import type { SourcePacket, StreamInfo } from '../source/source.ts';
import { GroupOfPictures } from './group.ts';
import { configMessage, overlayMessage, packetMessage } from './live-message.ts';
import { Viewer } from './viewer.ts';

/** What the handshake needs of the upgraded request; the engine has checked who asks. */
export type ViewerRequest = {
  readonly session: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

/** Windows only listen: anything longer than this closes their connection. */
const longestIncomingBytes = 1024;
const aliveEveryMs = 15_000;

/**
 * The live feed of one stream to any number of windows, encoded packets untouched. The pictures since the last key
 * frame are kept, so that a new viewer sees something at once. Slow viewers skip to a key frame; they hold up nobody.
 * Without viewers no byte is copied.
 */
export class LiveFeed {
  readonly #viewers = new Set<Viewer>();
  readonly #handshake = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: longestIncomingBytes });
  readonly #group = new GroupOfPictures();
  #config: LiveConfig | null = null;
  #alive: NodeJS.Timeout | null = null;

  get viewers(): number {
    return this.#viewers.size;
  }

  /** The stream opened or changed; viewers are told before the next packet. */
  open({ codecString, width, height }: StreamInfo): void {
    this.#config = { codec: codecString, width, height };
    this.#group.clear();
    const message = configMessage(this.#config);
    for (const viewer of this.#viewers) viewer.tellConfig(message);
  }

  packet(packet: SourcePacket): void {
    if (this.#config === null) return;
    this.#group.add(packet);
    if (this.#viewers.size === 0) return;
    const { data } = packet.packet;
    if (data === null) return;
    const message = packetMessage(data, packet.isKey, packet.at);
    for (const viewer of this.#viewers) viewer.packet(message, packet.isKey);
  }

  overlay(overlay: LiveOverlay): void {
    if (this.#viewers.size === 0) return;
    const message = overlayMessage(overlay);
    for (const viewer of this.#viewers) viewer.overlay(message);
  }

  /** Answers the WebSocket handshake on a connection that the engine handed over. */
  addViewer(request: ViewerRequest, socket: Socket, head: Buffer): void {
    // All that `ws` reads of a request without a server of its own.
    const incoming = { ...request, socket } as unknown as IncomingMessage;
    this.#handshake.handleUpgrade(incoming, socket, head, (webSocket) => this.#welcome(socketConnection(webSocket), request.session));
  }

  /** Feeds a port that the desktop shell lent to a window; the engine has checked who asks. */
  addPortViewer(session: string, port: HostPort): void {
    this.#welcome(portConnection(port), session);
  }

  /** Ends the connections of a session that has ended. */
  endViewers(session: string): void {
    for (const viewer of this.#viewers) if (viewer.session === session) viewer.end();
  }

  /** Ends all connections; packets that still come are left out. */
  close(): void {
    for (const viewer of this.#viewers) viewer.close();
    this.#group.close();
    this.#config = null;
  }

  #welcome(connection: Connection, session: string): void {
    const viewer = new Viewer(connection, session, () => this.#forget(viewer));
    this.#viewers.add(viewer);
    this.#alive ??= setInterval(() => {
      for (const each of this.#viewers) each.checkAlive();
    }, aliveEveryMs).unref();
    if (this.#config === null) return;
    viewer.tellConfig(configMessage(this.#config));
    for (const { packet, isKey, at } of this.#group.packets) if (packet.data) viewer.packet(packetMessage(packet.data, isKey, at), isKey);
    // What did not fit at once was never owed to this viewer.
    viewer.skipped = 0;
  }

  #forget(viewer: Viewer): void {
    this.#viewers.delete(viewer);
    if (this.#viewers.size > 0 || this.#alive === null) return;
    clearInterval(this.#alive);
    this.#alive = null;
  }
}
