import type { EventFilter } from '../../electron/contract/event.ts';
import type { Severity } from '../../electron/contract/scene.ts';

/** True when the filter asks for more than a state. */
export function isNarrowed({ cameras, behaviors, severities, from, to }: EventFilter): boolean {
  return cameras !== undefined || behaviors !== undefined || severities !== undefined || from !== undefined || to !== undefined;
}

/** How many conditions stand in the panel behind the filter button. */
export function panelConditions({ cameras, behaviors, from, to }: EventFilter): number {
  return Number(cameras !== undefined) + Number(behaviors !== undefined) + Number(from !== undefined || to !== undefined);
}

/** The filter with one part set; an empty list or nothing takes the part away. */
export function withPart<K extends keyof EventFilter>(filter: EventFilter, part: K, value: EventFilter[K] | null): EventFilter {
  const rest = { ...filter };
  Reflect.deleteProperty(rest, part);
  const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  return empty ? rest : { ...rest, [part]: value };
}

/** Switches one severity on or off; none chosen means all. */
export function toggleSeverity(filter: EventFilter, severity: Severity): EventFilter {
  const chosen = filter.severities ?? [];
  const next = chosen.includes(severity) ? chosen.filter((each) => each !== severity) : [...chosen, severity];
  return withPart(filter, 'severities', next.length === 3 ? null : next);
}

const day = 86_400_000;

/** Ready-made spans of time, ending now. */
export function presetFrom(preset: 'today' | 'day' | 'week', now: number): number {
  if (preset === 'today') return new Date(now).setHours(0, 0, 0, 0);
  return now - (preset === 'day' ? day : 7 * day);
}
