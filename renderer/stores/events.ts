import { create } from 'zustand';
import type { EventSummary } from '../../electron/contract/event.ts';

/** How many of the newest events every screen has at hand. */
export const recentLimit = 200;

/** The newest events, newest first, kept up to date by pushes; undefined until the first list is there. */
export type EventsState = { recent: readonly EventSummary[] | undefined; error: unknown };

export const useEvents = create<EventsState>()(() => ({ recent: undefined, error: undefined }));

/** The list with an event in its place; newest first, by id where two began together, as the engine lists them. */
export function mergeEvent(recent: readonly EventSummary[], event: EventSummary): readonly EventSummary[] {
  const others = recent.filter(({ id }) => id !== event.id);
  const index = others.findIndex(({ startedAt, id }) => startedAt < event.startedAt || (startedAt === event.startedAt && id < event.id));
  if (index === -1) return others.length < recentLimit ? [...others, event] : others;
  return others.toSpliced(index, 0, event).slice(0, recentLimit);
}
