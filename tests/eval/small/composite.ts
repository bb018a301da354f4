import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { background } from '../composed/backgrounds.ts';
import { cacheFolder, fileHash, keyOf } from '../composed/cache.ts';
import { readMotFile, type MotRow } from '../tracking/mot-file.ts';

/** The footage laid over an empty view, its size multiplied by `scale`, its top left at a pixel. */
export type Inset = { readonly scale: number; readonly x: number; readonly y: number };

export const size = { width: 1920, height: 1080 };
const source = { width: 768, height: 576 };

export type Composite = { readonly file: string; readonly truth: readonly MotRow[] };

/**
 * A film of 1920x1080 in which insets of one piece of footage show people of known heights, and their truth; of its first `frames` pictures, or
 * all. Null, said by whoever looks for the footage, where it is missing.
 */
export async function composite(video: string, truth: string, insets: readonly Inset[], frames = Infinity): Promise<Composite | null> {
  const empty = await background('square');
  if (empty === null) return null;
  const rows = readMotFile(truth).filter((row) => Math.trunc(row.confidence) !== 0 && row.frame <= frames);
  const placed = insets.flatMap(({ scale, x, y }, i) =>
    rows.map((row) => ({ ...row, id: row.id + i * 1000, left: x + row.left * scale, top: y + row.top * scale, width: row.width * scale, height: row.height * scale })),
  );
  const file = join(cacheFolder, `small-${keyOf([fileHash(video), insets, size, frames])}.mp4`);
  if (!existsSync(file)) await film(video, empty.picture.data, insets, frames, file);
  return { file, truth: placed };
}

async function film(video: string, empty: Uint8Array, insets: readonly Inset[], frames: number, file: string): Promise<void> {
  mkdirSync(cacheFolder, { recursive: true });
  const still = `${file}.rgb`;
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(still, empty);
  const copies = insets.map((_, i) => `[copy${i}]`).join('');
  const laid = insets.map(({ scale, x, y }, i) => [
    `[copy${i}]scale=${2 * Math.round((source.width * scale) / 2)}:${2 * Math.round((source.height * scale) / 2)}:flags=area[small${i}]`,
    `[under${i}][small${i}]overlay=${x}:${y}:shortest=1[under${i + 1}]`,
  ]);
  const graph = [`[0]scale=${size.width}:-2,crop=${size.width}:${size.height}[under0]`, `[1]split=${insets.length}${copies}`, ...laid.flat()].join(';');
  await promisify(execFile)('ffmpeg', [
    '-v', 'error', '-y',
    ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${source.width}x${source.height}`, '-r', '10', '-stream_loop', '-1', '-i', still],
    ...['-i', video, '-filter_complex', graph, '-map', `[under${insets.length}]`],
    ...(frames < Infinity ? ['-frames:v', String(frames)] : []),
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-g', '20', '-bf', '0', '-pix_fmt', 'yuv420p', '-f', 'mp4', unfinished],
  ]);
  renameSync(unfinished, file);
}
