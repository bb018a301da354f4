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

/** The same as H.265. */
export function drawnStreetHevc(): string {
  const file = path.join(tmpdir(), 'watchhouse-drawn-street-1.hevc');
  if (existsSync(file)) return file;
  const encoder = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'keyint=20:min-keyint=20:scenecut=0:bframes=0:repeat-headers=1:log-level=error'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-r', '10', '-i', drawnStreetVideo(), ...encoder, '-f', 'hevc', `${file}.part`]);
  renameSync(`${file}.part`, file);
  return file;
}

/** A real RTSP camera that looks at the drawn street. */
export function startStreetCamera(settings: Omit<RtspCameraSettings, 'mounts'> = {}): Promise<RtspCamera> {
  return startRtspCamera({ ...settings, mounts: [{ path: '/street', codec: 'h264', fps: 10, files: [drawnStreetVideo()] }] });
}
