import { rm, rmdir, unlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { SegmentRow, Segments } from '../store/segments.ts';
import { cameraFolder, segmentPath } from './places.ts';

/** Folders of hours that ended less than this ago are left, a recorder may be about to write in them. */
const folderQuietMs = 2 * 3_600_000;
const atOnce = 8;

export type DeleteOptions = {
  readonly recordings: string;
  readonly segments: Pick<Segments, 'forget'>;
  readonly warn: (message: string) => void;
};

/**
 * Deletes recording files, then their rows: a crash in between leaves rows without files, which the next start forgets,
 * never files that nobody knows of. A file that cannot be deleted keeps its row. Returns the segments that are gone.
 */
export async function deleteSegments(doomed: readonly SegmentRow[], { recordings, segments, warn }: DeleteOptions): Promise<SegmentRow[]> {
  const gone: SegmentRow[] = [];
  const rest = doomed.values();
  const work = async (): Promise<void> => {
    for (let next = rest.next(); !next.done; next = rest.next()) {
      const segment = next.value;
      const path = segmentPath(recordings, segment.camera_id, segment.file);
      if (path === null) warn(`segment ${segment.id} lies outside of the recordings; its entry is removed, no file is touched`);
      if (path === null || (await deleteFile(path, warn))) gone.push(segment);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await segments.forget(gone.map(({ id }) => id));
  await removeEmptyFolders(gone, recordings);
  return gone;
}

async function deleteFile(path: string, warn: (message: string) => void): Promise<boolean> {
  try {
    await unlink(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    warn(`recording ${path} cannot be deleted: ${String(error)}`);
    return false;
  }
}

/** Removes the folders of hours and days that have become empty. What is not empty stays, by the system's own check. */
async function removeEmptyFolders(gone: readonly SegmentRow[], recordings: string): Promise<void> {
  const latestByFolder = new Map<string, number>();
  for (const { camera_id, file, started_at } of gone) {
    const path = segmentPath(recordings, camera_id, file);
    if (path !== null) latestByFolder.set(dirname(path), Math.max(latestByFolder.get(dirname(path)) ?? 0, started_at));
  }
  for (const [folder, latest] of latestByFolder) {
    if (latest > Date.now() - folderQuietMs) continue;
    const top = resolve(recordings);
    for (let at = folder; at.startsWith(top) && at !== top; at = dirname(at)) {
      const removed = await rmdir(at).then(() => true, () => false);
      if (!removed || dirname(at) === top) break;
    }
  }
}

/** Removes a camera's folder with everything in it. */
export async function removeCameraFolder(recordings: string, cameraId: string): Promise<void> {
  await rm(cameraFolder(recordings, cameraId), { recursive: true, force: true });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
