import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, layouts, pageCount, placesOnPage, putInPlace, stepPlace } from '../../../../renderer/wall/arrangement.ts';
import { fittingLayout } from '../../../../renderer/wall/fitting-layout.ts';

describe('the cameras on the wall', () => {
  it('stand in the order in which they were added until somebody arranges them', () => {
    expect(arrange([], ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
  });

  it('keep their places when one is removed, and new ones come at the end', () => {
    expect(arrange(['a', 'b', 'c'], ['a', 'c', 'd'])).toEqual(['a', null, 'c', 'd']);
    expect(arrange(['a', 'b'], ['a'])).toEqual(['a']);
  });

  it('change places with each other', () => {
    expect(putInPlace(['a', 'b', 'c'], 0, 'c')).toEqual(['c', 'b', 'a']);
  });

  it('can be put on an empty tile further on', () => {
    expect(putInPlace(['a', 'b'], 3, 'a')).toEqual([null, 'b', null, 'a']);
  });

  it('are never lost: a camera whose tile is emptied goes to the end', () => {
    expect(putInPlace(['a', 'b'], 0, null)).toEqual([null, 'b', 'a']);
  });

  it('are each on the wall exactly once whatever is arranged', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const step = fc.record({ index: fc.nat(20), id: fc.option(fc.constantFrom(...ids), { nil: null }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const places = steps.reduce((all, { index, id }) => arrange(putInPlace(all, index, id), ids), arrange([], ids));
        expect(places.filter((id) => id !== null).toSorted()).toEqual(ids);
      }),
    );
  });

  it('fill as many pages as they need, and a page always has all its tiles', () => {
    const places = Array.from({ length: 17 }, (_, index) => `c${index}`);
    expect(pageCount(places, 16)).toBe(2);
    expect(placesOnPage(places, 16, 1)).toHaveLength(16);
    expect(placesOnPage(places, 16, 1)[0]).toEqual({ place: 16, cameraId: 'c16' });
    expect(placesOnPage(places, 16, 1)[1]).toEqual({ place: 17, cameraId: null });
    expect(pageCount([], 4)).toBe(1);
  });
});

describe('arrow keys on the wall', () => {
  it('go from tile to tile and over the side to the next page in the same row', () => {
    expect(stepPlace(0, 'arrowright', 4, 2)).toBe(1);
    expect(stepPlace(0, 'arrowdown', 4, 2)).toBe(2);
    expect(stepPlace(3, 'arrowright', 4, 2)).toBe(6);
    expect(stepPlace(6, 'arrowleft', 4, 2)).toBe(3);
  });

  it('never lead off the wall', () => {
    fc.assert(
      fc.property(fc.constantFrom(...layouts), fc.integer({ min: 1, max: 5 }), fc.nat(), fc.constantFrom('arrowleft', 'arrowright', 'arrowup', 'arrowdown'), (layout, pages, start, key) => {
        const next = stepPlace(start % (layout * pages), key, layout, pages);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThan(layout * pages);
      }),
    );
  });
});

describe('a wall that nobody has set up', () => {
  it('takes the smallest layout with a tile for every camera, at most sixteen', () => {
    expect([0, 1, 2, 4, 5, 9, 10, 64].map(fittingLayout)).toEqual([1, 1, 4, 4, 9, 9, 16, 16]);
  });
});
