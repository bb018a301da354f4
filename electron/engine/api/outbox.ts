import type { Push } from './push-hub.ts';

/** What of a connection an outbox needs. */
export type Wire = {
  send(text: string): void;
  /** Bytes accepted by `send` that have not left yet. */
  bufferedBytes(): number;
  /** Ends the connection; the window opens a new one and asks for everything again. */
  drop(): void;
};

/** Above this a window counts as slow: pushes of states wait, and only the latest of each is kept. */
export const slowBytes = 1_000_000;
/** Above this it is hopeless. Events are never left out silently, so the connection ends. */
export const hopelessBytes = 16_000_000;

/**
 * Sends to one window. A slow window gets every answer and every event, but of the station's and cameras' states only
 * the latest; log lines are left out.
 */
export class Outbox {
  readonly #wire: Wire;
  readonly #waiting = new Map<string, Push>();

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  answer(message: unknown): void {
    this.#send(message);
  }

  push(push: Push): void {
    const key = stateKey(push);
    if (key === null || this.#wire.bufferedBytes() <= slowBytes) {
      if (key !== null) this.#waiting.delete(key);
      this.#send({ push: push.name, data: push.data });
      return;
    }
    if (push.name !== 'log') this.#waiting.set(key, push);
  }

  /** Sends what waited, as far as the window takes it; to be called from time to time. */
  flush(): void {
    for (const [key, push] of this.#waiting) {
      if (this.#wire.bufferedBytes() > slowBytes) return;
      this.#waiting.delete(key);
      this.#send({ push: push.name, data: push.data });
    }
  }

  #send(message: unknown): void {
    if (this.#wire.bufferedBytes() > hopelessBytes) this.#wire.drop();
    else this.#wire.send(JSON.stringify(message));
  }
}

/** What a later push takes the place of; null for pushes that each count. */
function stateKey({ name, data }: Push): string | null {
  switch (name) {
    case 'event':
      return null;
    case 'camera':
      return `camera ${data.cameraId}`;
    case 'test':
      return `test ${data.testId}`;
    case 'station':
    case 'log':
      return name;
  }
}
