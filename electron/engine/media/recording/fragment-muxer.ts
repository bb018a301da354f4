import { AVFMT_FLAG_CUSTOM_IO, AVFMT_FLAG_FLUSH_PACKETS, Dictionary, FormatContext, Rational } from 'node-av';
import { PacketPool } from '../packet-pool.ts';
import { checked } from '../source/library.ts';
import { packetTicksPerSecond, type SourcePacket, type StreamInfo } from '../source/source.ts';
import type { MuxerOutput } from './muxer-output.ts';
import type { SegmentMetadata } from './segment-metadata.ts';

/** A fragment ends here even when no key frame comes: this much is lost when the process is killed. */
const fragmentMs = 1000;

/**
 * Turns packets into the bytes of one fragmented MP4 without re-encoding them. Nothing here touches a disk: bytes come
 * out of `take` as they become whole fragments. Throws MediaError on packets that the muxer refuses.
 */
export class FragmentMuxer {
  readonly #context = new FormatContext();
  readonly #output: MuxerOutput;
  readonly #zeroTicks: bigint;
  readonly #pool = new PacketPool();
  #lastDts = -1n;

  /**
   * @param output nobody else uses it before `finish`
   * @param first the key frame that the file begins with; its decoding time is media time zero.
   */
  constructor(output: MuxerOutput, info: StreamInfo, first: SourcePacket, metadata: SegmentMetadata) {
    this.#output = output;
    this.#zeroTicks = first.packet.dts;
    try {
      this.#begin(info, metadata);
    } catch (error) {
      this.#free();
      throw error;
    }
  }

  #begin(info: StreamInfo, metadata: SegmentMetadata): void {
    checked('allocate the MP4 muxer', this.#context.allocOutputContext2(null, 'mp4', null));
    if (!this.#output.rewind()) throw new Error('the muxer output does not begin anew');
    this.#context.pb = this.#output.io;
    this.#context.setFlags(AVFMT_FLAG_CUSTOM_IO, AVFMT_FLAG_FLUSH_PACKETS);
    const stream = this.#context.newStream();
    checked('copy codec parameters', info.codecpar.copy(stream.codecpar));
    // Players of Apple and Chromium want the parameter sets of H.265 in the header, which `hvc1` promises.
    stream.codecpar.codecTag = info.codec === 'hevc' ? 'hvc1' : 'avc1';
    stream.timeBase = new Rational(1, packetTicksPerSecond);
    using tags = Dictionary.fromObject({
      comment: JSON.stringify(metadata),
      creation_time: new Date(metadata.startedAt).toISOString(),
    });
    this.#context.metadata = tags;
    using options = Dictionary.fromObject({
      movflags: 'frag_keyframe+empty_moov+default_base_moof',
      frag_duration: String(fragmentMs * 1000),
    });
    checked('write the MP4 header', this.#context.writeHeaderSync(options));
  }

  write({ packet }: SourcePacket): void {
    const dts = packet.dts - this.#zeroTicks;
    if (dts <= this.#lastDts) return;
    const copy = this.#pool.take(packet);
    if (copy === null) throw new Error('out of memory for a packet');
    copy.streamIndex = 0;
    copy.pts = packet.pts - this.#zeroTicks;
    copy.dts = dts;
    this.#lastDts = dts;
    try {
      checked('write a packet', this.#context.writeFrameSync(copy));
    } finally {
      this.#pool.giveBack(copy);
    }
  }

  /** Bytes that became ready since the last call: the header, then whole fragments. */
  take(): Buffer[] {
    return this.#output.take();
  }

  /** Ends the file; the last bytes are in `take`. Frees everything, also when it throws. */
  finish(): void {
    try {
      checked('end the MP4 file', this.#context.writeTrailerSync());
    } finally {
      this.#free();
    }
  }

  #free(): void {
    this.#context.pb = null;
    this.#context.freeContext();
    this.#pool.clear();
  }
}
