import { describe, expect, it } from 'vitest';
import { byBehavior, precisionOf, sumOf } from '../../../../../renderer/station/quality/precision.ts';

const week = (from: number, confirmed: number, dismissed: number, open = 0) => ({ from, confirmed, dismissed, open });

describe('how right the alarms are', () => {
  it('is the share of confirmed among decided events, with the 95 % interval of Wilson', () => {
    const precision = precisionOf({ confirmed: 8, dismissed: 2 });
    expect(precision?.value).toBe(0.8);
    expect(precision?.low).toBeCloseTo(0.49, 2);
    expect(precision?.high).toBeCloseTo(0.943, 2);
  });
  it('is not certain after a few decisions that were all the same', () => {
    expect(precisionOf({ confirmed: 3, dismissed: 0 })?.low).toBeCloseTo(0.438, 2);
    expect(precisionOf({ confirmed: 0, dismissed: 3 })).toMatchObject({ value: 0, low: 0 });
  });
  it('is unknown while nothing is decided', () => expect(precisionOf({ confirmed: 0, dismissed: 0 })).toBeNull());

  it('puts the cameras of a behaviour together week by week, most false alarms first', () => {
    const rows = [
      { behavior: 'loitering', cameraId: 'a', cameraName: 'A', weeks: [week(1, 1, 0), week(2, 0, 1)] },
      { behavior: 'intrusion', cameraId: 'a', cameraName: 'A', weeks: [week(1, 9, 0), week(2, 9, 0)] },
      { behavior: 'loitering', cameraId: 'b', cameraName: 'B', weeks: [week(1, 2, 3, 4), week(2, 0, 0)] },
    ];
    const [first, second] = byBehavior(rows);
    expect(first).toMatchObject({ behavior: 'loitering', weeks: [week(1, 3, 3, 4), week(2, 0, 1)] });
    expect(first?.cameras.map(({ cameraId }) => cameraId)).toEqual(['b', 'a']);
    expect(second?.behavior).toBe('intrusion');
    expect(sumOf(first?.weeks ?? [])).toEqual({ confirmed: 3, dismissed: 4, open: 4 });
  });
});
