import { create } from 'zustand';
import type { EventSummary } from '../../electron/contract/event.ts';

/** How many of the newest events every screen has at hand. */
export const recentLimit = 200;

/** The newest events, newest first, kept up to date by pushes; undefined until the first list is there. */
export type EventsState = { recent: readonly EventSummary[] | undefined; error: unknown };

export const useEvents = create<EventsState>()(() => ({ recent: undefined, error: undefined }));

/** Ids are UUIDv7: their order is the order of time. */
export function mergeEvent(recent: readonly EventSummary[], event: EventSummary): readonly EventSummary[] {
  const index = recent.findIndex(({ id }) => id <= event.id);
  if (index === -1) return recent.length < recentLimit ? [...recent, event] : recent;
  if (recent[index]?.id === event.id) return recent.with(index, event);
  return recent.toSpliced(index, 0, event).slice(0, recentLimit);
}
