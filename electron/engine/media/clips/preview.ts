import { stat } from 'node:fs/promises';
import { AV_CODEC_ID_H264, Decoder, Demuxer, FilterAPI, type Frame } from 'node-av';
import { writeH264File } from '../h264-file.ts';
import type { PreviewJob, PreviewResult } from './clip-job.ts';

const widest = 1280;

/**
 * Makes a copy of a clip that every browser plays: H.264, at most 1280 wide, each picture at the time it has in the clip.
 * The clip itself stays as it is. Must not run in a process that has to live.
 */
export async function makePreview({ clip, file }: PreviewJob): Promise<PreviewResult> {
  try {
    await using input = await Demuxer.open(clip);
    const video = input.video();
    if (!video) return { state: 'failed', problem: 'damaged', detail: 'no video in the clip' };
    if (video.codecpar.codecId === AV_CODEC_ID_H264) return { state: 'as-is' };
    const { num, den } = video.avgFrameRate;
    using decoder = await Decoder.create(video);
    using filter = FilterAPI.create(`scale=w='min(${widest},iw)':h=-2:flags=fast_bilinear,format=yuv420p`, { framerate: video.avgFrameRate });
    async function* pictures(): AsyncGenerator<Frame> {
      for await (const frame of filter.frames(decoder.frames(input.packets(video?.index)))) if (frame) yield frame;
    }
    await writeH264File(pictures(), { keyFrameEvery: Math.max(1, Math.round(num / (den || 1))), preset: 'ultrafast', target: file });
    return { state: 'ready', bytes: (await stat(file)).size };
  } catch (error) {
    return { state: 'failed', problem: 'damaged', detail: error instanceof Error ? error.message : String(error) };
  }
}
