import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connected } from '../../../../electron/engine/vision/connected.ts';

describe('groups of what hangs together', () => {
  it('hold every item once, and no pair of linked items in different groups', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 30 }), (numbers) => {
        const linked = (a: number, b: number): boolean => Math.abs(a - b) <= 2;
        const groups = connected(numbers, linked);
        expect(groups.flat().sort((a, b) => a - b)).toEqual(numbers.toSorted((a, b) => a - b));
        groups.forEach((group, i) => group.forEach((a) => groups.forEach((other, j) => expect(i === j || !other.some((b) => linked(a, b))).toBe(true))));
      }),
    );
  });
});
