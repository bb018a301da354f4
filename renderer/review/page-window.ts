import type { EventFilter, EventSummary } from '../../electron/contract/event.ts';

/** Where an event stands in the queue. */
export type Place = Pick<EventSummary, 'startedAt' | 'id'>;

/** Rows of one fetched page; null once it was let go because nobody looks near it. */
export type Page = { rows: readonly EventSummary[] | null; count: number; first: Place; last: Place };

/** What the window holds of the queue: pages from the newest on without gaps between them; `complete` once the oldest is among them. */
export type PageWindow = { pages: readonly Page[]; complete: boolean };

/** The queue's order: negative when `a` stands above `b`. Newest first, by id where two began together. */
export function queueOrder(a: Place, b: Place): number {
  return b.startedAt - a.startedAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** A page to ask for: those rows older than `cursor`, to be put at `index`. */
export type PageRequest = { index: number; cursor: string | undefined };

export const emptyWindow: PageWindow = { pages: [], complete: false };

function toPage(rows: readonly EventSummary[]): Page | null {
  const first = rows[0];
  const last = rows.at(-1);
  return first === undefined || last === undefined ? null : { rows, count: rows.length, first, last };
}

export function knownCount({ pages }: PageWindow): number {
  return pages.reduce((sum, { count }) => sum + count, 0);
}

/** The row at a position counted from the newest; undefined when it is not held. */
export function rowAt({ pages }: PageWindow, position: number): EventSummary | undefined {
  let rest = position;
  for (const page of pages) {
    if (rest < page.count) return page.rows?.[rest];
    rest -= page.count;
  }
  return undefined;
}

/** Position of an event that is held; -1 otherwise. */
export function positionOf({ pages }: PageWindow, id: string): number {
  let before = 0;
  for (const page of pages) {
    const within = page.rows?.findIndex((row) => row.id === id) ?? -1;
    if (within !== -1) return before + within;
    before += page.count;
  }
  return -1;
}

/** The next page that showing the positions from `from` to `to` needs; null when all are held or there are no more. */
export function nextRequest(window: PageWindow, from: number, to: number): PageRequest | null {
  let before = 0;
  for (const [index, page] of window.pages.entries()) {
    if (page.rows === null && before <= to && before + page.count > from) return { index, cursor: window.pages[index - 1]?.last.id };
    before += page.count;
  }
  if (window.complete || before > to) return null;
  return { index: window.pages.length, cursor: window.pages.at(-1)?.last.id };
}

/** Takes over an answer. A page asked for again keeps its old limits, so that its neighbours' rows do not come twice. */
export function putPage(window: PageWindow, request: PageRequest, rows: readonly EventSummary[], hasMore: boolean): PageWindow {
  const known = window.pages[request.index];
  if (known !== undefined) {
    const own = rows.filter((row) => queueOrder(row, known.last) <= 0);
    return { ...window, pages: window.pages.with(request.index, { ...known, rows: own, count: own.length }) };
  }
  if (request.index !== window.pages.length || request.cursor !== window.pages.at(-1)?.last.id) return window;
  const page = toPage(rows);
  return { pages: page === null ? window.pages : [...window.pages, page], complete: !hasMore };
}

/** Lets go of the rows of pages further than `keep` rows from what is looked at; the newest page and that of `keptId` stay. */
export function dropFar(window: PageWindow, from: number, to: number, keep: number, keptId: string | null): PageWindow {
  let before = 0;
  const pages = window.pages.map((page, index) => {
    const start = before;
    before += page.count;
    const far = start > to + keep || before < from - keep;
    const holdsKept = page.rows?.some(({ id }) => id === keptId) ?? false;
    if (page.rows === null || index === 0 || holdsKept || !far) return page;
    return { ...page, rows: null };
  });
  return pages.every((page, index) => page === window.pages[index]) ? window : { ...window, pages };
}

/** The window with the newer form of a row that it holds; the same window when it does not hold it. */
export function replaceRow(window: PageWindow, event: EventSummary): PageWindow {
  for (const [index, page] of window.pages.entries()) {
    const within = page.rows?.findIndex(({ id }) => id === event.id) ?? -1;
    if (page.rows !== null && within !== -1) return { ...window, pages: window.pages.with(index, { ...page, rows: page.rows.with(within, event) }) };
  }
  return window;
}

/** The page that an event belongs into by its place: -1 for one older than everything held while older ones are missing. */
function pageFor({ pages, complete }: PageWindow, event: Place): number {
  const index = pages.findIndex(({ last }) => queueOrder(event, last) <= 0);
  return index === -1 && complete ? pages.length - 1 : index;
}

/** True when the window should hold the event, by its place, once it is put in. */
export function hasPlaceFor(window: PageWindow, event: Place): boolean {
  if (window.pages.length === 0) return window.complete;
  const page = window.pages[pageFor(window, event)];
  return page !== undefined && page.rows !== null;
}

/** Puts events that it does not hold yet into their places. */
export function insert(window: PageWindow, events: readonly EventSummary[]): PageWindow {
  return events.reduce((held, event) => {
    if (!hasPlaceFor(held, event) || positionOf(held, event.id) !== -1) return held;
    const index = pageFor(held, event);
    const rows = [...(held.pages[index]?.rows ?? []), event].toSorted(queueOrder);
    const page = toPage(rows);
    if (page === null) return held;
    return { ...held, pages: index === -1 ? [page] : held.pages.with(index, page) };
  }, window);
}

/** Whether the queue with this filter would show the event. */
export function matches(event: EventSummary, filter: EventFilter): boolean {
  return (
    (filter.cameras?.includes(event.cameraId) ?? true) &&
    (filter.behaviors?.includes(event.behavior) ?? true) &&
    (filter.severities?.includes(event.severity) ?? true) &&
    (filter.states?.includes(event.state) ?? true) &&
    event.startedAt >= (filter.from ?? -Infinity) &&
    event.startedAt <= (filter.to ?? Infinity)
  );
}
