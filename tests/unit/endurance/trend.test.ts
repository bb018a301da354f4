import { expect, test } from 'vitest';
import { percentile } from '../../support/percentile.ts';
import { slopePerHour } from '../../endurance/trend.ts';

const minutes = Array.from({ length: 31 }, (_, minute) => minute * 60_000);

test('a straight line has its own slope, whatever time it begins at', () => {
  expect(slopePerHour(minutes.map((atMs) => ({ atMs: atMs + 7e8, value: 200 + (atMs / 3_600_000) * 12 })))).toBeCloseTo(12, 6);
});

test('what swings around a level has next to no slope', () => {
  expect(Math.abs(slopePerHour(minutes.map((atMs, index) => ({ atMs, value: 200 + (index % 2) }))))).toBeLessThan(0.1);
});

test('nothing and a single point have no slope', () => {
  expect(slopePerHour([])).toBe(0);
  expect(slopePerHour([{ atMs: 5, value: 3 }])).toBe(0);
});

test('percentiles are values that were measured', () => {
  const values = [5, 1, 4, 2, 3];
  expect([percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1), percentile([], 0.5)]).toEqual([3, 5, 5, null]);
});
