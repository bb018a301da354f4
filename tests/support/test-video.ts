import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cacheFolder = path.join(tmpdir(), `watchhouse-test-video-${process.getuid?.() ?? 0}`);

export type TestVideo = {
  readonly codec?: 'h264' | 'hevc' | 'mpeg4';
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
  readonly seconds?: number;
  /** Pictures between key frames. */
  readonly gop?: number;
  readonly bFrames?: number;
  /** How its pixels are stored, by FFmpeg's name; yuv420p when nothing is said. */
  readonly format?: string;
  readonly container?: 'h264' | 'hevc' | 'mp4' | 'avi';
};

/** Path of a synthetic clip (FFmpeg's testsrc2), drawn once and kept in the system's temporary folder. */
export async function testVideo(video: TestVideo = {}): Promise<string> {
  const { codec = 'h264', width = 320, height = 240, fps = 10, seconds = 4, gop = 10, bFrames = 0, format = 'yuv420p' } = video;
  const container = video.container ?? (codec === 'mpeg4' ? 'avi' : codec);
  const file = path.join(cacheFolder, `${codec}-${width}x${height}-${fps}fps-${seconds}s-g${gop}-b${bFrames}${format === 'yuv420p' ? '' : `-${format}`}.${container}`);
  if (existsSync(file)) return file;
  const encoder = {
    h264: ['-c:v', 'libx264', '-preset', 'veryfast', '-x264-params', `keyint=${gop}:min-keyint=${gop}:scenecut=0:bframes=${bFrames}:repeat-headers=1`],
    hevc: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', `keyint=${gop}:min-keyint=${gop}:scenecut=0:bframes=${bFrames}:repeat-headers=1:log-level=error`],
    mpeg4: ['-c:v', 'mpeg4', '-q:v', '5', '-g', String(gop)],
  }[codec];
  await mkdir(cacheFolder, { recursive: true });
  const unfinished = `${file}.${process.pid}.${container}`;
  const source = `testsrc2=size=${width}x${height}:rate=${fps}:duration=${seconds}`;
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-pix_fmt', format, ...encoder, unfinished]);
  await rename(unfinished, file);
  return file;
}
