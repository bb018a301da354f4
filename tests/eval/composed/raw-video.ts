import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Rgb } from './picture.ts';

/**
 * Decodes a file to RGB pictures of the size given, every `step`th of them. FFmpeg's own scaler is used when the file
 * has another size.
 */
export async function* rawFrames(file: string, width: number, height: number, step = 1): AsyncGenerator<Rgb, void, undefined> {
  const filter = `select='not(mod(n,${step}))',scale=${width}:${height}:flags=bicubic`;
  const args = ['-v', 'error', '-i', file, '-an', '-vf', filter, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  const child = spawn('ffmpeg', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const bytes = width * height * 3;
  let picture = new Uint8Array(bytes);
  let filled = 0;
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      let from = 0;
      while (from < chunk.length) {
        const taken = Math.min(chunk.length - from, bytes - filled);
        picture.set(chunk.subarray(from, from + taken), filled);
        filled += taken;
        from += taken;
        if (filled < bytes) continue;
        yield { width, height, data: picture };
        picture = new Uint8Array(bytes);
        filled = 0;
      }
    }
  } finally {
    child.kill();
  }
}

export type VideoWriter = { readonly write: (picture: Uint8Array) => Promise<void>; readonly end: () => Promise<void> };

/** Encodes RGB pictures as a camera does: H.264, a key frame every two seconds, constant quality that comes to one or two Mbit/s. */
export function videoWriter(file: string, { width, height, fps }: { width: number; height: number; fps: number }): VideoWriter {
  const child = spawn(
    'ffmpeg',
    [
      '-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(fps), '-i', '-',
      '-c:v', 'libx264', '-preset', 'veryfast', '-threads', '1', '-crf', '25', '-g', String(fps * 2), '-bf', '0', '-pix_fmt', 'yuv420p', '-f', 'mp4', file,
    ],
    { stdio: ['pipe', 'ignore', 'inherit'] },
  );
  const ended = once(child, 'close') as Promise<[number | null]>;
  return {
    async write(picture) {
      if (!child.stdin.write(Buffer.from(picture))) await once(child.stdin, 'drain');
    },
    async end() {
      child.stdin.end();
      const [status] = await ended;
      if (status !== 0) throw new Error(`ffmpeg ended with ${status} while it wrote ${file}`);
    },
  };
}
