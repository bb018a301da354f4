import { spawn, spawnSync } from 'node:child_process';
import { BadInput } from '../bad-input.ts';

/** Pictures of one size, RGB with 8 bits, tight. */
export type Film = { readonly width: number; readonly height: number; readonly frames: readonly Uint8Array[] };

/** Reads a film, scaled to a width, at a rate; `seconds` of it at most. @throws BadInput */
export function readFilm(file: string, width: number, fps: number, seconds: number): Film {
  const probe = spawnSync('ffprobe', ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'stream=width,height', '-of', 'csv=p=0', file], { encoding: 'utf8' });
  const [w = 0, h = 0] = probe.stdout.trim().split(',').map(Number);
  if (!(w > 0 && h > 0)) throw new BadInput(`${file}: cannot be read`);
  const height = Math.round((h * width) / w / 2) * 2;
  const args = ['-v', 'error', '-t', String(seconds), '-i', file, '-vf', `fps=${fps},scale=${width}:${height}`, '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'];
  const { stdout } = spawnSync('ffmpeg', args, { maxBuffer: 2 ** 31 });
  const size = width * height * 3;
  return { width, height, frames: Array.from({ length: Math.floor(stdout.length / size) }, (_, i) => stdout.subarray(i * size, (i + 1) * size)) };
}

/** The median of every value over time: the empty scene when nobody stays. */
export function medianOf({ frames }: Film, most = 41): Uint8Array {
  const chosen = Array.from({ length: Math.min(most, frames.length) }, (_, i) => frames[Math.floor((i * frames.length) / Math.min(most, frames.length))] as Uint8Array);
  const result = new Uint8Array(chosen[0]?.length ?? 0);
  const values = new Uint8Array(chosen.length);
  for (let i = 0; i < result.length; i++) {
    for (let k = 0; k < chosen.length; k++) values[k] = chosen[k]?.[i] as number;
    values.sort();
    result[i] = values[values.length >> 1] as number;
  }
  return result;
}

/** Writes pictures as H.264, as a camera of the middle class would compress them. */
export async function writeFilm(file: string, { width, height }: Pick<Film, 'width' | 'height'>, fps: number, pictures: Iterable<Uint8Array>, crf = 27): Promise<void> {
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', String(crf), '-g', String(fps * 4), '-pix_fmt', 'yuv420p'];
  const child = spawn('ffmpeg', ['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(fps), '-i', '-', ...encoder, file], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  for (const picture of pictures) if (!child.stdin.write(picture)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  child.stdin.end();
  if ((await ended) !== 0) throw new BadInput(`${file}: cannot be written`);
}
