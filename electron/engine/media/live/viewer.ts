import { channelSessionEnded } from '../../../contract/http.ts';
import type { Connection } from '../../connection/connection.ts';
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
  readonly #connection: Connection;
  readonly session: string;

  constructor(connection: Connection, session: string, closed: () => void) {
    this.session = session;
    this.#connection = connection;
    connection.listen({ alive: () => (this.#answered = true), closed });
  }

  /** The stream is of another kind from here on: what follows has to begin with a key frame. */
  tellConfig(message: Buffer): void {
    this.#waitsForKey = true;
    this.#connection.send(message);
  }

  packet(message: Buffer, isKey: boolean): void {
    const unread = this.#connection.unread();
    const hasRoom = unread === 0 || unread + message.length <= mostUnreadBytes;
    if (!hasRoom || (this.#waitsForKey && !isKey)) {
      this.#waitsForKey = true;
      this.skipped++;
      return;
    }
    if (this.#waitsForKey && this.skipped > 0) this.#connection.send(stateMessage({ skipped: this.skipped }));
    this.#waitsForKey = false;
    this.#connection.send(message);
  }

  /** Left out while the viewer is behind. */
  overlay(message: Buffer): void {
    if (!this.#waitsForKey && this.#connection.unread() < mostUnreadBytes / 2) this.#connection.send(message);
  }

  /** Ends the connection of a window that went away without a word (its machine sleeps, its cable is out). */
  checkAlive(): void {
    if (!this.#answered) {
      this.#connection.terminate();
      return;
    }
    this.#answered = false;
    this.#connection.ping();
  }

  /** Nothing more is sent, and the connection is gone soon, whatever the other end does. */
  end(): void {
    this.#connection.close(channelSessionEnded, 'session ended');
    setTimeout(() => this.#connection.terminate(), endWithinMs).unref();
  }

  close(): void {
    this.#connection.close(1001, 'the camera is stopped');
  }
}
