import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { GrayPicture } from '../../electron/engine/media/small-frame.ts';

const cacheFolder = path.join(tmpdir(), `watchhouse-numbered-video-${process.getuid?.() ?? 0}`);
const bits = 8;

export type NumberedVideo = { readonly fps?: number; readonly bFrames?: number; readonly container?: 'h264' | 'mp4' };

/** A video of 256 pictures that show their own number: eight upright bars, the lowest bit at the left, white is one. */
export async function numberedVideo({ fps = 10, bFrames = 0, container = 'h264' }: NumberedVideo = {}): Promise<string> {
  const file = path.join(cacheFolder, `${fps}fps-b${bFrames}.${container}`);
  if (existsSync(file)) return file;
  await mkdir(cacheFolder, { recursive: true });
  const unfinished = `${file}.${process.pid}.${container}`;
  const bars = `color=black:size=320x240:rate=${fps},geq=lum='if(mod(floor(N/pow(2,floor(X*${bits}/W))),2),235,16)':cb=128:cr=128`;
  const x264 = `keyint=${fps}:min-keyint=${fps}:scenecut=0:bframes=${bFrames}:b-adapt=0:repeat-headers=1`;
  const args = ['-v', 'error', '-y', '-f', 'lavfi', '-i', bars, '-frames:v', String(2 ** bits), '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'veryfast'];
  await promisify(execFile)('ffmpeg', [...args, '-x264-params', x264, unfinished]);
  await rename(unfinished, file);
  return file;
}

/** The number that such a picture shows. */
export function numberShown({ data, width, height }: GrayPicture): number {
  const row = Math.floor(height / 2) * width;
  let number = 0;
  for (let bit = 0; bit < bits; bit++) if ((data[row + Math.floor(((bit + 0.5) * width) / bits)] ?? 0) > 128) number += 2 ** bit;
  return number;
}
