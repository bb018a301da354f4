import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MotRow } from '../../../eval/tracking/mot-file.ts';
import { crossingFrames, readCount, scoreCrossings, type VehicleCount } from '../../../eval/vehicles/crossings.ts';

const size = { width: 200, height: 100 };
const count: VehicleCount = { clip: 'drawn', line: { from: { x: 0.1, y: 0.5 }, to: { x: 0.9, y: 0.5 } }, count: 2, crossings: [{ frame: 5, lane: 1 }, { frame: 20, lane: 1 }] };

/** A box 10 high whose lower edge is at the given heights, one frame each. */
function drive(id: number, firstFrame: number, bottoms: readonly number[], left = 95): MotRow[] {
  return bottoms.map((bottom, i) => ({ frame: firstFrame + i, id, left, top: bottom - 10, width: 10, height: 10, confidence: 1 }));
}

describe('crossings of a line', () => {
  it('are the first frames in which a lower edge has come up to it', () => {
    expect(crossingFrames([...drive(1, 1, [70, 60, 50, 40]), ...drive(2, 7, [55, 45])], count, size)).toEqual([3, 8]);
  });

  it('count a track once, though it trembles on the line', () => {
    expect(crossingFrames(drive(1, 1, [52, 49, 51, 48]), count, size)).toEqual([2]);
  });

  it('leave out what drives down, ends before the line, or passes beside it', () => {
    expect(crossingFrames([...drive(1, 1, [40, 60]), ...drive(2, 1, [80, 70]), ...drive(3, 1, [60, 40], 190)], count, size)).toEqual([]);
  });

  it('are matched with the count by eye, each once', () => {
    expect(scoreCrossings([6, 7], count)).toEqual({ counted: 2, tracked: 2, difference: 0, matched: 1 });
    expect(scoreCrossings([4, 19, 60], count)).toEqual({ counted: 2, tracked: 3, difference: 0.5, matched: 2 });
    expect(scoreCrossings([], count)).toEqual({ counted: 2, tracked: 0, difference: -1, matched: 0 });
  });

  it('by eye on the motorway are written down one by one, in order', () => {
    const { count: counted, crossings } = readCount(join(import.meta.dirname, '../../../eval/vehicles/highway-count.json'));
    expect(crossings).toHaveLength(counted);
    const frames = crossings.map(({ frame }) => frame);
    expect(frames).toEqual(frames.toSorted((a, b) => a - b));
    expect(frames.every((frame) => frame >= 1 && frame <= 500)).toBe(true);
  });
});
