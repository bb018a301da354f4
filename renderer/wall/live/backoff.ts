const firstMs = 500;
const maxMs = 10_000;

/** Time to wait before reconnection number `attempt` (from 0): 0.5 s doubling to 10 s, with up to 30% of jitter. */
export function reconnectDelayMs(attempt: number, random: () => number = Math.random): number {
  const delay = Math.min(maxMs, firstMs * 2 ** Math.min(attempt, 10));
  return Math.round(delay * (0.85 + 0.3 * random()));
}
