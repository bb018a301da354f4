import { AVIO_FLAG_WRITE, Dictionary, FormatContext, IOContext, Rational, type Packet, type Stream } from 'node-av';
import { checked } from '../source/library.ts';
import { packetTicksPerSecond } from '../source/source.ts';

/** Writes packets on the wall clock into a regular MP4 file whose index stands at the front. Throws MediaError. */
export class ClipWriter {
  /** Wall-clock ticks of the first picture and of the end, known once something was written. */
  firstPts: bigint | null = null;
  endPts = 0n;
  readonly #context = new FormatContext();
  readonly #io = new IOContext();
  #lastDts: bigint | null = null;
  #step = 0n;

  constructor(path: string, like: Stream, codec: 'h264' | 'hevc') {
    try {
      checked('allocate the MP4 muxer', this.#context.allocOutputContext2(null, 'mp4', path));
      checked('open the clip', this.#io.open2Sync(path, AVIO_FLAG_WRITE));
      this.#context.pb = this.#io;
      const stream = this.#context.newStream();
      checked('copy codec parameters', like.codecpar.copy(stream.codecpar));
      stream.codecpar.codecTag = codec === 'hevc' ? 'hvc1' : 'avc1';
      stream.timeBase = new Rational(1, packetTicksPerSecond);
      checked('write the header', this.#context.writeHeaderSync(Dictionary.fromObject({ movflags: 'faststart' })));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * Takes packets in decoding order; the first must be a key frame. Changes the packet's time stamps: zero is when the
   * first picture is shown. Counted from its decoding, the muxer would begin a stream with B pictures with an empty edit,
   * and players would show every picture that much too late.
   */
  write(packet: Packet): void {
    this.firstPts ??= packet.pts;
    const end = packet.pts + (packet.duration > 0n ? packet.duration : this.#step);
    if (end > this.endPts) this.endPts = end;
    const dts = packet.dts - this.firstPts;
    const last = this.#lastDts;
    if (last !== null) this.#step = dts - last;
    // Starts of segments are rounded to ms; never let that turn the order around.
    packet.dts = last === null || dts > last ? dts : last + 1n;
    packet.pts -= this.firstPts;
    if (packet.pts < packet.dts) packet.pts = packet.dts;
    packet.streamIndex = 0;
    this.#lastDts = packet.dts;
    checked('write a packet', this.#context.writeFrameSync(packet));
  }

  /** Completes the file. */
  finish(comment: string, createdAt: number): void {
    this.#context.metadata = Dictionary.fromObject({ comment, creation_time: new Date(createdAt).toISOString() });
    checked('complete the clip', this.#context.writeTrailerSync());
    this.#io.flushSync();
    checked('write the clip', this.#io.error);
  }

  close(): void {
    this.#context.pb = null;
    this.#io.closepSync();
    this.#context.freeContext();
  }
}
