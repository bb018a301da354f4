/** Share of a camera's frames that may be dropped before the worker is called overloaded; a single one is chance, but no reason to go faster. */
const tolerableDropShare = 0.05;
const fewestDrops = 2;
/** After frames were dropped: a little below what came through, but not less than this at once. */
const margin = 0.95;
const slowerAtMost = 0.5;
const fasterBy = 1.08;
const slowestPace = 0.1;
/** Drops are counted over so many measurements; one at full rate is 5 frames. */
const windowLength = 5;

/** Frames offered to the analysis of one camera and dropped from its bounded queue, since the camera started. */
export type FrameCounts = { readonly offered: number; readonly dropped: number };

export type PaceGovernor = {
  /**
   * Tells how it stands; returns the share of the wanted analysis rate that this worker can sustain.
   * @param cameras by id
   * @param appliedPace the pace that is in force, which another worker may have lowered further
   */
  measure(cameras: ReadonlyMap<string, FrameCounts>, appliedPace: number): number;
};

/**
 * Slows down when the camera that fares worst loses frames, so that no busy camera starves beside quiet ones; comes back step by
 * step, and only while its own limit is the one in force. What was dropped at another pace says nothing of the present one.
 */
export function createPaceGovernor(): PaceGovernor {
  let pace = 1;
  let inForce = 1;
  let before: ReadonlyMap<string, FrameCounts> = new Map();
  let measured = 0;
  return {
    measure(cameras, appliedPace) {
      if (appliedPace !== inForce || measured === windowLength) {
        inForce = appliedPace;
        before = cameras;
        measured = 0;
        return pace;
      }
      measured++;
      const lost = [...cameras].map(([id, counts]) => since(counts, before.get(id))).filter(({ dropped }) => dropped > 0);
      const worst = Math.max(0, ...lost.filter(({ dropped }) => dropped >= fewestDrops).map(({ offered, dropped }) => dropped / offered));
      if (worst > tolerableDropShare && appliedPace <= pace) pace = Math.max(slowestPace, appliedPace * Math.max(slowerAtMost, margin * (1 - worst)));
      else if (lost.length === 0 && appliedPace >= pace * 0.99) pace = Math.min(1, pace * fasterBy);
      return pace;
    },
  };
}

/** A camera that was started anew counts from the beginning. */
function since(now: FrameCounts, before: FrameCounts | undefined): FrameCounts {
  if (before === undefined || before.offered > now.offered) return now;
  return { offered: now.offered - before.offered, dropped: now.dropped - before.dropped };
}
