import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { openVideoFile } from '../../electron/engine/media/frames/video-file-frames.ts';
import { grayWidth, planarSize } from '../../electron/engine/media/frames/picture-scaler.ts';
import { testVideo } from '../support/test-video.ts';
import type { BenchRow } from './row.ts';

const longest = 416;
/** The best of these counts on both sides: whatever else the machine does only makes a round slower. */
const rounds = 5;

/** Frames a second of one pass: every frame decoded, scaled to luma and to the detector's planes. */
function ourRate(file: string): number {
  const startedAt = performance.now();
  const video = openVideoFile(file, { threads: 1 });
  let count = 0;
  for (const frame of video.frames('source')) {
    frame.gray();
    frame.planes(longest);
    frame.free();
    count += 1;
  }
  video.close();
  return (count * 1_000) / (performance.now() - startedAt);
}

async function ffmpegMs(args: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  await promisify(execFile)('ffmpeg', ['-v', 'error', ...args]);
  return performance.now() - startedAt;
}

/** Arguments for the ffmpeg command line to do the same with a file. */
function sameWork(file: string, width: number, height: number): string[] {
  const planes = planarSize(width, height, { way: 'longest', longest, pad: 0 });
  const luma = { width: grayWidth, height: Math.round((height * grayWidth) / width) };
  const graph = [
    'split[a][b]',
    `[a]scale=${planes.pictureWidth}:${planes.pictureHeight}:flags=bilinear,format=gbrp,pad=${planes.width}:${planes.height}[planes]`,
    `[b]scale=${luma.width}:${luma.height}:flags=bilinear,format=gray[gray]`,
  ].join(';');
  const threads = ['-threads', '1', '-filter_threads', '1', '-filter_complex_threads', '1'];
  return [...threads, '-i', file, '-filter_complex', graph, '-map', '[planes]', '-f', 'null', '-', '-map', '[gray]', '-f', 'null', '-'];
}

/** Decoding and scaling for analysis against ffmpeg's command line doing the same with one thread, alternating. */
export async function benchDecode(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [width, height] of [[768, 576], [1920, 1080]] as const) {
    const seconds = 40;
    const fps = 25;
    const file = await testVideo({ width, height, fps, seconds, gop: 50, container: 'mp4' });
    const ours: number[] = [];
    const wholeMs: number[] = [];
    const startMs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(ourRate(file));
      wholeMs.push(await ffmpegMs(sameWork(file, width, height)));
      startMs.push(await ffmpegMs(['-threads', '1', '-i', file, '-frames:v', '1', '-f', 'null', '-']));
    }
    const value = Math.max(...ours);
    // The command line's start is left out of its time, as ours is.
    const reference = (seconds * fps * 1_000) / (Math.min(...wholeMs) - Math.min(...startMs));
    rows.push({
      name: `decode and scale ${width}x${height} H.264`,
      value: Math.round(value),
      unit: 'frames/s',
      reference: `ffmpeg command line, same filters, one thread: ${Math.round(reference)} frames/s`,
      ratio: Number((value / reference).toFixed(3)),
    });
  }
  return rows;
}
