import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRtspCamera, type RtspCamera, type RtspCameraSettings } from './rtsp-camera.ts';

const root = path.join(import.meta.dirname, '..', '..');
const node24 = path.join(root, 'node_modules/node/bin/node');

/** The drawn street as an H.264 byte stream, made once and kept in the system's temporary folder. */
export function drawnStreetVideo(): string {
  const file = path.join(tmpdir(), 'watchhouse-drawn-street-1.h264');
  if (existsSync(file)) return file;
  const encode = path.join(root, 'electron/engine/demo/encode.ts');
  execFileSync(node24, ['--input-type=module', '-e', `const { encodeDrawnStreet } = await import(${JSON.stringify(encode)}); await encodeDrawnStreet(${JSON.stringify(`${file}.mp4`)}, () => {});`]);
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', `${file}.mp4`, '-c', 'copy', '-bsf:v', 'h264_mp4toannexb', '-f', 'h264', `${file}.part`]);
  renameSync(`${file}.part`, file);
  return file;
}

/** The street encoded once more and kept under a name of its own. */
function reencodedStreet(name: string, args: readonly string[]): string {
  const file = path.join(tmpdir(), name);
  if (existsSync(file)) return file;
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-r', '10', '-i', drawnStreetVideo(), ...args, `${file}.part`]);
  renameSync(`${file}.part`, file);
  return file;
}

const everyTwoSeconds = 'keyint=20:min-keyint=20:scenecut=0:bframes=0:repeat-headers=1';

/** The same as H.265. */
export function drawnStreetHevc(): string {
  return reencodedStreet('watchhouse-drawn-street-1.hevc', ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', `${everyTwoSeconds}:log-level=error`, '-f', 'hevc']);
}

/** The same at 640x360, for many cameras at once. */
export function smallStreetVideo(): string {
  return reencodedStreet('watchhouse-small-street-1.h264', ['-vf', 'scale=640:360', '-c:v', 'libx264', '-preset', 'veryfast', '-x264-params', everyTwoSeconds, '-f', 'h264']);
}

/** A real RTSP camera that looks at the drawn street. */
export function startStreetCamera(settings: Omit<RtspCameraSettings, 'mounts'> = {}): Promise<RtspCamera> {
  return startRtspCamera({ ...settings, mounts: [{ path: '/street', codec: 'h264', fps: 10, files: [drawnStreetVideo()] }] });
}
