import { BitStreamFilterAPI, CodecParameters, Demuxer, Rational, type Packet } from 'node-av';
import { packetTicksPerSecond, type SourcePacket, type StreamInfo } from '../../electron/engine/media/source/source.ts';

const timeBase = new Rational(1, packetTicksPerSecond);

/** Packets of an MP4 file as a source gives them: Annex-B, on a wall clock that begins at `startAt`. Goes through once. */
export class FilePackets implements Disposable {
  readonly info: StreamInfo;
  readonly #demuxer: Demuxer;
  readonly #filter: BitStreamFilterAPI;
  readonly #startAt: number;
  readonly #packets: Generator<Packet, undefined>;
  readonly #first: Packet;

  constructor(file: string, startAt: number) {
    this.#startAt = startAt;
    this.#demuxer = Demuxer.openSync(file);
    const stream = this.#demuxer.video();
    if (!stream) throw new Error(`${file} has no video`);
    const codec = stream.codecpar.getCodecString()?.startsWith('avc') ? 'h264' : 'hevc';
    this.#filter = BitStreamFilterAPI.create(`${codec}_mp4toannexb`, stream);
    this.#packets = this.#annexB();
    const first = this.#packets.next().value;
    if (!first) throw new Error(`${file} has no packets`);
    this.#first = first;
    const { width, height } = stream.codecpar;
    const codecpar = new CodecParameters();
    codecpar.alloc();
    this.#filter.outputCodecParameters?.copy(codecpar);
    this.info = { codec, codecString: codecpar.getCodecString() ?? '', width, height, timeBase: { num: 1, den: packetTicksPerSecond }, codecpar };
  }

  /** Each packet is freed when the next is asked for. */
  *[Symbol.iterator](): Generator<SourcePacket, undefined> {
    const toWall = BigInt(Math.round(this.#startAt * 90)) - this.#first.dts;
    for (let packet: Packet | undefined = this.#first; packet; packet = this.#packets.next().value) {
      packet.dts += toWall;
      packet.pts += toWall;
      const [at, decodeAt] = [Number(packet.pts) / 90, Number(packet.dts) / 90];
      yield { at, decodeAt, isKey: packet.isKeyframe, ptsMs: at, packet };
    }
    return undefined;
  }

  [Symbol.dispose](): void {
    this.#packets.return(undefined);
    this.#filter.close();
    this.#demuxer.closeSync();
  }

  *#annexB(): Generator<Packet, undefined> {
    const stream = this.#demuxer.video();
    if (!stream) return undefined;
    for (const read of this.#demuxer.packetsSync(stream.index)) {
      if (read === null) break;
      using source = read;
      for (const filtered of this.#filter.filterAllSync(source)) {
        using packet = filtered;
        packet.rescaleTs(stream.timeBase, timeBase);
        yield packet;
      }
    }
    return undefined;
  }
}
