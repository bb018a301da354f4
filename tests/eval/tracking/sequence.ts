import type { MotRow } from './mot-file.ts';

/**
 * A truth and a tracker's answer side by side, the form all metrics take. Ids are renumbered from 0.
 * `similarity` is IoU, row-major: truth x tracks of that frame.
 */
export type Sequence = {
  readonly frames: readonly SequenceFrame[];
  readonly truthIds: number;
  readonly trackIds: number;
  readonly truthBoxes: number;
  readonly trackBoxes: number;
};

export type SequenceFrame = {
  readonly truth: readonly number[];
  readonly tracks: readonly number[];
  readonly similarity: Float64Array;
};

/**
 * Lines up two MOTChallenge files the way TrackEval does for MOT15: truth rows whose confidence truncates to 0 are
 * ignored, frames from the first to the last of either file count.
 */
export function sequence(tracks: readonly MotRow[], truth: readonly MotRow[]): Sequence {
  const counted = truth.filter((row) => Math.trunc(row.confidence) !== 0);
  const truthNumbers = numbering(counted);
  const trackNumbers = numbering(tracks);
  const truthByFrame = Map.groupBy(counted, (row) => row.frame);
  const tracksByFrame = Map.groupBy(tracks, (row) => row.frame);
  const present = [...new Set([...truthByFrame.keys(), ...tracksByFrame.keys()])].sort((a, b) => a - b);
  const frames = present.map((frame): SequenceFrame => {
    const truthRows = truthByFrame.get(frame) ?? [];
    const trackRows = tracksByFrame.get(frame) ?? [];
    return {
      truth: truthRows.map((row) => truthNumbers.get(row.id) ?? 0),
      tracks: trackRows.map((row) => trackNumbers.get(row.id) ?? 0),
      similarity: Float64Array.from(truthRows.flatMap((a) => trackRows.map((b) => intersectionOverUnion(a, b)))),
    };
  });
  return {
    frames,
    truthIds: truthNumbers.size,
    trackIds: trackNumbers.size,
    truthBoxes: counted.length,
    trackBoxes: tracks.length,
  };
}

function numbering(rows: readonly MotRow[]): Map<number, number> {
  const ids = [...new Set(rows.map((row) => row.id))].sort((a, b) => a - b);
  return new Map(ids.map((id, index) => [id, index]));
}

export function intersectionOverUnion(a: MotRow, b: MotRow): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}
