/** A message under way between two ports; `data` is already a copy that nobody else holds. */
export type PortMessage = { readonly data: unknown; readonly ports: readonly PortEnd[] };

/** Where a port lives at the moment: an object in this process, a utility process, or a page. */
export type PortPlace = { receive(message: PortMessage): void; closed(): void };

/**
 * One end of a channel, as the main process knows it. All channels are routed here, so an end may move between
 * processes: messages wait while it has no place, and order is kept.
 */
export class PortEnd {
  peer: PortEnd | undefined;
  #place: PortPlace | undefined;
  #frozen = false;
  #returned: PortMessage[] = [];
  #held: PortMessage[] = [];
  #closed = false;

  static pair(): [PortEnd, PortEnd] {
    const one = new PortEnd();
    const other = new PortEnd();
    one.peer = other;
    other.peer = one;
    return [one, other];
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** A message for the port at this end. */
  deliver(message: PortMessage): void {
    if (this.#place && !this.#frozen) this.#place.receive(message);
    else this.#held.push(message);
  }

  settle(place: PortPlace): void {
    this.#place = place;
    this.#flush();
  }

  /** The port leaves its place with messages that it has not handed to its owner. */
  lift(backlog: readonly PortMessage[] = []): void {
    this.#place = undefined;
    this.#held.unshift(...backlog);
  }

  /** Holds everything until `thaw`: the place that the port has left may still give messages back. */
  freeze(): void {
    this.#frozen = true;
  }

  giveBack(message: PortMessage): void {
    this.#returned.push(message);
  }

  thaw(): void {
    this.#frozen = false;
    this.#held.unshift(...this.#returned.splice(0));
    this.#flush();
  }

  /** Closes the channel: both ends learn of it after what was sent before. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const peer = this.peer;
    this.#tellClosed();
    peer?.close();
  }

  #flush(): void {
    if (!this.#place || this.#frozen) return;
    const place = this.#place;
    for (const message of this.#held.splice(0)) place.receive(message);
    if (this.#closed) this.#tellClosed();
  }

  #tellClosed(): void {
    if (!this.#place || this.#frozen) return;
    const place = this.#place;
    this.#place = undefined;
    place.closed();
  }
}
