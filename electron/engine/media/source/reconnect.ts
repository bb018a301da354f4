export type Backoff = {
  /** Ms to wait before the next attempt. */
  readonly next: (attempt: { readonly liveMs: number }) => number;
};

export type BackoffOptions = {
  readonly firstMs?: number;
  readonly longestMs?: number;
  /** An attempt that was live this long starts the delays again from the first. */
  readonly stableMs?: number;
  readonly random?: () => number;
};

/**
 * Delays between attempts: 1 s doubling to 30 s, each scaled by 0.75 to 1.25 so that cameras behind one switch that
 * comes back do not all knock at once. Never below 1 s or above 30 s.
 */
export function createBackoff({ firstMs = 1_000, longestMs = 30_000, stableMs = 60_000, random = Math.random }: BackoffOptions = {}): Backoff {
  let failures = 0;
  return {
    next: ({ liveMs }) => {
      if (liveMs >= stableMs) failures = 0;
      const plainMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 30));
      failures += 1;
      return Math.min(longestMs, Math.max(firstMs, plainMs * (0.75 + 0.5 * random())));
    },
  };
}
