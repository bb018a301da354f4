import { AVERROR_EOF, AVMEDIA_TYPE_VIDEO, FormatContext, Packet, Rational } from 'node-av';
import type { Stream } from 'node-av';
import { readSegmentFile, segmentFacts } from '../recording/segment-file.ts';
import { checked } from '../source/library.ts';
import { packetTicksPerSecond } from '../source/source.ts';

const ticksPerMs = packetTicksPerSecond / 1000;
const packetTimeBase = new Rational(1, packetTicksPerSecond);

/** A segment that touches the wanted span, with as much of it as is complete. */
export type ReadableSegment = {
  readonly path: string;
  readonly codec: 'h264' | 'hevc';
  readonly startedAt: number;
  readonly endedAt: number;
  readonly completeBytes: number;
};

/** Looks at a segment; null where it is gone or holds nothing. Also for one that is still written. */
export async function inspectSegment(path: string, cameraId: string): Promise<ReadableSegment | null> {
  const reading = await readSegmentFile(path).catch((error: unknown) => {
    // Retention may have been faster.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (reading?.state !== 'readable') return null;
  const name = path.split(/[\\/]/).slice(-3).join('/');
  const facts = segmentFacts(cameraId, name, reading.contents);
  const { codec, completeBytes } = reading.contents;
  return facts && { path, codec, startedAt: facts.startedAt, endedAt: facts.endedAt, completeBytes };
}

/** A segment opened for its packets, on the wall clock. Throws MediaError on files that cannot be read. */
export class SegmentReader implements Disposable {
  readonly stream: Stream;
  readonly #context = new FormatContext();
  readonly #zeroTicks: bigint;

  constructor({ path, startedAt, completeBytes }: ReadableSegment) {
    this.#zeroTicks = BigInt(startedAt * ticksPerMs);
    try {
      // The end of a growing file is not there yet: the library must not look beyond what is complete.
      checked('open a segment', this.#context.openInputSync(`subfile,,start,0,end,${completeBytes},,:${path}`));
      const index = this.#context.findBestStream(AVMEDIA_TYPE_VIDEO, -1, -1);
      const stream = this.#context.streams[checked('find the video', index)];
      if (!stream) throw new Error('a segment without video');
      this.stream = stream;
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  /** What has to be the same for two segments to go into one clip. */
  get configuration(): string {
    const { codecpar } = this.stream;
    return `${codecpar.codecId} ${codecpar.width}x${codecpar.height} ${codecpar.extradata?.toString('base64') ?? ''}`;
  }

  /** Packets with `pts` and `dts` since 1970 in 90 kHz ticks. Each is freed when the next is asked for. */
  *packets(): Generator<Packet, undefined> {
    for (;;) {
      using packet = new Packet();
      packet.alloc();
      const result = this.#context.readFrameSync(packet);
      if (result === AVERROR_EOF) return undefined;
      checked('read a segment', result);
      if (packet.streamIndex !== this.stream.index) continue;
      packet.rescaleTs(this.stream.timeBase, packetTimeBase);
      packet.timeBase = packetTimeBase;
      packet.pts += this.#zeroTicks;
      packet.dts += this.#zeroTicks;
      yield packet;
    }
  }

  [Symbol.dispose](): void {
    this.#context.closeInputSync();
  }
}
