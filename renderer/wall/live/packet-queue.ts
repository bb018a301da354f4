import type { LivePacket } from './message.ts';

/** Encoded pictures waiting for their time: bounded, and never handing out a picture whose reference was dropped. */
export type PacketQueue = {
  push: (packet: LivePacket) => void;
  /** The next packet if `due` says so, in decoding order. */
  take: (due: (packet: LivePacket) => boolean) => LivePacket | null;
  /** Drops everything up to the next key frame, as after a decoder's error. */
  waitForKey: () => void;
  /** Drops what lies before the newest key frame: the way back to the present for a decoder that fell behind. */
  skipToLastKey: () => void;
  readonly length: () => number;
  /** Time of the packet that `take` would give. */
  readonly nextAt: () => number | null;
  /** Packets dropped since the start. */
  readonly dropped: () => number;
};

/**
 * @param maxPackets when more are waiting, the oldest group of pictures is dropped as a whole
 * @param maxSpanMs the same for time between the oldest and the newest
 */
export function createPacketQueue(maxPackets = 256, maxSpanMs = 2_500): PacketQueue {
  let packets: LivePacket[] = [];
  let dropped = 0;
  let needsKey = true;

  const tooLong = (): boolean => {
    const first = packets[0];
    const last = packets.at(-1);
    return packets.length > maxPackets || (first !== undefined && last !== undefined && Math.abs(last.at - first.at) > maxSpanMs);
  };

  const dropOldestGroup = (): void => {
    const nextKey = packets.findIndex((packet, index) => index > 0 && packet.key);
    const cut = nextKey < 0 ? packets.length : nextKey;
    dropped += cut;
    packets = packets.slice(cut);
    if (packets.length === 0) needsKey = true;
  };

  return {
    push: (packet) => {
      if (needsKey && !packet.key) {
        dropped++;
        return;
      }
      needsKey = false;
      packets.push(packet);
      while (tooLong()) dropOldestGroup();
    },
    take: (due) => {
      const first = packets[0];
      if (first === undefined || !due(first)) return null;
      packets.shift();
      return first;
    },
    waitForKey: () => {
      const key = packets.findIndex((packet) => packet.key);
      const cut = key < 0 ? packets.length : key;
      dropped += cut;
      packets = packets.slice(cut);
      if (packets.length === 0) needsKey = true;
    },
    skipToLastKey: () => {
      const key = packets.findLastIndex((packet) => packet.key);
      if (key <= 0) return;
      dropped += key;
      packets = packets.slice(key);
    },
    length: () => packets.length,
    nextAt: () => packets[0]?.at ?? null,
    dropped: () => dropped,
  };
}
