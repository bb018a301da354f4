import type { StreamInfo } from './source.ts';

/** H.264: SPS 7, PPS 8. H.265: VPS 32, SPS 33, PPS 34. */
const parameterSetTypes = { h264: [7, 8], hevc: [32, 33, 34] } as const;
const mostUnits = 64;
const startCode = Buffer.from([0, 0, 0, 1]);

function unitType(codec: StreamInfo['codec'], header: number): number {
  return codec === 'h264' ? header & 31 : (header >> 1) & 63;
}

function isSlice(codec: StreamInfo['codec'], type: number): boolean {
  return codec === 'h264' ? type >= 1 && type <= 5 : type < 32;
}

/**
 * The parameter sets before the first slice of an Annex-B access unit (ISO/IEC 14496-10 annex B), each behind a
 * four-byte start code and only once, or null when the unit does not carry all the kinds its codec has.
 */
export function parameterSetsOf(codec: StreamInfo['codec'], unit: Buffer): Buffer | null {
  const wanted: readonly number[] = parameterSetTypes[codec];
  const found = new Map<string, Buffer>();
  const kinds = new Set<number>();
  let at = unit.indexOf('\0\0\x01', 0, 'latin1');
  for (let count = 0; at >= 0 && count < mostUnits; count++) {
    const start = at + 3;
    const header = unit[start];
    if (header === undefined) break;
    const type = unitType(codec, header);
    if (isSlice(codec, type)) break;
    const next = unit.indexOf('\0\0\x01', start, 'latin1');
    if (wanted.includes(type)) {
      let end = next < 0 ? unit.length : next;
      while (end > start && unit[end - 1] === 0) end -= 1;
      const set = unit.subarray(start, end);
      found.set(set.toString('latin1'), set);
      kinds.add(type);
    }
    at = next;
  }
  return wanted.every((type) => kinds.has(type)) ? Buffer.concat([...found.values()].flatMap((set) => [startCode, set])) : null;
}

/** Without the emulation prevention bytes (00 00 03 stands for 00 00). */
function rawPayload(unit: Buffer): Buffer {
  const bytes: number[] = [];
  let zeros = 0;
  for (const byte of unit) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    bytes.push(byte);
  }
  return Buffer.from(bytes);
}

function reversedBits(value: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 32; bit++) reversed = (reversed << 1) | ((value >>> bit) & 1);
  return reversed >>> 0;
}

/**
 * WebCodecs codec string of parameter sets as `parameterSetsOf` gives them, from the first SPS: avc1.PPCCLL (RFC 6381)
 * or hev1 with profile, compatibility, tier, level and constraints (ISO/IEC 14496-15 annex E). Null when it is cut short.
 * FFmpeg's own string for H.265 has the compatibility bits the wrong way round.
 */
export function codecStringOf(codec: StreamInfo['codec'], sets: Buffer): string | null {
  const spsType = codec === 'h264' ? 7 : 33;
  for (let at = sets.indexOf(startCode); at >= 0; at = sets.indexOf(startCode, at + 4)) {
    const unit = rawPayload(sets.subarray(at + 4, at + 64));
    if (unitType(codec, unit[0] ?? 0) !== spsType) continue;
    if (codec === 'h264') return unit.length < 4 ? null : `avc1.${unit.toString('hex', 1, 4)}`;
    if (unit.length < 15) return null;
    const [general = 0, level = 0] = [unit[3], unit[14]];
    const space = ['', 'A', 'B', 'C'][general >> 6] ?? '';
    const compatibility = reversedBits(unit.readUInt32BE(4)).toString(16).toUpperCase();
    const constraints = [...unit.subarray(8, 14)].map((byte) => byte.toString(16).toUpperCase());
    while (constraints.at(-1) === '0') constraints.pop();
    return ['hev1', `${space}${general & 31}`, compatibility, `${general & 32 ? 'H' : 'L'}${level}`, ...constraints].join('.');
  }
  return null;
}
