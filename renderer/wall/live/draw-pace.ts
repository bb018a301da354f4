const maxDivisor = 8;
const judgeEveryMs = 500;
/** Late pictures or slow refreshes in one of these windows: draw less at once. */
const lateMs = 200;
const slowRefreshMs = 45;
/** So long must all be well before more is drawn again. */
const calmMs = 4_000;

/** Which tiles are drawn at a refresh. Everything is still decoded; a machine that cannot draw it all shows fewer pictures a second, evenly and in time. */
export type DrawPace = {
  /** Call once a refresh with the worst lateness of the tiles' next pictures. */
  readonly refresh: (now: number, worstLateMs: number) => void;
  readonly draws: (tile: number) => boolean;
  /** Every how many refreshes a tile is drawn. */
  readonly divisor: () => number;
};

/** Halves the rate of drawing while pictures come late or refreshes are slow, and tries one step more after four calm seconds. */
export function createDrawPace(): DrawPace {
  let divisor = 1;
  let count = 0;
  let startedAt: number | null = null;
  let refreshes = 0;
  let worst = 0;
  let calmSince = 0;

  const judge = (now: number, elapsed: number): void => {
    if (worst > lateMs || elapsed / refreshes > slowRefreshMs) {
      divisor = Math.min(maxDivisor, divisor * 2);
      calmSince = now;
    } else if (divisor > 1 && now - calmSince > calmMs) {
      divisor--;
      calmSince = now;
    }
  };

  return {
    refresh: (now, worstLateMs) => {
      count++;
      startedAt ??= now;
      refreshes++;
      worst = Math.max(worst, worstLateMs);
      const elapsed = now - startedAt;
      if (elapsed < judgeEveryMs) return;
      if (elapsed < 4 * judgeEveryMs) judge(now, elapsed); // a longer gap is a hidden window, not a slow one
      startedAt = now;
      refreshes = 0;
      worst = 0;
    },
    draws: (tile) => (count + tile) % divisor === 0,
    divisor: () => divisor,
  };
}
