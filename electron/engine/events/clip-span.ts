/** A clip begins this long before its event and ends this long after it. */
export const clipBeforeMs = 5_000;
export const clipAfterMs = 10_000;
/** Of an event that goes on and on, the clip shows this much, so that it can be reviewed while it goes on. */
export const clipEventMs = 20_000;

/** The part of the recording that an event's clip shows, in wall-clock ms. */
export function clipSpan(startedAt: number, endedAt: number | null): { from: number; to: number } {
  const shown = Math.min(endedAt ?? Infinity, startedAt + clipEventMs);
  return { from: startedAt - clipBeforeMs, to: Math.max(shown, startedAt) + clipAfterMs };
}
