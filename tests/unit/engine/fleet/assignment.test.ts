import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignCameras, type Assignment } from '../../../../electron/engine/fleet/assignment.ts';

const nobody = new Set<string>();
const ids = (count: number, from = 0): string[] => Array.from({ length: count }, (_, i) => `camera-${from + i}`);

describe('cameras are spread over workers', () => {
  it('fills a worker with eight cameras before it starts another', () => {
    const result = assignCameras(ids(9), new Map(), nobody);
    expect([...result].map(([number, cameras]) => [number, cameras.length])).toEqual([[1, 8], [2, 1]]);
  });

  it('leaves every camera where it is when one is added or removed', () => {
    const before = assignCameras(ids(12), new Map(), nobody);
    const after = assignCameras([...ids(12).slice(1), 'new'], before, nobody);
    for (const [number, cameras] of before)
      for (const id of cameras.filter((id) => id !== 'camera-0')) expect(after.get(number)).toContain(id);
  });

  it('lets a suspect run alone, and nobody joins it', () => {
    const before: Assignment = new Map([[1, ids(4)]]);
    const after = assignCameras(ids(6), before, new Set(['camera-2']));
    const home = [...after.values()].find((cameras) => cameras.includes('camera-2'));
    expect(home).toEqual(['camera-2']);
    expect(after.get(1)).not.toContain('camera-2');
  });

  it('places every camera exactly once and never more than eight together, whatever happened before', () => {
    const history = fc.array(fc.record({ count: fc.integer({ min: 0, max: 40 }), suspect: fc.integer({ min: 0, max: 40 }) }), { maxLength: 6 });
    fc.assert(
      fc.property(history, (steps) => {
        let assignment: Assignment = new Map();
        for (const { count, suspect } of steps) {
          assignment = assignCameras(ids(count), assignment, new Set([`camera-${suspect}`]));
          expect([...assignment.values()].flat().sort()).toEqual(ids(count).sort());
          for (const cameras of assignment.values()) expect(cameras.length).toBeLessThanOrEqual(8);
        }
      }),
    );
  });
});
