import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawnStreetVideo } from './drawn-camera.ts';

/**
 * What a camera sends of a scene in which nothing moves: the empty drawn street with a sensor's noise, 768x576, 25 frames
 * a second, H.264 at 1 Mbit/s with a key frame every 2 s.
 */
export function stillVideo(): string {
  const file = path.join(tmpdir(), 'watchhouse-still-2.h264');
  if (existsSync(file)) return file;
  const scene = 'select=eq(n\\,0),scale=768:576,loop=loop=-1:size=1,setpts=N/25/TB,noise=alls=12:allf=t,format=yuv420p';
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '1000k', '-maxrate', '1200k', '-bufsize', '1000k', '-x264-params', 'keyint=50:min-keyint=50:scenecut=0:bframes=0:repeat-headers=1'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', drawnStreetVideo(), '-vf', scene, '-r', '25', '-frames:v', '500', ...encoder, '-f', 'h264', `${file}.part`]);
  renameSync(`${file}.part`, file);
  return file;
}
