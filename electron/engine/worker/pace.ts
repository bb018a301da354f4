/** Share of dropped frames above which the worker is called overloaded. */
const tolerableDropShare = 0.05;
const slowerBy = 0.8;
const fasterBy = 1.08;
const slowestPace = 0.1;

export type PaceGovernor = {
  /**
   * Tells how the last interval went; returns the share of the wanted analysis rate that this worker can sustain.
   * @param frames frames offered to the analysis and dropped from its bounded queues, all cameras together
   * @param appliedPace the pace that was in force, which another worker may have lowered further
   */
  measure(frames: { readonly offered: number; readonly dropped: number }, appliedPace: number): number;
};

/**
 * Slows down at once when frames are dropped, comes back step by step, and
 * only while its own limit is the one in force.
 */
export function createPaceGovernor(): PaceGovernor {
  let pace = 1;
  return {
    measure({ offered, dropped }, appliedPace) {
      const dropShare = offered === 0 ? 0 : dropped / offered;
      if (dropShare > tolerableDropShare) pace = Math.max(slowestPace, Math.min(pace, appliedPace) * slowerBy);
      else if (appliedPace >= pace * 0.99) pace = Math.min(1, pace * fasterBy);
      return pace;
    },
  };
}
