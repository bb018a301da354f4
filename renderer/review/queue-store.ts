import { create } from 'zustand';
import type { EventFilter, EventSummary } from '../../electron/contract/event.ts';
import type { Channel } from '../channel/channel.ts';
import { dropFar, emptyWindow, hasPlaceFor, insert, knownCount, matches, nextRequest, positionOf, putPage, replaceRow, type PageWindow } from './page-window.ts';

const pageSize = 200;
const lookAhead = 150;
const keptRows = 2000;

/** The queue as it is looked at. `fresh` are new events held back so that nothing jumps under the reader's eyes. */
export type QueueState = {
  filter: EventFilter;
  window: PageWindow;
  total: number | null;
  fresh: readonly EventSummary[];
  error: unknown;
};

export const openOnly: EventFilter = { states: ['open'] };

export const useQueue = create<QueueState>()(() => ({ filter: openOnly, window: emptyWindow, total: null, fresh: [], error: undefined }));

let generation = 0;
let fetching = false;
let looked = { from: 0, to: 40 };
let keptId: string | null = null;

/**
 * Fetches, one page after the other, what the looked-at positions need, and lets go of what is far from them. What is in
 * sight comes first, then what is just out of it; where the reader looks meanwhile counts from the next page on.
 */
export async function look(channel: Channel, range: { from: number; to: number }, selectedId: string | null): Promise<void> {
  looked = range;
  keptId = selectedId;
  if (fetching) return;
  fetching = true;
  try {
    for (;;) {
      const { window, filter } = useQueue.getState();
      const mine = generation;
      const request = nextRequest(window, looked.from, looked.to, pageSize) ?? nextRequest(window, looked.from, looked.to + lookAhead, pageSize);
      if (request === null) break;
      const { cursor, before, offset } = request;
      const answer = await channel.call('events.list', { filter, limit: pageSize, cursor, before, offset });
      if (mine !== generation) continue;
      const present = useQueue.getState().window;
      const after = putPage(present, request, answer);
      if (after === present && present === window) break; // an answer that leads nowhere is not asked for again
      useQueue.setState({ window: dropFar(after, looked.from, looked.to, keptRows, keptId), error: undefined });
    }
  } catch (error) {
    useQueue.setState({ error });
  } finally {
    fetching = false;
  }
}

/** Asks how many there are; soon after each other only once. */
const countSoon = (() => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (channel: Channel, delayMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const mine = generation;
      channel.call('events.count', { filter: useQueue.getState().filter }).then(
        ({ count }) => {
          if (mine === generation) useQueue.setState({ total: count });
        },
        () => undefined,
      );
    }, delayMs);
  };
})();

/** Begins anew with a filter. */
export function showFilter(channel: Channel, filter: EventFilter): void {
  generation++;
  useQueue.setState({ filter, window: emptyWindow, total: null, fresh: [], error: undefined });
  countSoon(channel, 0);
  void look(channel, { from: 0, to: 40 }, null);
}

/** Forgets rows and filter, and what is still being asked for. */
export function forgetQueue(): void {
  generation++;
  useQueue.setState({ filter: openOnly, window: emptyWindow, total: null, fresh: [], error: undefined });
}

/** Brings the queue up to date after the connection was away. */
export async function catchUp(channel: Channel, atTop: boolean): Promise<void> {
  const mine = generation;
  const { filter } = useQueue.getState();
  countSoon(channel, 0);
  const { rows } = await channel.call('events.list', { filter, limit: pageSize });
  if (mine !== generation) return;
  for (const row of rows.toReversed()) take(channel, row, atTop);
}

/** Takes over a pushed event: in its place, in front when the reader stands there, else held back. */
export function take(channel: Channel, event: EventSummary, atTop: boolean): void {
  const { window, filter, fresh } = useQueue.getState();
  countSoon(channel, 400);
  if (positionOf(window, event.id) !== -1) {
    useQueue.setState({ window: replaceRow(window, event) });
    return;
  }
  if (fresh.some(({ id }) => id === event.id)) {
    useQueue.setState({ fresh: fresh.map((row) => (row.id === event.id ? event : row)) });
    return;
  }
  if (!matches(event, filter) || !hasPlaceFor(window, event)) return;
  useQueue.setState(atTop ? { window: insert(window, [event]) } : { fresh: [...fresh, event] });
}

/** Shows the events that were held back. */
export function showFresh(): void {
  useQueue.setState(({ window, fresh }) => ({ window: insert(window, fresh), fresh: [] }));
}

/** Chromium lays out no taller element than this many rows of the largest scale. */
const mostRows = 300_000;

/** How many rows the scroll bar stands for. */
export function rowCount({ window, total }: Pick<QueueState, 'window' | 'total'>): number {
  const known = knownCount(window);
  return Math.min(mostRows, window.complete ? known : Math.max(known, total ?? 0));
}
