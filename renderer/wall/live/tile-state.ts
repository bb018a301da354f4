import type { LiveConfig, LiveStream } from '../../../electron/contract/live.ts';

/** What a tile tells about itself, about twice a second. */
export type TileState = {
  readonly phase: 'connecting' | 'playing' | 'stalled' | 'retrying' | 'unsupported' | 'stopped';
  readonly stream: LiveStream;
  readonly config: LiveConfig | null;
  /** Camera's wall-clock time of the picture that is shown. */
  readonly shownAt: number | null;
  /** From the picture's time to the screen; null where the two clocks do not agree. */
  readonly latencyMs: number | null;
  /** Pictures shown a second. */
  readonly fps: number;
  /** Left out here and by the sender since the tile was opened. */
  readonly dropped: number;
  readonly delayMs: number;
  readonly retryAt: number | null;
};

export const firstTileState: TileState = {
  phase: 'connecting', stream: 'main', config: null, shownAt: null, latencyMs: null, fps: 0, dropped: 0, delayMs: 0, retryAt: null,
};

/** Latency by the wall clock, or null where it says more about the clocks than about the way. */
export function latencyOf(shownAt: number | null, wallNow: number): number | null {
  if (shownAt === null) return null;
  const latencyMs = wallNow - shownAt;
  return latencyMs >= 0 && latencyMs < 30_000 ? Math.round(latencyMs) : null;
}

/** Counts what happens in the last two seconds. */
export function createRate(windowMs = 2_000): { tick: (now: number) => void; perSecond: (now: number) => number } {
  let times: number[] = [];
  return {
    tick: (now) => times.push(now),
    perSecond: (now) => {
      times = times.filter((time) => now - time < windowMs);
      return (times.length * 1_000) / windowMs;
    },
  };
}
