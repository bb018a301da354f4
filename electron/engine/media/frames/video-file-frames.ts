import { AV_NOPTS_VALUE, Codec, CodecContext, Frame, Packet } from 'node-av';
import type { SmallFrame } from '../small-frame.ts';
import { ticksToMs } from '../source/library.ts';
import { openContainer, VideoFileError, type OpenVideoFile } from '../source/video-file.ts';
import { createSmallFrame } from './decoded-frame.ts';
import { createFramePicker } from './frame-picker.ts';
import { PictureScaler } from './picture-scaler.ts';

export type VideoFile = {
  readonly width: number;
  readonly height: number;
  /** Frames a second as the container says, or 25. */
  readonly fps: number;
  /** As the container says; null when it does not. */
  readonly durationMs: number | null;
  /**
   * The frames from the first to the last, once: all of them, or those at a lower rate. The caller frees each; the
   * numbers (`index`) are those of the source's frames, from 0, whatever the rate.
   */
  readonly frames: (fps: number | 'source') => Generator<SmallFrame, void, undefined>;
  readonly close: () => void;
};

export type VideoFileOptions = {
  /** Threads of the decoder; the pictures are the same with any number. */
  readonly threads?: number;
  /** Containers that are opened, by FFmpeg's names; those of videos when left out. */
  readonly formats?: string;
};

const defaultFps = 25;

function openDecoder({ stream }: OpenVideoFile, threads: number): CodecContext {
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  if (codec === null) throw new VideoFileError('unsupported-codec', 'the video can not be decoded');
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.parametersToContext(stream.codecpar);
  decoder.threadCount = threads;
  decoder.pktTimebase = stream.timeBase;
  if (decoder.open2Sync(codec) < 0) throw new VideoFileError('unsupported-codec', 'the video can not be decoded');
  return decoder;
}

/** Decodes packet by packet; damaged packets are left out. Yields frames that the taker owns. */
function* decodedFrames({ input, stream }: OpenVideoFile, decoder: CodecContext): Generator<Frame, void, undefined> {
  using packet = new Packet();
  packet.alloc();
  function* received(): Generator<Frame, void, undefined> {
    for (;;) {
      const frame = new Frame();
      frame.alloc();
      if (decoder.receiveFrameSync(frame) < 0) {
        frame.free();
        return;
      }
      yield frame;
    }
  }
  while (input.readFrameSync(packet) >= 0) {
    if (packet.streamIndex === stream.index && decoder.sendPacketSync(packet) >= 0) yield* received();
    packet.unref();
  }
  decoder.sendPacketSync(null);
  yield* received();
}

/**
 * Opens a video file for analysis as fast as it goes. Everything is synchronous: the library's asynchronous ways cost
 * a third of the speed. The first frame is decoded at once, so that a file without pictures fails here.
 * @throws VideoFileError
 */
export function openVideoFile(file: string, { threads = 1, formats }: VideoFileOptions = {}): VideoFile {
  const opened = openContainer(file, formats);
  const { input, stream } = opened;
  let decoder: CodecContext | null = null;
  const scaler = new PictureScaler();
  let first: Frame | null = null;
  let isClosed = false;

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    first?.free();
    decoder?.freeContext();
    scaler.close();
    input.closeInputSync();
  }

  try {
    decoder = openDecoder(opened, threads);
    const rest = decodedFrames(opened, decoder);
    first = rest.next().value ?? null;
    if (first === null) throw new VideoFileError('stream-broken', 'the file has no picture that can be decoded');
    const { width, height } = first;
    const rate = stream.avgFrameRate;
    const fps = rate.num > 0 && rate.den > 0 ? rate.toDouble() : defaultFps;
    const startMs = ticksToMs(first.bestEffortTimestamp, stream.timeBase) ?? 0;
    const durationMs = input.duration > 0n && input.duration !== AV_NOPTS_VALUE ? Number(input.duration) / 1_000 : null;

    function* all(): Generator<Frame, void, undefined> {
      if (first === null) throw new Error('the frames of a video file can be read once');
      const head = first;
      first = null;
      yield head;
      yield* rest;
    }

    function* frames(wantedFps: number | 'source'): Generator<SmallFrame, void, undefined> {
      const picker = wantedFps === 'source' ? null : createFramePicker(wantedFps);
      let index = -1;
      let lastAt = -Infinity;
      for (const frame of all()) {
        index += 1;
        const stampMs = ticksToMs(frame.bestEffortTimestamp, stream.timeBase);
        const ownAt = stampMs === null ? null : stampMs - startMs;
        const at = ownAt !== null && ownAt > lastAt ? ownAt : Math.max(0, lastAt + 1_000 / fps);
        lastAt = at;
        if (picker?.wants(at) === false) frame.free();
        else yield createSmallFrame(frame, at, index, scaler);
      }
    }

    return { width, height, fps, durationMs, frames, close };
  } catch (error) {
    close();
    throw error;
  }
}
