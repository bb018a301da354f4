import { assign } from '../../../electron/engine/vision/tracking/assignment.ts';
import type { Sequence } from './sequence.ts';

export type HotaScore = { readonly HOTA: number; readonly DetA: number; readonly AssA: number };

/** The thresholds of the paper, 0.05 to 0.95, with the rounding that numpy's arange gives them. */
export const ALPHAS: readonly number[] = Array.from({ length: 19 }, (_, step) => 0.05 + step * 0.05);

type Match = { readonly cell: number; readonly similarity: number };

/**
 * HOTA (Luiten et al., IJCV 2021), each part averaged over the thresholds. One matching per frame serves all
 * thresholds: it maximises IoU weighted by how well two whole trajectories go together.
 */
export function hotaScore(sequence: Sequence): HotaScore {
  const { truthBoxes, trackBoxes } = sequence;
  if (truthBoxes === 0 || trackBoxes === 0) return { HOTA: 0, DetA: 0, AssA: 0 };
  const truthCount = new Float64Array(sequence.truthIds);
  const trackCount = new Float64Array(sequence.trackIds);
  for (const { truth, tracks } of sequence.frames) {
    for (const id of truth) truthCount[id] = (truthCount[id] ?? 0) + 1;
    for (const id of tracks) trackCount[id] = (trackCount[id] ?? 0) + 1;
  }
  const matches = matchFrames(sequence, globalAlignment(sequence, truthCount, trackCount));
  const parts = ALPHAS.map((alpha) => {
    const kept = matches.filter((match) => match.similarity >= alpha - Number.EPSILON);
    const detA = kept.length / (truthBoxes + trackBoxes - kept.length);
    const together = new Map<number, number>();
    for (const { cell } of kept) together.set(cell, (together.get(cell) ?? 0) + 1);
    let sum = 0;
    for (const [cell, count] of together) {
      const truth = truthCount[Math.floor(cell / sequence.trackIds)] ?? 0;
      const track = trackCount[cell % sequence.trackIds] ?? 0;
      sum += (count * count) / Math.max(1, truth + track - count);
    }
    const assA = sum / Math.max(1, kept.length);
    return { detA, assA, hota: Math.sqrt(detA * assA) };
  });
  const mean = (pick: (part: (typeof parts)[number]) => number): number => parts.reduce((sum, part) => sum + pick(part), 0) / parts.length;
  return { HOTA: mean((part) => part.hota), DetA: mean((part) => part.detA), AssA: mean((part) => part.assA) };
}

/** Jaccard index of two whole trajectories, with every frame's IoU shared out among rivals. */
function globalAlignment({ frames, truthIds, trackIds }: Sequence, truthCount: Float64Array, trackCount: Float64Array): Float64Array {
  const potential = new Float64Array(truthIds * trackIds);
  for (const { truth, tracks, similarity } of frames) {
    const rowSum = new Float64Array(truth.length);
    const columnSum = new Float64Array(tracks.length);
    similarity.forEach((value, i) => {
      const row = Math.floor(i / tracks.length);
      const column = i % tracks.length;
      rowSum[row] = (rowSum[row] ?? 0) + value;
      columnSum[column] = (columnSum[column] ?? 0) + value;
    });
    truth.forEach((truthId, row) => {
      tracks.forEach((trackId, column) => {
        const value = similarity[row * tracks.length + column] ?? 0;
        const rivals = (rowSum[row] ?? 0) + (columnSum[column] ?? 0) - value;
        const cell = truthId * trackIds + trackId;
        if (rivals > Number.EPSILON) potential[cell] = (potential[cell] ?? 0) + value / rivals;
      });
    });
  }
  return potential.map((value, cell) => {
    const either = (truthCount[Math.floor(cell / trackIds)] ?? 0) + (trackCount[cell % trackIds] ?? 0);
    return value / (either - value);
  });
}

function matchFrames({ frames, trackIds }: Sequence, alignment: Float64Array): Match[] {
  return frames.flatMap(({ truth, tracks, similarity }) => {
    const cellOf = (row: number, column: number): number => (truth[row] ?? 0) * trackIds + (tracks[column] ?? 0);
    const costs = similarity.map((value, i) => -value * (alignment[cellOf(Math.floor(i / tracks.length), i % tracks.length)] ?? 0));
    return [...assign(costs, truth.length, tracks.length)].flatMap((column, row) =>
      column < 0 ? [] : [{ cell: cellOf(row, column), similarity: similarity[row * tracks.length + column] ?? 0 }],
    );
  });
}
