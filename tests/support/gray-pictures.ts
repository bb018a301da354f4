import { spawnSync } from 'node:child_process';
import type { GrayPicture } from '../../electron/engine/media/small-frame.ts';

/** Numbers in 0..1 that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A picture of 104 x 78 whose pixels are given by a function of their place. */
export function grayPicture(level: (x: number, y: number) => number, width = 104, height = 78): GrayPicture {
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) data[i] = Math.min(255, Math.max(0, Math.round(level(i % width, Math.floor(i / width)))));
  return { data, width, height };
}

/** A street as a camera sees it: a bright sky, a house with windows, a road. */
export function street(x: number, y: number): number {
  if (y < 20) return 190;
  if (y < 45) return x % 13 < 5 && y % 11 < 6 ? 60 : 120;
  return 90 + (y - 45) * 0.8;
}

/** What a sensor adds: normally distributed, `deviation` grey levels. */
export function noise(random: () => number, deviation: number): number {
  return deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Every frame of a video as the ffmpeg command line makes it small and gray; null (saying so) where ffmpeg is missing. */
export function grayVideo(file: string, width: number, height: number): GrayPicture[] | null {
  const args = ['-v', 'error', '-i', file, '-vf', `scale=${width}:${height}:flags=area,format=gray`, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'];
  const { stdout, error } = spawnSync('ffmpeg', args, { maxBuffer: 2 ** 30 });
  if (error !== undefined) {
    console.warn('SKIPPED: ffmpeg is missing; apt-get install ffmpeg');
    return null;
  }
  const size = width * height;
  return Array.from({ length: stdout.length / size }, (_, i) => ({ data: Uint8Array.from(stdout.subarray(i * size, (i + 1) * size)), width, height }));
}
