import { describe, expect, it } from 'vitest';
import { makeHistory } from '../../../../electron/engine/behavior/history.ts';
import { boxOn, trackOn } from '../../../support/observations.ts';

const first = boxOn({ x: 0.1, y: 0.5 });
const times = (history: ReturnType<typeof makeHistory>): number[] => history.objectSince(1, 0, 100)?.path.map(({ at }) => at) ?? [];

describe("an object's way", () => {
  it('begins where it was first detected, which is some pictures before it is reported', () => {
    const history = makeHistory();
    for (const at of [1400, 1600]) history.observe({ at, aspect: 16 / 9, tracks: [trackOn(1, { x: at / 5000, y: 0.5 }, at, { firstAt: 1000, firstBox: first })] });
    expect(times(history)).toEqual([1000, 1400, 1600]);
    expect(history.objectSince(1, 0, 100)?.path[0]?.box).toEqual(first);
  });

  it('begins anew where it was lost and found', () => {
    const history = makeHistory();
    history.observe({ at: 1000, aspect: 16 / 9, tracks: [trackOn(1, { x: 0.2, y: 0.5 }, 1000)] });
    for (const at of [3400, 3600]) history.observe({ at, aspect: 16 / 9, tracks: [trackOn(1, { x: 0.5, y: 0.5 }, at, { firstAt: 3000, firstBox: first })] });
    expect(times(history)).toEqual([1000, 3000, 3400, 3600]);
  });

  it('does not reach back to a beginning long before anybody watched', () => {
    const history = makeHistory();
    history.observe({ at: 60_000, aspect: 16 / 9, tracks: [trackOn(1, { x: 0.5, y: 0.5 }, 60_000, { firstAt: 1000, firstBox: first })] });
    expect(times(history)).toEqual([60_000]);
  });
});
