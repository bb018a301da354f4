/** A clip on the wall clock; times in epoch milliseconds. */
export type ClipSpan = { startedAt: number; durationMs: number };

/** Position of a moment in the clip as a share 0..1; null when it lies outside. */
export function shareOf(at: number, { startedAt, durationMs }: ClipSpan): number | null {
  const share = (at - startedAt) / durationMs;
  return durationMs > 0 && share >= 0 && share <= 1 ? share : null;
}

/** Where playing begins, in seconds: a little before the alarm, so that its cause is seen and no time is lost. */
export function startSeconds(alarmAt: number, { startedAt, durationMs }: ClipSpan, leadMs = 2500): number {
  return Math.min(Math.max(0, alarmAt - startedAt - leadMs), Math.max(0, durationMs - 500)) / 1000;
}

/** The middle of the frame before (-1) or after (1) the one shown at `seconds`, within the clip. */
export function stepSeconds(seconds: number, direction: -1 | 1, frameSeconds: number, durationSeconds: number): number {
  const frame = Math.round(seconds / frameSeconds - 0.25) + direction;
  const last = Math.max(0, Math.ceil(durationSeconds / frameSeconds) - 1);
  return (Math.min(Math.max(0, frame), last) + 0.5) * frameSeconds;
}

/** Time since the alarm with its sign: +2.4, −1.0. */
export function formatOffset(ms: number): string {
  const tenths = Math.round(ms / 100);
  return `${tenths < 0 ? '−' : '+'}${Math.floor(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}`;
}
