import type { EventFilter, EventSummary } from '../../electron/contract/event.ts';

/** Rows of one fetched page; null once it was let go because nobody looks near it. `first` and `last` are event ids. */
export type Page = { rows: readonly EventSummary[] | null; count: number; first: string; last: string };

/**
 * What the window holds of the queue: pages from the newest on, in the order of the ids (UUIDv7, so of time), without
 * gaps between them; `complete` once the oldest one is among them.
 */
export type PageWindow = { pages: readonly Page[]; complete: boolean };

/** A page to ask for: those rows older than `cursor`, to be put at `index`. */
export type PageRequest = { index: number; cursor: string | undefined };

export const emptyWindow: PageWindow = { pages: [], complete: false };

function toPage(rows: readonly EventSummary[]): Page | null {
  const first = rows[0];
  const last = rows.at(-1);
  return first === undefined || last === undefined ? null : { rows, count: rows.length, first: first.id, last: last.id };
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
    if (id >= page.last) {
      const within = id > page.first ? -1 : (page.rows?.findIndex((row) => row.id === id) ?? -1);
      return within === -1 ? -1 : before + within;
    }
    before += page.count;
  }
  return -1;
}

/** The next page that showing the positions from `from` to `to` needs; null when all are held or there are no more. */
export function nextRequest(window: PageWindow, from: number, to: number): PageRequest | null {
  let before = 0;
  for (const [index, page] of window.pages.entries()) {
    if (page.rows === null && before <= to && before + page.count > from) return { index, cursor: window.pages[index - 1]?.last };
    before += page.count;
  }
  if (window.complete || before > to) return null;
  return { index: window.pages.length, cursor: window.pages.at(-1)?.last };
}

/** Takes over an answer. A page asked for again keeps its old limits, so that its neighbours' rows do not come twice. */
export function putPage(window: PageWindow, request: PageRequest, rows: readonly EventSummary[], hasMore: boolean): PageWindow {
  const known = window.pages[request.index];
  if (known !== undefined) {
    const own = rows.filter(({ id }) => id >= known.last);
    return { ...window, pages: window.pages.with(request.index, { ...known, rows: own, count: own.length }) };
  }
  if (request.index !== window.pages.length || request.cursor !== window.pages.at(-1)?.last) return window;
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
    const holdsKept = keptId !== null && keptId <= page.first && keptId >= page.last;
    if (page.rows === null || index === 0 || holdsKept || !far) return page;
    return { ...page, rows: null };
  });
  return pages.every((page, index) => page === window.pages[index]) ? window : { ...window, pages };
}

/** The window with the newer form of a row that it holds; the same window when it does not hold it. */
export function replaceRow(window: PageWindow, event: EventSummary): PageWindow {
  const index = window.pages.findIndex((page) => event.id <= page.first && event.id >= page.last);
  const page = window.pages[index];
  const within = page?.rows?.findIndex(({ id }) => id === event.id) ?? -1;
  if (page === undefined || page.rows === null || within === -1) return window;
  return { ...window, pages: window.pages.with(index, { ...page, rows: page.rows.with(within, event) }) };
}

/** True for an event that belongs before everything held. */
export function isNewer({ pages }: PageWindow, id: string): boolean {
  const first = pages[0];
  return first === undefined || id > first.first;
}

/** Puts new events, in any order, before everything held; those that are not newer are left out. */
export function prepend(window: PageWindow, events: readonly EventSummary[]): PageWindow {
  const rows = events.filter(({ id }) => isNewer(window, id)).toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const page = toPage(rows);
  if (page === null) return window;
  const head = window.pages[0];
  if (head?.rows == null || head.count + page.count > 400) return { ...window, pages: [page, ...window.pages] };
  const joined = { rows: [...rows, ...head.rows], count: head.count + page.count, first: page.first, last: head.last };
  return { ...window, pages: [joined, ...window.pages.slice(1)] };
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
