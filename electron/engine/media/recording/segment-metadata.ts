import { z } from 'zod';
import { CameraId } from '../../../contract/camera.ts';

/** The JSON in a segment's MP4 comment: with it the index can be rebuilt from the files alone. */
export const SegmentMetadata = z.object({
  kind: z.literal('watchhouse-segment'),
  version: z.literal(1),
  cameraId: CameraId,
  /** Wall-clock ms (UTC) of media time zero. */
  startedAt: z.number().int().min(0).max(8.64e15),
});
export type SegmentMetadata = z.infer<typeof SegmentMetadata>;

const longestText = 10_000;

/** Null for anything that is not the comment of one of our segments. */
export function parseSegmentMetadata(comment: string | null): SegmentMetadata | null {
  if (comment === null || comment.length > longestText) return null;
  try {
    return SegmentMetadata.safeParse(JSON.parse(comment)).data ?? null;
  } catch {
    return null;
  }
}
