import { isAbsolute, join, relative, resolve } from 'node:path';
import { CameraId } from '../../contract/camera.ts';

/** The folder of a camera's recordings. @throws when the id is none: a path is made of it */
export function cameraFolder(recordings: string, cameraId: string): string {
  return join(recordings, CameraId.parse(cameraId));
}

/** Where a segment of the index lies; null when its name leads out of the camera's folder, whatever wrote it there. */
export function segmentPath(recordings: string, cameraId: string, file: string): string | null {
  if (!CameraId.safeParse(cameraId).success || file.includes('\0')) return null;
  const folder = resolve(recordings, cameraId);
  const path = resolve(folder, file);
  const below = relative(folder, path);
  return below === '' || below.startsWith('..') || isAbsolute(below) ? null : path;
}
