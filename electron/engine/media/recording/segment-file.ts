import { open, rename, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { SegmentFacts } from '../worker-protocol.ts';
import { readBoxHeader } from './mp4-boxes.ts';
import { parseFragment, parseMovie, type Movie } from './mp4-movie.ts';
import { parseSegmentMetadata, type SegmentMetadata } from './segment-metadata.ts';
import { startedAtOfName } from './segment-name.ts';

/** Limits for what is read into memory from a file that could hold anything. */
const longestMovieBytes = 1_000_000;
const longestFragmentHeaderBytes = 4_000_000;
/** No segment lasts a day; a time stamp that says so is damage, and would keep the file from ever getting old. */
const longestSeconds = 86_400;
const mostBoxes = 100_000;
const knownBoxes: ReadonlySet<string> = new Set(['ftyp', 'styp', 'free', 'skip', 'sidx', 'moov', 'moof', 'mdat', 'mfra']);
const readAheadBytes = 4096;

/** Bytes of a file or of memory; `read` gives fewer than asked only at the end. */
export type ByteSource = { readonly size: number; read(offset: number, length: number): Promise<Uint8Array> };

/** What a segment file holds, as far as it is complete. */
export type SegmentContents = {
  readonly metadata: SegmentMetadata | null;
  readonly codec: 'h264' | 'hevc';
  readonly width: number;
  readonly height: number;
  readonly fragments: number;
  readonly durationMs: number;
  readonly beginsWithKey: boolean;
  /** Where the last complete fragment (or the index after it) ends. */
  readonly completeBytes: number;
  readonly bytes: number;
};

export type SegmentReading =
  | { readonly state: 'readable'; readonly contents: SegmentContents }
  /** Cut off before its first fragment was complete: nothing to see in it. */
  | { readonly state: 'empty' }
  /** Not a segment, or damaged at its beginning. */
  | { readonly state: 'damaged' };

/** Walks the boxes of a segment. Never throws on what the bytes say, only on what `source.read` throws. */
export async function readSegment(source: ByteSource): Promise<SegmentReading> {
  const view = windowedReader(source);
  let movie: Movie | null = null;
  let fragment: ReturnType<typeof parseFragment> = null;
  let endTicks = 0;
  let completeBytes = 0;
  let fragments = 0;
  let beginsWithKey = false;
  let offset = 0;
  let cutOff = true;
  for (let count = 0; offset < source.size; count++) {
    const header = readBoxHeader(await view(offset, 16), 0);
    const isOurs = header !== null && knownBoxes.has(header.type) && (offset > 0 || header.type === 'ftyp');
    if (!isOurs || header.size === 0 || count === mostBoxes) {
      cutOff = header === null && source.size - offset < 16;
      break;
    }
    if (offset + header.size > source.size) break;
    if (header.type === 'moov') {
      if (movie || header.size > longestMovieBytes) return { state: 'damaged' };
      movie = parseMovie(await view(offset, header.size));
      if (!movie) return { state: 'damaged' };
    } else if (header.type === 'moof') {
      if (!movie || header.size > longestFragmentHeaderBytes) break;
      fragment = parseFragment(await view(offset, header.size), movie);
      if (!fragment || fragment.decodeTicks < endTicks || fragment.decodeTicks + fragment.durationTicks > longestSeconds * movie.ticksPerSecond) {
        cutOff = false;
        break;
      }
    } else if (header.type === 'mdat') {
      if (!movie || !fragment || fragment.dataBytes > header.size - header.headerBytes) {
        cutOff = false;
        break;
      }
      if (fragments === 0) beginsWithKey = fragment.startsWithKey;
      fragments++;
      endTicks = fragment.decodeTicks + fragment.durationTicks;
      completeBytes = offset + header.size;
      fragment = null;
    } else if (header.type === 'mfra') completeBytes = offset + header.size;
    offset += header.size;
  }
  if (!movie || fragments === 0) return { state: cutOff || source.size === 0 ? 'empty' : 'damaged' };
  const { codec, width, height } = movie;
  const durationMs = Math.round((endTicks * 1000) / movie.ticksPerSecond);
  const metadata = parseSegmentMetadata(movie.comment);
  return {
    state: 'readable',
    contents: { metadata, codec, width, height, fragments, durationMs, beginsWithKey, completeBytes, bytes: source.size },
  };
}

/** Reads ahead a little, so that a fragment's header and the next box cost one read. */
function windowedReader(source: ByteSource): (offset: number, length: number) => Promise<DataView> {
  let window: Uint8Array = new Uint8Array();
  let windowStart = 0;
  return async (offset, length) => {
    if (offset < windowStart || offset + length > windowStart + window.byteLength) {
      window = await source.read(offset, Math.min(Math.max(length, readAheadBytes), source.size - offset));
      windowStart = offset;
    }
    const start = offset - windowStart;
    return new DataView(window.buffer, window.byteOffset + start, Math.min(length, window.byteLength - start));
  };
}

/** Reads what a segment file holds so far. Throws the file system's errors. */
export async function readSegmentFile(path: string): Promise<SegmentReading> {
  await using file = await open(path, 'r');
  return await readSegment(await fileSource(file));
}

export type Repair =
  | { readonly state: 'whole' | 'repaired'; readonly contents: SegmentContents }
  | { readonly state: 'removed' }
  | { readonly state: 'quarantined'; readonly path: string };

/**
 * Makes a segment that a dead process left behind usable: cuts it off after its last complete fragment. A file that
 * was cut off before its first is removed; one that is damaged is renamed to `….damaged` and kept for people to look at.
 * Must not be called on a file that is still written. Throws the file system's errors.
 */
export async function repairSegment(path: string): Promise<Repair> {
  const reading = await repairInPlace(path);
  if (reading.state === 'empty') {
    await unlink(path);
    return { state: 'removed' };
  }
  if (reading.state === 'damaged') {
    await rename(path, `${path}.damaged`);
    return { state: 'quarantined', path: `${path}.damaged` };
  }
  const { contents } = reading;
  return contents.completeBytes === contents.bytes
    ? { state: 'whole', contents }
    : { state: 'repaired', contents: { ...contents, bytes: contents.completeBytes } };
}

async function repairInPlace(path: string): Promise<SegmentReading> {
  await using file = await open(path, 'r+');
  const reading = await readSegment(await fileSource(file));
  if (reading.state === 'readable' && reading.contents.completeBytes < reading.contents.bytes) {
    await file.truncate(reading.contents.completeBytes);
    await file.sync();
  }
  return reading;
}

/** Facts for the index; a file without our metadata goes by its name. Null when neither tells when it began. */
export function segmentFacts(cameraId: string, file: string, contents: SegmentContents): SegmentFacts | null {
  const startedAt = contents.metadata?.startedAt ?? startedAtOfName(file);
  if (startedAt === null) return null;
  const { durationMs, bytes, codec, width, height } = contents;
  return { cameraId: contents.metadata?.cameraId ?? cameraId, file, startedAt, endedAt: startedAt + durationMs, bytes, codec, width, height };
}

async function fileSource(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    read: async (offset, length) => {
      const buffer = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
  };
}
