import { describe, expect, it } from 'vitest';
import { operatingCurve, type DecidedValue } from '../../../../electron/engine/quality/operating-curve.ts';

const many = (count: number, value: number, confirmed: boolean): DecidedValue[] => Array.from({ length: count }, () => ({ value, confirmed }));
const limits = { step: 0.05, most: 1 };

describe('the curve of a threshold', () => {
  it('begins with the threshold in force, under which every decided event was raised', () => {
    const { points } = operatingCurve([...many(3, 0.5, true), ...many(2, 0.3, false)], 0.2, limits);
    expect(points[0]).toEqual({ threshold: 0.2, confirmed: 3, dismissed: 2 });
    expect(points.at(-1)).toEqual({ threshold: 0.5, confirmed: 3, dismissed: 0 });
    expect(points.map(({ threshold }) => threshold)).toEqual([0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5]);
  });

  it('proposes the lowest threshold that spares the false alarms and loses nothing', () => {
    const { proposed } = operatingCurve([...many(20, 0.8, true), ...many(15, 0.31, false)], 0.2, limits);
    expect(proposed).toBe(0.35);
  });

  it('gives up at most one confirmed event in fifty', () => {
    const decided = [...many(98, 0.8, true), ...many(2, 0.4, true), ...many(15, 0.31, false), ...many(15, 0.45, false)];
    expect(operatingCurve(decided, 0.2, limits).proposed).toBe(0.5);
    expect(operatingCurve([...decided, ...many(1, 0.4, true)], 0.2, limits).proposed).toBe(0.35);
  });

  it('proposes nothing from few decisions, for a small gain, or where confirmed events are the weak ones', () => {
    expect(operatingCurve([...many(9, 0.8, true), ...many(30, 0.3, false)], 0.2, limits).proposed).toBeNull();
    expect(operatingCurve([...many(30, 0.8, true), ...many(9, 0.3, false)], 0.2, limits).proposed).toBeNull();
    expect(operatingCurve([...many(30, 0.8, true), ...many(2, 0.3, false), ...many(20, 0.9, false)], 0.2, limits).proposed).toBeNull();
    expect(operatingCurve([...many(30, 0.3, true), ...many(30, 0.8, false)], 0.2, limits).proposed).toBeNull();
  });

  it('stays within what the setting can be, and within forty points', () => {
    const { points } = operatingCurve([...many(1, 900, true), ...many(1, 3, false)], 0, { step: 0.5, most: 100 });
    expect(points.length).toBeLessThanOrEqual(40);
    expect(Math.max(...points.map(({ threshold }) => threshold))).toBeLessThanOrEqual(100);
  });

  it('says of an event that lies below a threshold raised since that it would not be raised now', () => {
    const { points, confirmed } = operatingCurve([...many(4, 0.3, true), ...many(4, 0.6, true)], 0.5, limits);
    expect(confirmed).toBe(8);
    expect(points[0]).toEqual({ threshold: 0.5, confirmed: 4, dismissed: 0 });
  });

  it('is a single point where nothing was decided', () => {
    expect(operatingCurve([], 0.2, limits)).toEqual({ points: [{ threshold: 0.2, confirmed: 0, dismissed: 0 }], proposed: null, confirmed: 0, dismissed: 0 });
  });
});
