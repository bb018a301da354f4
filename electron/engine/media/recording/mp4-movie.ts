import { boxes, findBox, uint32At, uint64At, type Box } from './mp4-boxes.ts';

/** What a segment's `moov` says: one video track, the metadata's comment, defaults for its fragments. */
export type Movie = {
  readonly trackId: number;
  readonly ticksPerSecond: number;
  readonly codec: 'h264' | 'hevc';
  readonly width: number;
  readonly height: number;
  readonly comment: string | null;
  readonly defaults: SampleDefaults;
};

type SampleDefaults = { readonly duration: number; readonly size: number; readonly flags: number };

/** What a `moof` says about the movie's track. Times in the movie's ticks. */
export type Fragment = {
  readonly decodeTicks: number;
  readonly durationTicks: number;
  readonly samples: number;
  readonly dataBytes: number;
  readonly startsWithKey: boolean;
};

const codecs: Readonly<Record<string, 'h264' | 'hevc'>> = { avc1: 'h264', avc3: 'h264', hvc1: 'hevc', hev1: 'hevc' };
const nonSyncSample = 0x10000;

/** Parses a whole `moov` box; null unless it holds a track of H.264 or H.265. */
export function parseMovie(view: DataView): Movie | null {
  const moov = boxes(view, 0, view.byteLength).next().value;
  if (moov?.type !== 'moov') return null;
  for (const trak of boxes(view, moov.contentStart, moov.end)) {
    const track = trak.type === 'trak' ? parseTrack(view, trak) : null;
    if (track) return { ...track, comment: parseComment(view, moov), defaults: parseDefaults(view, moov, track.trackId) };
  }
  return null;
}

function parseTrack(view: DataView, trak: Box): Omit<Movie, 'comment' | 'defaults'> | null {
  const tkhd = findBox(view, trak, 'tkhd');
  const mdhd = findBox(view, trak, 'mdia', 'mdhd');
  const stsd = findBox(view, trak, 'mdia', 'minf', 'stbl', 'stsd');
  if (!tkhd || !mdhd || !stsd) return null;
  const trackId = uint32At(view, tkhd, versionOf(view, tkhd) === 1 ? 20 : 12);
  const ticksPerSecond = uint32At(view, mdhd, versionOf(view, mdhd) === 1 ? 20 : 12);
  const entry = boxes(view, stsd.contentStart + 8, stsd.end).next().value;
  const codec = entry && codecs[entry.type];
  const size = entry && uint32At(view, entry, 24);
  if (trackId === null || !ticksPerSecond || !codec || size === undefined || size === null) return null;
  return { trackId, ticksPerSecond, codec, width: size >>> 16, height: size & 0xffff };
}

function parseComment(view: DataView, moov: Box): string | null {
  const data = findBox(view, moov, 'udta', 'meta', 'ilst', '\u00a9cmt', 'data');
  if (!data || data.contentStart + 8 > data.end) return null;
  const text = new Uint8Array(view.buffer, view.byteOffset + data.contentStart + 8, data.end - data.contentStart - 8);
  return new TextDecoder().decode(text);
}

function parseDefaults(view: DataView, moov: Box, trackId: number): SampleDefaults {
  const mvex = findBox(view, moov, 'mvex');
  const trex = mvex && boxes(view, mvex.contentStart, mvex.end).find((box) => box.type === 'trex' && uint32At(view, box, 4) === trackId);
  if (!trex) return { duration: 0, size: 0, flags: 0 };
  return { duration: uint32At(view, trex, 12) ?? 0, size: uint32At(view, trex, 16) ?? 0, flags: uint32At(view, trex, 20) ?? 0 };
}

/** Parses a whole `moof` box; null where it is malformed or says nothing about the movie's track. */
export function parseFragment(view: DataView, movie: Movie): Fragment | null {
  const moof = boxes(view, 0, view.byteLength).next().value;
  if (moof?.type !== 'moof') return null;
  for (const traf of boxes(view, moof.contentStart, moof.end)) {
    if (traf.type !== 'traf') continue;
    const tfhd = findBox(view, traf, 'tfhd');
    if (tfhd && uint32At(view, tfhd, 4) === movie.trackId) return parseTrackFragment(view, traf, tfhd, movie.defaults);
  }
  return null;
}

function parseTrackFragment(view: DataView, traf: Box, tfhd: Box, movieDefaults: SampleDefaults): Fragment | null {
  const tfdt = findBox(view, traf, 'tfdt');
  const decodeTicks = tfdt && (versionOf(view, tfdt) === 1 ? uint64At(view, tfdt, 4) : uint32At(view, tfdt, 4));
  const defaults = parseFragmentDefaults(view, tfhd, movieDefaults);
  if (decodeTicks === null || defaults === null) return null;
  const total = { samples: 0, durationTicks: 0, dataBytes: 0, startsWithKey: false };
  for (const box of boxes(view, traf.contentStart, traf.end)) {
    if (box.type !== 'trun') continue;
    const run = parseRun(view, box, defaults);
    if (run === null) return null;
    if (total.samples === 0) total.startsWithKey = run.startsWithKey;
    total.samples += run.samples;
    total.durationTicks += run.durationTicks;
    total.dataBytes += run.dataBytes;
  }
  return total.samples > 0 ? { decodeTicks, ...total } : null;
}

/** `tfhd`, ISO/IEC 14496-12 8.8.7: optional fields in the order of their flags. */
function parseFragmentDefaults(view: DataView, tfhd: Box, defaults: SampleDefaults): SampleDefaults | null {
  const flags = uint32At(view, tfhd, 0);
  if (flags === null) return null;
  let offset = 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  const next = (present: number, fallback: number): number | null => {
    if (!present) return fallback;
    offset += 4;
    return uint32At(view, tfhd, offset - 4);
  };
  const duration = next(flags & 0x8, defaults.duration);
  const size = next(flags & 0x10, defaults.size);
  const sampleFlags = next(flags & 0x20, defaults.flags);
  return duration === null || size === null || sampleFlags === null ? null : { duration, size, flags: sampleFlags };
}

type Run = Omit<Fragment, 'decodeTicks'>;

/** `trun`, ISO/IEC 14496-12 8.8.8. Work is bounded by the box's bytes, never by the count that it claims. */
function parseRun(view: DataView, trun: Box, defaults: SampleDefaults): Run | null {
  const flags = uint32At(view, trun, 0);
  const samples = uint32At(view, trun, 4);
  if (flags === null || samples === null || samples === 0) return null;
  let offset = 8 + (flags & 0x1 ? 4 : 0);
  let firstFlags: number | null = defaults.flags;
  if (flags & 0x4) {
    firstFlags = uint32At(view, trun, offset);
    offset += 4;
  }
  const has = { duration: flags & 0x100 ? 4 : 0, size: flags & 0x200 ? 4 : 0, flags: flags & 0x400 ? 4 : 0, composition: flags & 0x800 ? 4 : 0 };
  const bytesPerSample = has.duration + has.size + has.flags + has.composition;
  if (trun.contentStart + offset + samples * bytesPerSample > trun.end) return null;
  if (has.flags && !(flags & 0x4)) firstFlags = uint32At(view, trun, offset + has.duration + has.size);
  if (firstFlags === null) return null;
  let durationTicks = has.duration ? 0 : samples * defaults.duration;
  let dataBytes = has.size ? 0 : samples * defaults.size;
  if (bytesPerSample > 0) {
    for (let at = trun.contentStart + offset, end = at + samples * bytesPerSample; at < end; at += bytesPerSample) {
      if (has.duration) durationTicks += view.getUint32(at);
      if (has.size) dataBytes += view.getUint32(at + has.duration);
    }
  }
  return { samples, durationTicks, dataBytes, startsWithKey: (firstFlags & nonSyncSample) === 0 };
}

function versionOf(view: DataView, box: Box): number | null {
  return box.contentStart < box.end ? view.getUint8(box.contentStart) : null;
}
