/** Chooses which frames of a source are analysed. */
export type Sampler = {
  /** Whether the frame at `at` ms is due; counts it as taken. */
  readonly wants: (at: number) => boolean;
  /** Takes effect with the next frame. */
  readonly setRate: (framesPerSecond: number) => void;
};

/**
 * Takes frames at an even pace whatever the source's own, never more often than asked. Steps of a source that do not
 * divide the pace evenly do not add up; a source whose clock went back starts anew.
 */
export function createSampler(framesPerSecond: number): Sampler {
  let intervalMs = 1000 / framesPerSecond;
  let dueAt = -Infinity;
  let lastAt = -Infinity;
  return {
    wants(at) {
      if (at < lastAt) dueAt = -Infinity;
      lastAt = at;
      // Time stamps are rounded by containers: a frame that comes a little early is still the due one.
      if (at < dueAt - 0.05 * intervalMs) return false;
      const behind = at - dueAt > intervalMs;
      dueAt = (behind ? at : dueAt) + intervalMs;
      return true;
    },
    setRate(rate) {
      const changedMs = 1000 / rate;
      dueAt += changedMs - intervalMs;
      intervalMs = changedMs;
    },
  };
}
