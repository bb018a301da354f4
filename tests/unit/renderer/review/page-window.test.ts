import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventSummary } from '../../../../electron/contract/event.ts';
import {
  dropFar, emptyWindow, hasPlaceFor, insert, knownCount, matches, nextRequest, positionOf, putPage, queueOrder, replaceRow, rowAt, type PageAnswer, type PageRequest, type PageWindow, type Place,
} from '../../../../renderer/review/page-window.ts';

/** Event number `n` began `n` seconds after the first. */
function event(n: number, more: Partial<EventSummary> = {}): EventSummary {
  return {
    id: `019a0000-0000-7000-8000-${n.toString().padStart(12, '0')}`,
    cameraId: 'a', cameraName: 'A', behavior: 'intrusion', severity: 'red', startedAt: n * 1000, endedAt: null, state: 'open', clip: 'ready', hasPicture: true, place: null,
    ...more,
  };
}

const near = 10;

/** What an engine with these events, in the queue's order, answers. */
function answer(all: readonly EventSummary[], { cursor, before, offset }: PageRequest, limit = near): PageAnswer {
  const place = (id: string): Place => event(Number(id.slice(-12))); // an event that left the filter still has its place
  const end = before === undefined ? undefined : all.filter((row) => queueOrder(row, place(before)) < 0).length;
  const below = cursor === undefined ? 0 : all.filter((row) => queueOrder(row, place(cursor)) <= 0).length;
  const start = end !== undefined ? Math.max(0, end - limit) : offset !== undefined ? Math.max(0, Math.min(offset, all.length - limit)) : below;
  const rows = all.slice(start, end ?? start + limit);
  return {
    rows,
    next: start + rows.length < all.length ? (rows.at(-1)?.id ?? null) : null,
    previous: start > 0 ? (rows[0]?.id ?? null) : null,
    ...(offset === undefined ? {} : { offset: start }),
  };
}

function load(window: PageWindow, all: readonly EventSummary[], from: number, to: number): PageWindow {
  let steps = 0;
  for (let request = nextRequest(window, from, to, near); request !== null; request = nextRequest(window, from, to, near)) {
    window = putPage(window, request, answer(all, request));
    if (++steps > 200) throw new Error('asks without end');
  }
  return window;
}

const heldIds = (window: PageWindow): string[] => window.pages.flatMap(({ rows }) => rows.map(({ id }) => id));
const hundred = Array.from({ length: 100 }, (_, index) => event(100 - index));

describe('the queue as it is scrolled', () => {
  it('asks for no page that is not looked at', () => {
    const window = load(emptyWindow, hundred, 0, 14);
    expect(knownCount(window)).toBe(20);
    expect(nextRequest(window, 0, 19, near)).toBeNull();
    expect(nextRequest(window, 0, 20, near)).toEqual({ index: 2, cursor: hundred[19]?.id });
  });

  it('shows at each position what a list of everything would show', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(99), { maxLength: 12 }), (looks) => {
        let window = emptyWindow;
        for (const from of looks) {
          window = dropFar(load(window, hundred, from, from + 5), from, from + 5, 10, null);
          for (let position = from; position <= Math.min(from + 5, 99); position++) expect(rowAt(window, position)?.id).toBe(hundred[position]?.id);
        }
      }),
    );
  });

  it('reaches any place with one question', () => {
    const top = load(emptyWindow, hundred, 0, 5);
    const request = nextRequest(top, 70, 75, near);
    expect(request).toEqual({ index: 1, offset: 68 });
    expect(rowAt(putPage(top, request ?? { index: 1 }, answer(hundred, request ?? { index: 1 })), 70)?.id).toBe(hundred[70]?.id);
  });

  it('goes on exactly next to what it holds, downwards and upwards from where it jumped to', () => {
    const window = load(load(emptyWindow, hundred, 0, 5), hundred, 70, 75);
    expect(nextRequest(window, 78, 83, near)).toEqual({ index: 2, cursor: hundred[77]?.id });
    expect(nextRequest(window, 62, 67, near)).toEqual({ index: 1, before: hundred[68]?.id });
    expect(nextRequest(window, 10, 15, near)).toEqual({ index: 1, cursor: hundred[9]?.id });
  });

  it('holds no row twice and none in the wrong order, however long its positions were wrong', () => {
    const step = fc.record({ from: fc.nat(120), gone: fc.array(fc.nat(99), { maxLength: 8 }), arrived: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        let all = hundred;
        let window = emptyWindow;
        for (const [round, { from, gone, arrived }] of steps.entries()) {
          window = dropFar(load(window, all, from, from + 5), from, from + 5, 15, null);
          const held = heldIds(window);
          expect(held).toEqual([...new Set(held)]);
          const rows = window.pages.flatMap(({ rows: own }) => own);
          expect(rows).toEqual(rows.toSorted(queueOrder));
          // Others decide events, so that they leave the filter, and new ones come, without a word to this window.
          all = all.filter((_, index) => !gone.includes(index));
          all = [...Array.from({ length: arrived }, (_, index) => event(1000 + round * 10 + 3 - index)), ...all].toSorted(queueOrder);
        }
        // Whoever reads it all from top to end meets every event that there is.
        const read = load(window, all, 0, 400);
        expect(heldIds(read)).toEqual(expect.arrayContaining(all.filter((row) => queueOrder(row, window.pages[0]?.rows[0] ?? row) >= 0).map(({ id }) => id)));
      }),
    );
  });

  it('lets go of rows far from view and fetches them again', () => {
    const window = dropFar(load(emptyWindow, hundred, 0, 80), 80, 89, 10, null);
    expect(rowAt(window, 35)).toBeUndefined();
    expect(rowAt(window, 80)?.id).toBe(hundred[80]?.id);
    expect(knownCount(window)).toBe(90);
    expect(rowAt(load(window, hundred, 30, 39), 35)?.id).toBe(hundred[35]?.id);
  });

  it('keeps the page of the chosen event, however far it is', () => {
    const chosen = hundred[34]?.id ?? '';
    const window = dropFar(load(emptyWindow, hundred, 0, 90), 90, 99, 10, chosen);
    expect(positionOf(window, chosen)).toBe(34);
  });

  it('knows that it is at its end when the engine has no more', () => {
    const window = load(emptyWindow, hundred, 0, 500);
    expect(window.complete).toBe(true);
    expect(knownCount(window)).toBe(100);
    expect(nextRequest(window, 0, 500, near)).toBeNull();
  });

  it('a scroll bar that stood for too many rows ends with the last ones', () => {
    const window = load(load(emptyWindow, hundred, 0, 5), hundred, 300, 305);
    expect(window.complete).toBe(true);
    expect(knownCount(window)).toBe(100);
    expect(rowAt(window, 99)?.id).toBe(hundred[99]?.id);
  });

  it('ignores an answer to a question that it no longer asks', () => {
    const window = load(emptyWindow, hundred, 0, 9);
    expect(putPage(window, { index: 3, cursor: hundred[50]?.id ?? '' }, answer(hundred, { index: 3, cursor: hundred[50]?.id ?? '' }))).toBe(window);
    expect(putPage(window, { index: 1, before: hundred[50]?.id ?? '' }, answer(hundred, { index: 1, before: hundred[50]?.id ?? '' }))).toBe(window);
  });
});

describe('an event that arrives', () => {
  it('stands on top when it is the newest', () => {
    expect(rowAt(insert(load(emptyWindow, hundred, 0, 9), [event(101)]), 0)?.id).toBe(event(101).id);
  });

  it('stands where its beginning belongs when it was noticed late', () => {
    const late = event(500, { startedAt: 95_500 });
    const window = insert(load(emptyWindow, hundred, 0, 9), [late]);
    expect(positionOf(window, late.id)).toBe(5);
  });

  it('has no place among rows that have not been fetched yet', () => {
    const window = load(emptyWindow, hundred, 0, 9);
    expect(hasPlaceFor(window, event(20, { id: 'x' }))).toBe(false);
    expect(insert(window, [event(20)])).toEqual(window);
  });

  it('is the first of an empty queue, unless that is still being fetched', () => {
    expect(hasPlaceFor(emptyWindow, event(1))).toBe(false);
    expect(rowAt(insert({ pages: [], complete: true }, [event(1)]), 0)?.id).toBe(event(1).id);
  });

  it('does not come twice', () => {
    const window = load(emptyWindow, hundred, 0, 9);
    expect(knownCount(insert(window, [event(101), event(101), event(97)]))).toBe(11);
  });

  it('takes the place of its older form', () => {
    const window = replaceRow(load(emptyWindow, hundred, 0, 30), event(85, { state: 'confirmed' }));
    expect(rowAt(window, 15)?.state).toBe('confirmed');
    expect(knownCount(window)).toBe(40);
  });

  it('keeps the queue in order whatever comes when', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(300)), (numbers) => {
        const window = insert(load(emptyWindow, hundred, 0, 40), numbers.map((n) => event(n)));
        const rows = Array.from({ length: knownCount(window) }, (_, position) => rowAt(window, position)).filter((row) => row !== undefined);
        expect(rows).toEqual(rows.toSorted(queueOrder));
      }),
    );
  });
});

describe('a filter', () => {
  it('lets through what fits every condition', () => {
    expect(matches(event(5), { severities: ['red'], states: ['open'], cameras: ['a'], behaviors: ['intrusion'], from: 5000, to: 5000 })).toBe(true);
  });

  it.each([{ severities: ['blue' as const] }, { states: ['confirmed' as const] }, { cameras: ['b'] }, { behaviors: ['loitering'] }, { from: 5001 }, { to: 4999 }])('keeps back what does not fit %j', (filter) => {
    expect(matches(event(5), filter)).toBe(false);
  });
});
