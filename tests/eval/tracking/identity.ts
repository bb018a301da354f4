import { assign } from '../../../electron/engine/vision/tracking/assignment.ts';
import type { Sequence } from './sequence.ts';

export type IdentityScore = { readonly IDF1: number; readonly IDP: number; readonly IDR: number };

const THRESHOLD = 0.5;

/**
 * Identity metrics (Ristani et al. 2016): the one-to-one mapping between whole truth and tracker trajectories with the
 * most frames in common. Minimising IDFN + IDFP, as TrackEval does, is maximising the shared frames, because every
 * shared frame takes one from each.
 */
export function identityScore({ frames, truthIds, trackIds, truthBoxes, trackBoxes }: Sequence): IdentityScore {
  const shared = new Float64Array(truthIds * trackIds);
  for (const { truth, tracks, similarity } of frames) {
    truth.forEach((truthId, row) => {
      tracks.forEach((trackId, column) => {
        if ((similarity[row * tracks.length + column] ?? 0) < THRESHOLD) return;
        const cell = truthId * trackIds + trackId;
        shared[cell] = (shared[cell] ?? 0) + 1;
      });
    });
  }
  const mapping = assign(shared.map((count) => -count), truthIds, trackIds);
  const idTp = mapping.reduce((sum, trackId, truthId) => sum + (trackId < 0 ? 0 : (shared[truthId * trackIds + trackId] ?? 0)), 0);
  return {
    IDF1: (2 * idTp) / Math.max(1, truthBoxes + trackBoxes),
    IDP: idTp / Math.max(1, trackBoxes),
    IDR: idTp / Math.max(1, truthBoxes),
  };
}
