import type { WebSocket } from 'ws';
import { channelSessionEnded } from '../../../contract/http.ts';
import { stateMessage } from './live-message.ts';

/** A viewer that leaves more than this unread gets nothing until a key frame for which there is room. */
const mostUnreadBytes = 3_000_000;

/** How long a window has to answer that its connection is closed. */
const endWithinMs = 1000;

/** One window that watches a stream. Holds at most the unread bytes above and one picture in memory. */
export class Viewer {
  skipped = 0;
  /** Whether it answered since the last `ping`. */
  #answered = true;
  #waitsForKey = true;
  readonly #socket: WebSocket;
  readonly session: string;

  constructor(socket: WebSocket, session: string) {
    this.session = session;
    this.#socket = socket;
    socket.on('pong', () => (this.#answered = true));
  }

  /** The stream is of another kind from here on: what follows has to begin with a key frame. */
  tellConfig(message: Buffer): void {
    this.#waitsForKey = true;
    this.#socket.send(message);
  }

  packet(message: Buffer, isKey: boolean): void {
    const unread = this.#socket.bufferedAmount;
    const hasRoom = unread === 0 || unread + message.length <= mostUnreadBytes;
    if (!hasRoom || (this.#waitsForKey && !isKey)) {
      this.#waitsForKey = true;
      this.skipped++;
      return;
    }
    if (this.#waitsForKey && this.skipped > 0) this.#socket.send(stateMessage({ skipped: this.skipped }));
    this.#waitsForKey = false;
    this.#socket.send(message);
  }

  /** Left out while the viewer is behind. */
  overlay(message: Buffer): void {
    if (!this.#waitsForKey && this.#socket.bufferedAmount < mostUnreadBytes / 2) this.#socket.send(message);
  }

  /** Ends the connection of a window that went away without a word (its machine sleeps, its cable is out). */
  checkAlive(): void {
    if (!this.#answered) {
      this.#socket.terminate();
      return;
    }
    this.#answered = false;
    this.#socket.ping();
  }

  /** Nothing more is sent, and the connection is gone soon, whatever the other end does. */
  end(): void {
    this.#socket.close(channelSessionEnded, 'session ended');
    setTimeout(() => this.#socket.terminate(), endWithinMs).unref();
  }

  close(): void {
    this.#socket.close(1001);
  }
}
