/** Largest RTP packet, header included; keeps UDP packets within an Ethernet frame and TCP frames small. */
const maxPacketBytes = 1400;
const rtpHeaderBytes = 12;
const fragmentationUnitA = 28;

export const nalType = { slice: 1, idr: 5, sps: 7, pps: 8 } as const;

/** Splits an Annex-B byte stream at its start codes. Returns views without start codes. */
export function splitNalUnits(annexB: Uint8Array): Uint8Array[] {
  const starts: { from: number; code: number }[] = [];
  for (let i = 0; i + 2 < annexB.length; i++) {
    if (annexB[i] !== 0 || annexB[i + 1] !== 0 || annexB[i + 2] !== 1) continue;
    starts.push({ from: i + 3, code: i > 0 && annexB[i - 1] === 0 ? i - 1 : i });
    i += 2;
  }
  return starts.map(({ from }, index) => annexB.subarray(from, starts[index + 1]?.code ?? annexB.length)).filter((unit) => unit.length > 0);
}

export type RtpState = { readonly ssrc: number; readonly payloadType: number; sequence: number };

/**
 * Packs one access unit into RTP packets: single NAL unit packets, and FU-A where a unit is too large.
 * Source: RFC 6184, sections 5.6 and 5.8. `timestamp` is in units of 90 kHz; `state.sequence` is moved on.
 */
export function packetize(units: readonly Uint8Array[], timestamp: number, state: RtpState): Buffer[] {
  const packets: Buffer[] = [];
  const add = (marker: boolean, parts: readonly Uint8Array[]): void => {
    const header = Buffer.alloc(rtpHeaderBytes);
    header[0] = 0x80;
    header[1] = (marker ? 0x80 : 0) | state.payloadType;
    header.writeUInt16BE(state.sequence, 2);
    header.writeUInt32BE(timestamp >>> 0, 4);
    header.writeUInt32BE(state.ssrc, 8);
    state.sequence = (state.sequence + 1) & 0xffff;
    packets.push(Buffer.concat([header, ...parts]));
  };
  units.forEach((unit, index) => {
    const isLast = index === units.length - 1;
    if (unit.length <= maxPacketBytes - rtpHeaderBytes) return add(isLast, [unit]);
    const head = unit[0] ?? 0;
    const room = maxPacketBytes - rtpHeaderBytes - 2;
    for (let from = 1; from < unit.length; from += room) {
      const end = Math.min(from + room, unit.length);
      const flags = (from === 1 ? 0x80 : 0) | (end === unit.length ? 0x40 : 0);
      const prefix = Uint8Array.of((head & 0xe0) | fragmentationUnitA, flags | (head & 0x1f));
      add(isLast && end === unit.length, [prefix, unit.subarray(from, end)]);
    }
  });
  return packets;
}
