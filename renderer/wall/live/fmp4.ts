import type { LiveConfig } from '../../../electron/contract/live.ts';
import { nalType, nalTypeOf, splitAnnexB } from './annex-b.ts';

/** Ticks a second of the one track. */
export const timescale = 90_000;

const utf8 = new TextEncoder();

/** All parts one after the other. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}

function u32(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => view.setUint32(index * 4, value >>> 0));
  return bytes;
}

function u16(...values: number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [(value >> 8) & 0xff, value & 0xff]));
}

function box(type: string, ...content: Uint8Array[]): Uint8Array {
  const body = joinBytes(content);
  return joinBytes([u32(body.byteLength + 8), utf8.encode(type), body]);
}

function fullBox(type: string, version: number, flags: number, ...content: Uint8Array[]): Uint8Array {
  return box(type, u32(version * 0x1000000 + flags), ...content);
}

const unityMatrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1.2). */
function avcC(sps: Uint8Array, pps: Uint8Array): Uint8Array {
  const head = Uint8Array.of(1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 0xff, 0xe1);
  return box('avcC', head, u16(sps.byteLength), sps, Uint8Array.of(1), u16(pps.byteLength), pps);
}

function videoEntry({ width, height }: LiveConfig, sps: Uint8Array, pps: Uint8Array): Uint8Array {
  return box(
    'avc1',
    new Uint8Array(6), u16(1), new Uint8Array(16), u16(width, height), u32(0x480000, 0x480000, 0), u16(1),
    new Uint8Array(32), u16(0x18, 0xffff), avcC(sps, pps),
  );
}

/** The initialisation segment of a fragmented MP4 with one H.264 track (ISO/IEC 14496-12). */
export function initSegment(config: LiveConfig, sps: Uint8Array, pps: Uint8Array): Uint8Array<ArrayBuffer> {
  const { width, height } = config;
  const sampleTable = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), videoEntry(config, sps, pps)),
    ...['stts', 'stsc', 'stco'].map((type) => fullBox(type, 0, 0, u32(0))),
    fullBox('stsz', 0, 0, u32(0, 0)),
  );
  const media = box(
    'mdia',
    fullBox('mdhd', 0, 0, u32(0, 0, timescale, 0), u16(0x55c4, 0)),
    fullBox('hdlr', 0, 0, u32(0), utf8.encode('vide'), u32(0, 0, 0), utf8.encode('video\0')),
    box(
      'minf',
      fullBox('vmhd', 0, 1, u32(0, 0)),
      box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1))),
      sampleTable,
    ),
  );
  const track = box(
    'trak',
    fullBox('tkhd', 0, 3, u32(0, 0, 1, 0, 0, 0, 0, 0, 0), unityMatrix, u32(width * 0x10000, height * 0x10000)),
    media,
  );
  const movie = box(
    'moov',
    fullBox('mvhd', 0, 0, u32(0, 0, timescale, 0, 0x10000), u16(0x100, 0), u32(0, 0), unityMatrix, new Uint8Array(24), u32(2)),
    track,
    box('mvex', fullBox('trex', 0, 0, u32(1, 1, 0, 0, 0))),
  );
  return joinBytes([box('ftyp', utf8.encode('iso5'), u32(512), utf8.encode('iso5iso6avc1mp41')), movie]);
}

export type Sample = {
  /** Length-prefixed NAL units. */
  readonly data: Uint8Array;
  readonly key: boolean;
  /** In ticks. */
  readonly decodeTime: number;
  readonly duration: number;
};

const syncSample = 0x02000000;
const dependentSample = 0x01010000;

/** One movie fragment that holds one sample. */
export function fragment(sequence: number, { data, key, decodeTime, duration }: Sample): Uint8Array<ArrayBuffer> {
  const build = (dataOffset: number): Uint8Array =>
    box(
      'moof',
      fullBox('mfhd', 0, 0, u32(sequence)),
      box(
        'traf',
        fullBox('tfhd', 0, 0x020000, u32(1)), // default-base-is-moof
        fullBox('tfdt', 1, 0, u32(Math.floor(decodeTime / 2 ** 32), decodeTime % 2 ** 32)),
        fullBox('trun', 0, 0x000701, u32(1, dataOffset, duration, data.byteLength, key ? syncSample : dependentSample)),
      ),
    );
  const dataOffset = build(0).byteLength + 8;
  return joinBytes([build(dataOffset), box('mdat', data)]);
}

/** An access unit as MP4 stores it: parameter sets and delimiters left out, each NAL unit behind its length. */
export function toSampleData(units: readonly Uint8Array[]): Uint8Array {
  const left: number[] = [nalType.sps, nalType.pps, nalType.accessUnitDelimiter];
  return joinBytes(units.filter((unit) => !left.includes(nalTypeOf(unit))).flatMap((unit) => [u32(unit.byteLength), unit]));
}

export type Muxer = {
  /**
   * Takes the next access unit (`at` in wall-clock ms) and returns the bytes that are complete now. A picture's length
   * is known when the next one comes, so the output is one picture behind.
   */
  readonly push: (packet: { at: number; key: boolean; data: Uint8Array }) => Uint8Array<ArrayBuffer>[];
  /** Wall-clock time of the media time 0; null before the first key frame. */
  readonly originAt: () => number | null;
};

const longestPictureMs = 2_000;

/** Annex-B H.264 to fragmented MP4, for browsers that have MediaSource but no WebCodecs. */
export function createMuxer(config: LiveConfig): Muxer {
  let originAt: number | null = null;
  let sequence = 0;
  let held: { at: number; key: boolean; data: Uint8Array } | null = null;
  let parameters = '';

  const ticks = (at: number): number => Math.max(0, Math.round(((at - (originAt ?? at)) * timescale) / 1_000));

  return {
    originAt: () => originAt,
    push: ({ at, key, data }) => {
      const units = splitAnnexB(data);
      const output: Uint8Array<ArrayBuffer>[] = [];
      if (originAt === null && !key) return output;
      if (held !== null) {
        const decodeTime = ticks(held.at);
        const duration = Math.max(1, Math.min(ticks(at) - decodeTime, (longestPictureMs * timescale) / 1_000));
        output.push(fragment(++sequence, { data: held.data, key: held.key, decodeTime, duration }));
        held = null;
      }
      if (key) {
        const sps = units.find((unit) => nalTypeOf(unit) === nalType.sps);
        const pps = units.find((unit) => nalTypeOf(unit) === nalType.pps);
        if (sps !== undefined && pps !== undefined && parameters !== `${sps.join()}/${pps.join()}`) {
          parameters = `${sps.join()}/${pps.join()}`;
          originAt ??= at;
          output.push(initSegment(config, sps, pps));
        }
      }
      if (originAt !== null) held = { at, key, data: toSampleData(units) };
      return output;
    },
  };
}
