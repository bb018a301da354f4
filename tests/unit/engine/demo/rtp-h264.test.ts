import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packetize, splitNalUnits } from '../../../../electron/engine/demo/rtsp/rtp-h264.ts';

const startCode = [0, 0, 0, 1];

/** Puts RTP packets together again the way a player does (RFC 6184). */
function reassemble(packets: readonly Buffer[]): Buffer[] {
  const units: Buffer[] = [];
  let open: Buffer[] = [];
  for (const packet of packets) {
    const payload = packet.subarray(12);
    const first = payload[0] ?? 0;
    if ((first & 31) !== 28) {
      units.push(payload);
      continue;
    }
    const flags = payload[1] ?? 0;
    if (flags & 0x80) open = [Buffer.of((first & 0xe0) | (flags & 31))];
    open.push(payload.subarray(2));
    if (flags & 0x40) units.push(Buffer.concat(open));
  }
  return units;
}

describe('H.264 over RTP', () => {
  it('splits a byte stream at three- and four-byte start codes', () => {
    const units = splitNalUnits(Uint8Array.from([...startCode, 0x67, 1, 2, 0, 0, 1, 0x68, 3, ...startCode, 0x65, 4]));
    expect(units.map((unit) => [...unit])).toEqual([[0x67, 1, 2], [0x68, 3], [0x65, 4]]);
  });

  it('gives a player back every byte of every unit, however large it is', () => {
    const unit = fc.uint8Array({ minLength: 1, maxLength: 6000 }).map((bytes) => Uint8Array.from([0x65, ...bytes]));
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 5 }), (units) => {
        const packets = packetize(units, 90, { ssrc: 1, payloadType: 96, sequence: 65_530 });
        expect(reassemble(packets).map((bytes) => [...bytes])).toEqual(units.map((bytes) => [...bytes]));
        for (const packet of packets) expect(packet.length).toBeLessThanOrEqual(1400);
        expect(packets.map((packet) => (packet[1] ?? 0) >> 7)).toEqual(packets.map((_, index) => (index === packets.length - 1 ? 1 : 0)));
        const first = packets[0]?.readUInt16BE(2) ?? 0;
        packets.forEach((packet, index) => expect(packet.readUInt16BE(2)).toBe((first + index) & 0xffff));
      }),
    );
  });
});
