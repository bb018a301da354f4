/** Restart delays; the first is short, since an engine that died once has usually nothing wrong with it. */
const delaysMs = [300, 1000, 3000, 10_000, 30_000] as const;
/** An engine that ran this long starts again from the shortest delay. */
export const stableAfterMs = 60_000;

/** @param attempt how many times in a row it died soon, from 1 */
export function restartDelayMs(attempt: number): number {
  return delaysMs[Math.min(Math.max(attempt, 1), delaysMs.length) - 1] ?? 30_000;
}
