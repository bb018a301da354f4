export type StreamClock = {
  /**
   * Puts a packet on the wall clock.
   * @param ptsMs the stream's time stamp in decoding order, null when it is missing
   * @param arrivedAt wall-clock ms of the packet's arrival
   * @returns wall-clock ms, strictly greater than the one before
   */
  readonly map: (ptsMs: number | null, arrivedAt: number) => number;
};

export type StreamClockOptions = {
  /** Further away from arrival than this, the stream's time is set anew to arrival. */
  readonly jumpMs?: number;
  /** Nothing is shown before it arrives: further ahead of arrival than this, the stream's time is set anew too. */
  readonly aheadMs?: number;
  /** A step between two time stamps greater than this is a jump of the camera's clock. */
  readonly longestStepMs?: number;
  /** Share of the distance to arrival that is taken back in a second. */
  readonly driftPerSecond?: number;
};

/** Counters of RTP (32 bit) and MPEG-TS (33 bit) at 90 kHz start again from 0 after this many ms. */
const wrapsMs = [2 ** 32 / 90, 2 ** 33 / 90] as const;
const wrapToleranceMs = 2_000;
const smallestStepMs = 0.1;

/**
 * The wall clock of one stream. Distances between packets are the stream's own, so that network jitter does not shake
 * them; the whole follows arrival slowly, because the clocks of cameras run up to some hundred ppm wrong. Time stamps
 * that jump, stand still or are missing cost one irregular step and nothing else.
 */
export function createStreamClock(options: StreamClockOptions = {}): StreamClock {
  const { jumpMs = 3_000, aheadMs = 500, longestStepMs = 10_000, driftPerSecond = 0.05 } = options;
  let last: { at: number; ptsMs: number | null } | null = null;

  function streamStep(ptsMs: number, lastPtsMs: number): number {
    const step = ptsMs - lastPtsMs;
    if (step >= 0) return step;
    for (const wrapMs of wrapsMs) if (Math.abs(step + wrapMs) < wrapToleranceMs) return step + wrapMs;
    return step;
  }

  function map(ptsMs: number | null, arrivedAt: number): number {
    if (last === null) {
      last = { at: arrivedAt, ptsMs };
      return arrivedAt;
    }
    const step = ptsMs === null || last.ptsMs === null ? null : streamStep(ptsMs, last.ptsMs);
    const regular = step !== null && step > 0 && step <= longestStepMs;
    let at = regular ? last.at + step : arrivedAt;
    const offMs = arrivedAt - at;
    if (offMs > jumpMs || offMs < -aheadMs) at = arrivedAt;
    else if (regular) at += offMs * Math.min(1, (step / 1_000) * driftPerSecond);

    at = Math.max(at, last.at + smallestStepMs);
    last = { at, ptsMs };
    return at;
  }

  return { map };
}
