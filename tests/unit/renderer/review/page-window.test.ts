import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventSummary } from '../../../../electron/contract/event.ts';
import {
  dropFar, emptyWindow, hasPlaceFor, insert, knownCount, matches, nextRequest, positionOf, putPage, queueOrder, replaceRow, rowAt, type PageRequest, type PageWindow,
} from '../../../../renderer/review/page-window.ts';

/** Event number `n` began `n` seconds after the first. */
function event(n: number, more: Partial<EventSummary> = {}): EventSummary {
  return {
    id: `019a0000-0000-7000-8000-${n.toString().padStart(12, '0')}`,
    cameraId: 'a', cameraName: 'A', behavior: 'intrusion', severity: 'red', startedAt: n * 1000, endedAt: null, state: 'open', clip: 'ready', hasPicture: true, place: null,
    ...more,
  };
}

/** What an engine with these events, in the queue's order, answers. */
function answer(all: readonly EventSummary[], request: PageRequest, limit: number): { rows: EventSummary[]; more: boolean } {
  const start = request.cursor === undefined ? 0 : all.findIndex(({ id }) => id === request.cursor) + 1;
  return { rows: all.slice(start, start + limit), more: start + limit < all.length };
}

function load(window: PageWindow, all: readonly EventSummary[], from: number, to: number, limit = 10): PageWindow {
  for (let request = nextRequest(window, from, to); request !== null; request = nextRequest(window, from, to)) {
    const { rows, more } = answer(all, request, limit);
    window = putPage(window, request, rows, more);
  }
  return window;
}

const hundred = Array.from({ length: 100 }, (_, index) => event(100 - index));

describe('the queue as it is scrolled', () => {
  it('asks for no page that is not looked at', () => {
    const window = load(emptyWindow, hundred, 0, 14);
    expect(knownCount(window)).toBe(20);
    expect(nextRequest(window, 0, 19)).toBeNull();
    expect(nextRequest(window, 0, 20)).toEqual({ index: 2, cursor: hundred[19]?.id });
  });

  it('shows at each position what a list of everything would show', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(99), { maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (looks, limit) => {
        let window = emptyWindow;
        for (const from of looks) {
          window = dropFar(load(window, hundred, from, from + 5, limit), from, from + 5, 10, null);
          for (let position = from; position <= Math.min(from + 5, 99); position++) expect(rowAt(window, position)?.id).toBe(hundred[position]?.id);
        }
      }),
    );
  });

  it('lets go of rows far from view and fetches them again with the same neighbours', () => {
    const window = dropFar(load(emptyWindow, hundred, 0, 80), 80, 89, 10, null);
    expect(rowAt(window, 35)).toBeUndefined();
    expect(knownCount(window)).toBe(90);
    const again = load(window, hundred, 30, 39);
    expect(rowAt(again, 35)?.id).toBe(hundred[35]?.id);
    expect(rowAt(again, 40)).toBeUndefined();
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
    expect(nextRequest(window, 0, 500)).toBeNull();
  });

  it('ignores an answer to a question that it no longer asks', () => {
    const window = load(emptyWindow, hundred, 0, 9);
    expect(putPage(window, { index: 3, cursor: hundred[50]?.id }, hundred.slice(51, 61), true)).toBe(window);
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
