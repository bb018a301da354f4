import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../../../electron/engine/vision/tracking/assignment.ts';

function cheapestByTrying(costs: number[][]): number {
  const [first, ...rest] = costs;
  if (first === undefined) return 0;
  const columns = first.length;
  if (costs.length > columns) {
    return cheapestByTrying(first.map((_, column) => costs.map((row) => row[column] ?? 0)));
  }
  return Math.min(
    ...first.map((cost, taken) => cost + cheapestByTrying(rest.map((row) => row.filter((_, column) => column !== taken)))),
  );
}

describe('assignment', () => {
  it('gives up the cheapest pair when the sum gets smaller that way', () => {
    // 1+9 = 10 when the first row takes its cheapest column, 2+3 = 5 otherwise
    expect([...assign(Float64Array.of(1, 2, 3, 9), 2, 2)]).toEqual([1, 0]);
  });

  it('leaves rows over when there are too few columns', () => {
    expect([...assign(Float64Array.of(5, 1, 3), 3, 1)]).toEqual([-1, 0, -1]);
  });

  it('has nothing to say about nothing', () => {
    expect([...assign(new Float64Array(0), 0, 3)]).toEqual([]);
    expect([...assign(new Float64Array(0), 2, 0)]).toEqual([-1, -1]);
  });

  it('refuses costs that are not finite', () => {
    expect(() => assign(Float64Array.of(Infinity), 1, 1)).toThrow(RangeError);
  });

  it('costs as little as the best of all permutations, each column taken once', () => {
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    fc.assert(
      fc.property(matrix, (costs) => {
        const columns = costs[0]?.length ?? 0;
        const answer = [...assign(Float64Array.from(costs.flat()), costs.length, columns)];
        const taken = answer.filter((column) => column >= 0);
        expect(new Set(taken).size).toBe(Math.min(costs.length, columns));
        const sum = answer.reduce((total, column, row) => total + (column < 0 ? 0 : (costs[row]?.[column] ?? 0)), 0);
        expect(sum).toBe(cheapestByTrying(costs));
      }),
    );
  });
});
