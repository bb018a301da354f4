import type { EventFilter, EventSummary } from '../../electron/contract/event.ts';

/** Where an event stands in the queue. */
export type Place = Pick<EventSummary, 'startedAt' | 'id'>;

/** Rows that follow each other without a gap; before them `gap` rows, by all that is known, that are not held. */
export type Page = { readonly gap: number; readonly rows: readonly EventSummary[] };

/** What the window holds of the queue: pages from the newest on with gaps between them; `complete` when the oldest is among them. */
export type PageWindow = { readonly pages: readonly Page[]; readonly complete: boolean };

/** The queue's order: negative when `a` stands above `b`. Newest first, by id where two began together. */
export function queueOrder(a: Place, b: Place): number {
  return b.startedAt - a.startedAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** Rows to ask for: below the row `cursor` or from the top, above the row `before`, or at an offset; their page comes at `index`. */
export type PageRequest = { readonly index: number; readonly cursor?: string; readonly before?: string; readonly offset?: number };

/** What the engine answers; `next` and `previous` are null at the queue's ends. */
export type PageAnswer = { readonly rows: readonly EventSummary[]; readonly next: string | null; readonly previous?: string | null | undefined; readonly offset?: number | undefined };

export const emptyWindow: PageWindow = { pages: [], complete: false };

/** Rows that the window stands for, held or not. */
export function knownCount({ pages }: PageWindow): number {
  return pages.reduce((sum, { gap, rows }) => sum + gap + rows.length, 0);
}

/** The row at a position counted from the newest; undefined when it is not held. */
export function rowAt({ pages }: PageWindow, position: number): EventSummary | undefined {
  let rest = position;
  for (const { gap, rows } of pages) {
    if (rest < gap) return undefined;
    rest -= gap;
    if (rest < rows.length) return rows[rest];
    rest -= rows.length;
  }
  return undefined;
}

/** Position of an event that is held; -1 otherwise. */
export function positionOf({ pages }: PageWindow, id: string): number {
  let before = 0;
  for (const { gap, rows } of pages) {
    const within = rows.findIndex((row) => row.id === id);
    if (within !== -1) return before + gap + within;
    before += gap + rows.length;
  }
  return -1;
}

/**
 * The next page that showing the positions from `from` to `to` needs; null when all are held or there are no more. What
 * lies within `near` rows of a page is fetched next to it, which is exact; further away it is jumped to.
 */
export function nextRequest(window: PageWindow, from: number, to: number, near: number): PageRequest | null {
  const { pages, complete } = window;
  const doubtful = doubtfulGap(window, to);
  if (doubtful !== -1) return below(pages, doubtful);
  let start = 0;
  for (const [index, page] of pages.entries()) {
    const end = start + page.gap;
    const [first, last] = [Math.max(from, start), Math.min(to, end - 1)];
    if (first <= last) {
      if (first - start < near) return below(pages, index);
      const firstBelow = page.rows[0];
      if (end - 1 - last < near && firstBelow !== undefined) return { index, before: firstBelow.id };
      return { index, offset: Math.max(start, first - Math.floor(near / 4)) };
    }
    start = end + page.rows.length;
  }
  if (complete || start > to) return null;
  return from - start < near ? below(pages, pages.length) : { index: pages.length, offset: from - Math.floor(near / 4) };
}

/** The page before which a gap of one stands: it may be none, and every position below depends on it. -1 where there is no such. */
function doubtfulGap({ pages }: PageWindow, to: number): number {
  let start = 0;
  for (const [index, { gap, rows }] of pages.entries()) {
    if (start > to) return -1;
    if (gap === 1) return index;
    start += gap + rows.length;
  }
  return -1;
}

function below(pages: readonly Page[], index: number): PageRequest {
  const cursor = pages[index - 1]?.rows.at(-1)?.id;
  return { index, ...(cursor === undefined ? {} : { cursor }) };
}

/** Takes over an answer, cut to what its neighbours do not hold yet; the same window when the question is outdated. */
export function putPage(window: PageWindow, request: PageRequest, answer: PageAnswer): PageWindow {
  const { index } = request;
  const { pages, complete } = window;
  const above = pages[index - 1]?.rows.at(-1);
  const under = pages[index];
  const firstUnder = under?.rows[0];
  const isOutdated = request.before === undefined ? index > pages.length || (request.offset === undefined && above?.id !== request.cursor) : firstUnder?.id !== request.before;
  if (isOutdated) return window;

  const own = answer.rows.filter((row) => (above === undefined || queueOrder(above, row) < 0) && (firstUnder === undefined || queueOrder(row, firstUnder) < 0));
  const metUnder = request.before !== undefined || answer.next === null || answer.rows.some((row) => firstUnder !== undefined && queueOrder(row, firstUnder) >= 0);
  const besideAbove = request.offset === undefined && request.before === undefined;
  const metAbove = besideAbove || answer.previous === null || answer.rows.some((row) => above !== undefined && queueOrder(above, row) >= 0);
  const start = knownCount({ pages: pages.slice(0, index), complete });
  const room = under?.gap ?? 0;
  const gapAbove = metAbove ? 0 : Math.max(1, answer.offset === undefined ? room - own.length : answer.offset - start);
  const gapUnder = metUnder ? 0 : Math.max(1, room - own.length - gapAbove);
  const fresh: Page[] = own.length === 0 ? [] : [{ gap: gapAbove, rows: own }];
  // A gap with nothing in it is closed; one that was only missed by an outdated offset becomes as small as that tells.
  const emptyGap = metAbove && metUnder ? 0 : Math.max(1, Math.min(room - 1, gapAbove));
  const rest: Page[] = under === undefined ? [] : [{ ...under, gap: own.length === 0 ? emptyGap : gapUnder }];
  return { pages: [...pages.slice(0, index), ...fresh, ...rest, ...pages.slice(index + 1)], complete: complete || (under === undefined && answer.next === null) };
}

/** Lets go of pages further than `keep` rows from what is looked at; the newest page and that of `keptId` stay. */
export function dropFar({ pages, complete }: PageWindow, from: number, to: number, keep: number, keptId: string | null): PageWindow {
  const kept: Page[] = [];
  let start = 0;
  let dropped = 0;
  for (const [index, page] of pages.entries()) {
    const first = start + page.gap;
    start = first + page.rows.length;
    const far = first > to + keep || start < from - keep;
    if (index > 0 && far && !page.rows.some(({ id }) => id === keptId)) dropped += page.gap + page.rows.length;
    else {
      kept.push(dropped === 0 ? page : { ...page, gap: page.gap + dropped });
      dropped = 0;
    }
  }
  return kept.length === pages.length ? { pages, complete } : { pages: kept, complete: complete && dropped === 0 };
}

/** The window with the newer form of a row that it holds; the same window when it does not hold it. */
export function replaceRow(window: PageWindow, event: EventSummary): PageWindow {
  for (const [index, page] of window.pages.entries()) {
    const within = page.rows.findIndex(({ id }) => id === event.id);
    if (within !== -1) return { ...window, pages: window.pages.with(index, { ...page, rows: page.rows.with(within, event) }) };
  }
  return window;
}

/** The page that an event belongs into by its place; -1 for a place in a gap, or below everything held while older ones are missing. */
function pageFor({ pages, complete }: PageWindow, event: Place): number {
  const index = pages.findIndex(({ rows }) => {
    const last = rows.at(-1);
    return last !== undefined && queueOrder(event, last) <= 0;
  });
  if (index === -1) return complete ? pages.length - 1 : -1;
  const { gap = 0, rows = [] } = pages[index] ?? {};
  return gap > 0 && rows[0] !== undefined && queueOrder(event, rows[0]) < 0 ? -1 : index;
}

/** True when the window should hold the event, by its place, once it is put in. */
export function hasPlaceFor(window: PageWindow, event: Place): boolean {
  return window.pages.length === 0 ? window.complete : pageFor(window, event) !== -1;
}

/** Puts events that it does not hold yet into their places. */
export function insert(window: PageWindow, events: readonly EventSummary[]): PageWindow {
  return events.reduce((held, event) => {
    if (!hasPlaceFor(held, event) || positionOf(held, event.id) !== -1) return held;
    if (held.pages.length === 0) return { ...held, pages: [{ gap: 0, rows: [event] }] };
    const index = pageFor(held, event);
    const { gap = 0, rows = [] } = held.pages[index] ?? {};
    return { ...held, pages: held.pages.with(index, { gap, rows: [...rows, event].toSorted(queueOrder) }) };
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
