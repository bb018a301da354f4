import type { EventSummary } from '../../electron/contract/event.ts';
import type { Severity } from '../../electron/contract/scene.ts';

const rank: Readonly<Record<Severity, number>> = { red: 2, yellow: 1, blue: 0 };
/** An event that has ended stays on its tile this long, so that nobody misses a short one. */
const staysMs = 8_000;

/** Cameras with an open event going on, or just ended, and the worst severity of each. */
export function alarmsByCamera(events: readonly EventSummary[], now: number): ReadonlyMap<string, Severity> {
  return worstByCamera(events.filter(({ state }) => state === 'open'), now);
}

/**
 * The same for events in any state: the colour that alarmed objects wear over the picture. The live feed says which objects
 * take part in an event, not in which; somebody's decision does not change how grave it is.
 */
export function worstByCamera(events: readonly EventSummary[], now: number): ReadonlyMap<string, Severity> {
  const alarms = new Map<string, Severity>();
  for (const { cameraId, severity, endedAt } of events) {
    if (endedAt !== null && now - endedAt > staysMs) continue;
    const known = alarms.get(cameraId);
    if (known === undefined || rank[severity] > rank[known]) alarms.set(cameraId, severity);
  }
  return alarms;
}

/** The event that J or K leads to: the newest at first, then one older or newer. */
export function stepEvent(events: readonly EventSummary[], chosen: string | null, step: 1 | -1): string | null {
  const index = events.findIndex(({ id }) => id === chosen);
  if (index < 0) return events[0]?.id ?? null;
  return events[Math.min(events.length - 1, Math.max(0, index + step))]?.id ?? null;
}
