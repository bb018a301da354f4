import { rename, rm } from 'node:fs/promises';
import { Encoder, FF_ENCODER_LIBX264, Muxer, type Frame } from 'node-av';

export type H264FileOptions = {
  /** Frames from one key frame to the next. */
  readonly keyFrameEvery: number;
  /** Of x264: how much time goes into a smaller file. */
  readonly preset: 'ultrafast' | 'veryfast';
  /** .mp4; there only when it is whole. */
  readonly target: string;
};

/**
 * Encodes frames (yuv420p, freed by their generator) into an MP4 file as a surveillance camera would send them: H.264
 * without B frames, on the frames' own time stamps. Rejects when nothing can be encoded or written.
 */
export async function writeH264File(frames: AsyncIterable<Frame>, { keyFrameEvery, preset, target }: H264FileOptions): Promise<void> {
  const unfinished = `${target}.part`;
  const encoder = await Encoder.create(FF_ENCODER_LIBX264, { gopSize: keyFrameEvery, maxBFrames: 0, options: { preset, crf: 23 } });
  try {
    const output = await Muxer.open(unfinished, { format: 'mp4', options: { movflags: 'faststart' } });
    const stream = output.addStream(encoder);
    for await (const packet of encoder.packets(frames)) {
      if (!packet) continue;
      using owned = packet;
      await output.writePacket(owned, stream);
    }
    for await (using packet of encoder.flushPackets()) await output.writePacket(packet, stream);
    await output.close();
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    encoder.close();
  }
}
