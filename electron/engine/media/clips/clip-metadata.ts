import { open } from 'node:fs/promises';
import { z } from 'zod';
import { CameraId } from '../../../contract/camera.ts';
import { readBoxHeader } from '../recording/mp4-boxes.ts';
import { parseMovie } from '../recording/mp4-movie.ts';

/** The JSON in a clip's MP4 comment. `event` is what the caller of the cutter gave. */
export const ClipMetadata = z.object({
  kind: z.literal('watchhouse-clip'),
  version: z.literal(1),
  cameraId: CameraId,
  startedAt: z.number(),
  durationMs: z.number(),
  event: z.unknown(),
});
export type ClipMetadata = z.infer<typeof ClipMetadata>;

const longestHeaderBytes = 16_000_000;

/** Reads a clip's metadata for rebuilding the index; null for any other file. Throws the file system's errors. */
export async function readClipMetadata(path: string): Promise<ClipMetadata | null> {
  await using file = await open(path, 'r');
  const first = Buffer.alloc(64);
  await file.read(first, 0, first.length, 0);
  const ftyp = readBoxHeader(viewOf(first), 0);
  if (ftyp?.type !== 'ftyp' || ftyp.size === 0 || ftyp.size > first.length - 16) return null;
  const moov = readBoxHeader(viewOf(first), ftyp.size);
  if (moov?.type !== 'moov' || moov.size > longestHeaderBytes) return null;
  const bytes = Buffer.alloc(moov.size);
  await file.read(bytes, 0, bytes.length, ftyp.size);
  try {
    return ClipMetadata.safeParse(JSON.parse(parseMovie(viewOf(bytes))?.comment ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
