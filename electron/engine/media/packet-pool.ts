import { Packet } from 'node-av';

/** More than this lying idle is freed. */
const mostSpare = 128;

/**
 * References to packets, in objects that are used again. A new object for each packet costs more than taking the
 * reference: the garbage collector has to visit every one of them, and every packet of every camera is kept two or
 * three times.
 */
export class PacketPool {
  readonly #spare: Packet[] = [];

  /** A reference of its own to what the packet holds, to be given back; null when there is no memory for it. */
  take(packet: Packet): Packet | null {
    const own = this.#spare.pop() ?? fresh();
    if (own.ref(packet) >= 0) return own;
    own.free();
    return null;
  }

  /** The reference ends; the packet may not be used any more. */
  giveBack(packet: Packet): void {
    packet.unref();
    if (this.#spare.length < mostSpare) this.#spare.push(packet);
    else packet.free();
  }

  /** Frees what lies idle. The pool can be used again. */
  clear(): void {
    for (const packet of this.#spare.splice(0)) packet.free();
  }
}

function fresh(): Packet {
  const packet = new Packet();
  packet.alloc();
  return packet;
}
