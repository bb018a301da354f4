import { AV_LOG_ERROR, AV_PIX_FMT_RGB24, Decoder, Demuxer, FilterAPI, Frame, Log } from 'node-av';
import { writeH264File } from '../media/h264-file.ts';
import { createStreet, drawnLoopMs, drawnSize } from './drawn/street.ts';

/** Says how far an encoding is, 0..1. */
export type OnProgress = (share: number) => void;

/** x264 reports every encoding at length otherwise. */
Log.setLevel(AV_LOG_ERROR);

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
  await writeH264File(counted(), { keyFrameEvery: Math.max(1, Math.round(fps * 1.5)), preset: 'veryfast', target });
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
  await writeH264File(yuv(), { keyFrameEvery: fps * 2, preset: 'veryfast', target });
}
