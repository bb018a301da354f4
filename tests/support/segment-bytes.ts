/** Boxes of fragmented MP4 written by hand after ISO/IEC 14496-12, for tests of what reads them. */
export function box(type: string, ...parts: readonly (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> {
  const size = 8 + parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(size);
  bytes.set(u32(size));
  bytes.set(Buffer.from(type, 'latin1'), 4);
  let offset = 8;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

const u32 = (...values: readonly number[]): number[] => values.flatMap((v) => [(v >>> 24) & 255, (v >>> 16) & 255, (v >>> 8) & 255, v & 255]);
const zeros = (count: number): number[] => new Array<number>(count).fill(0);

export function movie({ comment = '', width = 640, height = 360, ticksPerSecond = 1000, codec = 'avc1' } = {}): Uint8Array {
  const entry = box(codec, zeros(24), u32((width << 16) | height), zeros(50));
  const text = new TextEncoder().encode(comment);
  return concat(
    box('ftyp', u32(0x69736f35, 512)),
    box(
      'moov',
      box('mvhd', zeros(100)),
      box(
        'trak',
        box('tkhd', zeros(12), u32(1), zeros(68)),
        box('mdia', box('mdhd', zeros(12), u32(ticksPerSecond), zeros(8)), box('minf', box('stbl', box('stsd', u32(0, 1), entry)))),
      ),
      box('mvex', box('trex', u32(0, 1, 1, 0, 0, 0))),
      box('udta', box('meta', u32(0), box('ilst', box('\u00a9cmt', box('data', u32(1, 0), text))))),
    ),
  );
}

/** One fragment of `samples` samples, 100 ticks and 10 bytes each. */
export function fragment(startTicks: number, samples = 10, { isKey = true } = {}): Uint8Array {
  const run = Array.from({ length: samples }, () => u32(100, 10)).flat();
  const first = u32(isKey ? 0x2000000 : 0x1010000);
  const traf = box('traf', box('tfhd', u32(0x20000, 1)), box('tfdt', [1, 0, 0, 0], u32(0, startTicks)), box('trun', u32(0x305, samples, 0), first, run));
  return concat(box('moof', box('mfhd', u32(0, 1)), traf), box('mdat', zeros(samples * 10)));
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
