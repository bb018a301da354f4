import { AV_FRAME_FLAG_CORRUPT, AVERROR_EAGAIN, Codec, CodecContext, Frame, Rational, type Packet } from 'node-av';
import { PacketPool } from '../packet-pool.ts';
import type { SmallFrame } from '../small-frame.ts';
import { packetTicksPerSecond, type SourcePacket, type StreamInfo } from '../source/source.ts';
import { createSmallFrame } from './decoded-frame.ts';
import { createFramePicker, type FramePicker } from './frame-picker.ts';
import { PictureScaler } from './picture-scaler.ts';

export type FrameMakerOptions = {
  /** Frames a second wanted at most. */
  readonly fps: number;
  /** Gets each chosen frame and frees it, now or later. */
  readonly onFrame: (frame: SmallFrame) => void;
};

export type FrameMakerCounts = {
  readonly decoded: number;
  readonly picked: number;
  /** Packets and pictures that were damaged. */
  readonly errors: number;
  /** Packets left out: behind a damaged one until the next key frame, or because decoding was too slow. */
  readonly skipped: number;
};

/** About 4 s of a camera. Decoding that lags further behind gives up what waits and goes on at the next key frame. */
const mostWaiting = 100;
const ticksPerMs = packetTicksPerSecond / 1_000;

/**
 * Decodes a live stream and hands out small frames at the analysis rate. The decoding runs on the library's threads
 * (libuv's pool), one thread for each stream, so that a big picture does not hold up the packets of other cameras.
 */
export class FrameMaker {
  readonly #onFrame: (frame: SmallFrame) => void;
  readonly #picker: FramePicker;
  readonly #scaler = new PictureScaler();
  readonly #pool = new PacketPool();
  readonly #waiting: (Packet | StreamInfo)[] = [];
  /** For the next picture: only those that are picked are handed out and need another. */
  #spare: Frame | null = null;
  #decoder: CodecContext | null = null;
  #needsKeyFrame = true;
  #isClosed = false;
  #pumping: Promise<void> | null = null;
  #index = 0;
  #counts = { decoded: 0, picked: 0, errors: 0, skipped: 0 };

  constructor({ fps, onFrame }: FrameMakerOptions) {
    this.#onFrame = onFrame;
    this.#picker = createFramePicker(fps);
  }

  get counts(): FrameMakerCounts {
    return { ...this.#counts };
  }

  setFps(fps: number): void {
    this.#picker.setFps(fps);
  }

  /** What the packets that follow are; again whenever that changes. */
  open(info: StreamInfo): void {
    this.#needsKeyFrame = true;
    this.#add(info);
  }

  packet({ isKey, packet }: SourcePacket): void {
    if (this.#waiting.length >= mostWaiting) {
      this.#dropWaiting();
      this.#needsKeyFrame = true;
    }
    const own = this.#needsKeyFrame && !isKey ? null : this.#pool.take(packet);
    if (own === null) {
      this.#counts.skipped += 1;
      return;
    }
    this.#needsKeyFrame = false;
    this.#add(own);
  }

  /** Frees everything once the packet in work is done. Frames handed out before stay usable until they are freed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#dropWaiting();
    await this.#pumping;
    this.#decoder?.freeContext();
    this.#decoder = null;
    this.#scaler.close();
    this.#spare?.free();
    this.#spare = null;
    this.#pool.clear();
  }

  #add(item: Packet | StreamInfo): void {
    if (this.#isClosed) {
      if (!('codecpar' in item)) this.#pool.giveBack(item);
      return;
    }
    this.#waiting.push(item);
    this.#pumping ??= this.#pump().finally(() => (this.#pumping = null));
  }

  #dropWaiting(): void {
    const infos = this.#waiting.filter((item) => 'codecpar' in item);
    for (const item of this.#waiting.splice(0)) {
      if ('codecpar' in item) continue;
      this.#pool.giveBack(item);
      this.#counts.skipped += 1;
    }
    this.#waiting.push(...infos.slice(-1));
  }

  async #pump(): Promise<void> {
    for (let item = this.#waiting.shift(); item !== undefined && !this.#isClosed; item = this.#waiting.shift()) {
      if ('codecpar' in item) this.#openDecoder(item);
      else await this.#decode(item);
    }
  }

  #openDecoder(info: StreamInfo): void {
    this.#decoder?.freeContext();
    this.#decoder = null;
    const codec = Codec.findDecoder(info.codecpar.codecId);
    if (codec === null) return;
    const decoder = new CodecContext();
    decoder.allocContext3(codec);
    decoder.parametersToContext(info.codecpar);
    decoder.threadCount = 1;
    decoder.pktTimebase = new Rational(1, packetTicksPerSecond);
    if (decoder.open2Sync(codec) < 0) {
      decoder.freeContext();
      this.#counts.errors += 1;
      return;
    }
    this.#decoder = decoder;
  }

  async #decode(packet: Packet): Promise<void> {
    const decoder = this.#decoder;
    const sent = decoder === null ? 0 : await decoder.sendPacket(packet);
    this.#pool.giveBack(packet);
    if (decoder === null) return;
    if (sent < 0 && sent !== AVERROR_EAGAIN) {
      this.#counts.errors += 1;
      this.#needsKeyFrame = true;
      return;
    }
    this.#receive(decoder);
  }

  #receive(decoder: CodecContext): void {
    for (;;) {
      const frame = (this.#spare ??= allocatedFrame());
      // The library empties the frame first, whatever was in it.
      if (decoder.receiveFrameSync(frame) < 0) return;
      this.#counts.decoded += 1;
      const at = Number(frame.pts) / ticksPerMs;
      const isDamaged = frame.hasFlags(AV_FRAME_FLAG_CORRUPT);
      if (isDamaged) this.#counts.errors += 1;
      if (!isDamaged && !this.#isClosed && this.#picker.wants(at)) {
        this.#counts.picked += 1;
        this.#spare = null;
        this.#onFrame(createSmallFrame(frame, at, this.#index, this.#scaler));
      }
      this.#index += 1;
    }
  }
}

function allocatedFrame(): Frame {
  const frame = new Frame();
  frame.alloc();
  return frame;
}
