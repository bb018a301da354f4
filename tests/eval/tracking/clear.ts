import { assign } from '../../../electron/engine/vision/tracking/assignment.ts';
import type { Sequence } from './sequence.ts';

export type ClearScore = {
  readonly MOTA: number;
  /** Mean IoU of the matches, as TrackEval defines it; higher is better. */
  readonly MOTP: number;
  readonly IDSW: number;
  readonly FP: number;
  readonly FN: number;
};

const THRESHOLD = 0.5;
/** Outweighs any sum of similarities, so that pairs of the frame before are kept first. */
const CONTINUITY = 1000;

/**
 * CLEAR MOT (Bernardin and Stiefelhagen 2008) with TrackEval's conventions: pairs of the frame before are preferred,
 * then the sum of IoU is maximal; a switch is counted against the last track a truth ever had. A frame in which one
 * side is empty leaves the memory of pairs as it was.
 */
export function clearScore({ frames, truthIds, truthBoxes, trackBoxes }: Sequence): ClearScore {
  const lastTrack = new Int32Array(truthIds).fill(-1);
  const trackInFrameBefore = new Int32Array(truthIds).fill(-1);
  let matches = 0;
  let similaritySum = 0;
  let switches = 0;
  for (const { truth, tracks, similarity } of frames) {
    if (truth.length === 0 || tracks.length === 0) continue;
    const score = (row: number, column: number): number => {
      const overlap = similarity[row * tracks.length + column] ?? 0;
      if (overlap < THRESHOLD - Number.EPSILON) return 0;
      return overlap + (trackInFrameBefore[truth[row] ?? 0] === tracks[column] ? CONTINUITY : 0);
    };
    const costs = Float64Array.from(similarity, (_, i) => -score(Math.floor(i / tracks.length), i % tracks.length));
    const pairs = [...assign(costs, truth.length, tracks.length)].flatMap((column, row) =>
      column >= 0 && score(row, column) > 0 ? [{ row, column }] : [],
    );
    trackInFrameBefore.fill(-1);
    for (const { row, column } of pairs) {
      const truthId = truth[row] ?? 0;
      const trackId = tracks[column] ?? 0;
      if (lastTrack[truthId] !== -1 && lastTrack[truthId] !== trackId) switches++;
      lastTrack[truthId] = trackId;
      trackInFrameBefore[truthId] = trackId;
      similaritySum += similarity[row * tracks.length + column] ?? 0;
    }
    matches += pairs.length;
  }
  const falsePositives = trackBoxes - matches;
  if (truthBoxes === 0 || trackBoxes === 0) {
    return { MOTA: 0, MOTP: 0, IDSW: 0, FP: trackBoxes, FN: truthBoxes };
  }
  return {
    MOTA: (matches - falsePositives - switches) / truthBoxes,
    MOTP: similaritySum / Math.max(1, matches),
    IDSW: switches,
    FP: falsePositives,
    FN: truthBoxes - matches,
  };
}
