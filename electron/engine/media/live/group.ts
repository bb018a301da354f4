import type { Packet } from 'node-av';
import { PacketPool } from '../packet-pool.ts';
import type { SourcePacket } from '../source/source.ts';

/** A group of pictures that grows beyond this is not kept: a new viewer then waits for the next key frame. */
const mostBytes = 8_000_000;

export type KeptPacket = { readonly packet: Packet; readonly isKey: boolean; readonly at: number };

/** The packets since the last key frame, as references into the media library's memory: nothing is copied. */
export class GroupOfPictures {
  #kept: KeptPacket[] = [];
  readonly #pool = new PacketPool();
  #bytes = 0;

  get packets(): readonly KeptPacket[] {
    return this.#kept;
  }

  add({ packet, isKey, at }: SourcePacket): void {
    if (isKey) this.clear();
    else if (this.#kept.length === 0) return;
    const kept = this.#pool.take(packet);
    if (kept === null) return;
    this.#kept.push({ packet: kept, isKey, at });
    this.#bytes += kept.size;
    if (this.#bytes > mostBytes) this.clear();
  }

  clear(): void {
    for (const { packet } of this.#kept) this.#pool.giveBack(packet);
    this.#kept = [];
    this.#bytes = 0;
  }

  /** The stream is over: frees everything. */
  close(): void {
    this.clear();
    this.#pool.clear();
  }
}
