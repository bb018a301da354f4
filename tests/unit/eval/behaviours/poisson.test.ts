import { expect, it } from 'vitest';
import { poissonAtMost, poissonUpperBound } from '../../../eval/behaviours/poisson.ts';

it('counts the chance of at most so many', () => {
  expect(poissonAtMost(0, 2)).toBeCloseTo(Math.exp(-2), 12);
  expect(poissonAtMost(2, 1)).toBeCloseTo(Math.exp(-1) * 2.5, 12);
});

/** Half the 95 % points of chi-squared with 2, 4, 8 and 22 degrees of freedom, from tables. */
it.each([[0, 2.9957], [1, 4.7439], [3, 7.7537], [10, 16.9622]])('bounds what gave %i events', (events, bound) => {
  expect(poissonUpperBound(events)).toBeCloseTo(bound, 3);
});
