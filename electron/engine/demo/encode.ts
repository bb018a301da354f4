import { rename } from 'node:fs/promises';
import { AV_LOG_ERROR, AV_PIX_FMT_RGB24, Decoder, Demuxer, Encoder, FF_ENCODER_LIBX264, FilterAPI, Frame, Log, Muxer } from 'node-av';
import { createStreet, drawnLoopMs, drawnSize } from './drawn/street.ts';

/** Says how far an encoding is, 0..1. */
export type OnProgress = (share: number) => void;

/** A surveillance camera's kind of stream: a key frame each second or two, no B frames. */
const options = { preset: 'veryfast', crf: 23 } as const;

/** x264 reports every encoding at length otherwise. */
Log.setLevel(AV_LOG_ERROR);

async function write(frames: AsyncIterable<Frame>, keyFrameEvery: number, target: string): Promise<void> {
  const unfinished = `${target}.part`;
  const encoder = await Encoder.create(FF_ENCODER_LIBX264, { gopSize: keyFrameEvery, maxBFrames: 0, options });
  try {
    const output = await Muxer.open(unfinished, { format: 'mp4' });
    const stream = output.addStream(encoder);
    for await (const packet of encoder.packets(frames)) {
      if (!packet) continue;
      using owned = packet;
      await output.writePacket(owned, stream);
    }
    for await (using packet of encoder.flushPackets()) await output.writePacket(packet, stream);
    await output.close();
  } finally {
    encoder.close();
  }
  await rename(unfinished, target);
}

/**
 * Turns any video file into the H.264 that a camera would send. Rejects when the file cannot be decoded.
 * @param target .mp4; there only when it is whole
 */
export async function encodeFile(source: string, target: string, onProgress: OnProgress): Promise<void> {
  await using input = await Demuxer.open(source);
  const video = input.video();
  if (!video) throw new Error('no video in the file');
  using decoder = await Decoder.create(video);
  const { num, den } = video.avgFrameRate;
  using filter = FilterAPI.create(`fps=${num}/${den || 1},format=yuv420p`, { framerate: video.avgFrameRate });
  const frames = filter.frames(decoder.frames(input.packets(video.index)));
  const fps = num / (den || 1);
  const total = Math.max(1, input.duration * fps);
  async function* counted(): AsyncGenerator<Frame> {
    let done = 0;
    for await (const frame of frames) {
      if (!frame) continue;
      onProgress(Math.min(1, ++done / total));
      yield frame;
    }
  }
  await write(counted(), Math.max(1, Math.round(fps * 1.5)), target);
}

/** Paints the drawn street once around and encodes it. */
export async function encodeDrawnStreet(target: string, onProgress: OnProgress): Promise<void> {
  const { width, height, fps } = drawnSize;
  const total = Math.round((drawnLoopMs / 1000) * fps);
  const paint = createStreet();
  using filter = FilterAPI.create('format=yuv420p', { framerate: { num: fps, den: 1 } });
  async function* painted(): AsyncGenerator<Frame | null> {
    for (let index = 0; index < total; index++) {
      const frame = Frame.fromVideoBuffer(Buffer.from(paint((index / fps) * 1000)), { width, height, format: AV_PIX_FMT_RGB24, timeBase: { num: 1, den: fps } });
      frame.pts = BigInt(index);
      onProgress((index + 1) / total);
      yield frame;
      await new Promise((resolve) => setImmediate(resolve));
    }
    yield null;
  }
  async function* yuv(): AsyncGenerator<Frame> {
    for await (const frame of filter.frames(painted())) if (frame) yield frame;
  }
  await write(yuv(), fps * 2, target);
}
