import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelativePoint } from '../../../../electron/contract/geometry.ts';
import type { Observation } from '../../../../electron/engine/vision/observation.ts';
import { behavior } from '../../../../electron/engine/behavior/line-crossing.ts';
import { film, middleLine, straight } from '../../../support/observations.ts';

function crossings(settings: Record<string, unknown>, observations: readonly Observation[]) {
  const watch = behavior.watch(behavior.settings.parse(settings), { zone: null, line: middleLine, ground: null });
  return observations.flatMap((observation) =>
    watch(observation).map(({ reasons, since }) => ({ at: observation.at, since, direction: reasons[0]?.measure })),
  );
}
const down = straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.8 }, 0, 4000);
const up = straight({ x: 0.5, y: 0.8 }, { x: 0.5, y: 0.2 }, 0, 4000);

describe('line crossing', () => {
  it('tells forward from backward, and the moment of crossing', () => {
    expect(crossings({}, film([{ id: 1, way: down }], 4000))).toMatchObject([{ direction: 'forward', since: expect.closeTo(2000) as number }]);
    expect(crossings({}, film([{ id: 1, way: up }], 4000))).toMatchObject([{ direction: 'backward' }]);
  });
  it('knows nothing of the feet of whom somebody nearer hides from the knees down', () => {
    const behind = { left: 0.47, top: 0.32, width: 0.06, height: 0.22 };
    const nearer = (at: number) => ({ left: 0.3 + at / 10_000, top: 0.47, width: 0.07, height: 0.25 });
    const frame = (at: number, height: number): Observation => {
      const boxes = [{ ...behind, height }, nearer(at)];
      return { at, aspect: 16 / 9, tracks: boxes.map((box, id) => ({ id, class: 'person', confidence: 0.8, box, firstAt: 0, seenAt: at })) };
    };
    const hides = (at: number): boolean => at >= 1200 && at <= 2200;
    const seen = Array.from({ length: 21 }, (_, i) => frame(i * 200, hides(i * 200) ? 0.145 : 0.22));
    expect(crossings({}, seen)).toEqual([]);
  });
  it('watches one direction only when told so', () => {
    const both = film([{ id: 1, way: down }, { id: 2, way: up }], 4000);
    expect(crossings({ direction: 'forward' }, both).map(({ direction }) => direction)).toEqual(['forward']);
    expect(crossings({ direction: 'backward' }, both).map(({ direction }) => direction)).toEqual(['backward']);
  });
  it('notices a fast car that jumps over the line between two pictures', () => {
    const jump = (at: number): RelativePoint => ({ x: 0.5, y: at < 1000 ? 0.1 : 0.95 });
    expect(crossings({}, film([{ id: 1, class: 'car', way: jump }], 2000))).toHaveLength(1);
  });
  it('notices a crossing while the object could not be seen', () => {
    const way = (at: number) => (at > 1500 && at < 2600 ? null : down(at));
    expect(crossings({}, film([{ id: 1, way }], 4000))).toHaveLength(1);
  });
  it('notices an object first seen close before the line', () => {
    const way = straight({ x: 0.5, y: 0.497 }, { x: 0.5, y: 0.8 }, 0, 2000);
    expect(crossings({}, film([{ id: 1, way }], 2000))).toHaveLength(1);
  });
  it('notices an object that was first detected before the line although its track was sure only beyond it', () => {
    const [before, after] = film([{ id: 1, way: straight({ x: 0.5, y: 0.46 }, { x: 0.5, y: 0.56 }, 0, 200) }], 200);
    const firstBox = before?.tracks[0]?.box;
    if (after === undefined || firstBox === undefined) throw new Error('the film is too short');
    expect(crossings({}, [{ at: 200, aspect: 16 / 9, tracks: after.tracks.map((track) => ({ ...track, firstAt: 0, firstBox })) }])).toHaveLength(1);
  });
  it('does not alarm for somebody who came from beyond it long before the line was drawn', () => {
    const [before, after] = film([{ id: 1, way: straight({ x: 0.5, y: 0.3 }, { x: 0.5, y: 0.7 }, 0, 200) }], 200);
    const firstBox = before?.tracks[0]?.box;
    if (after === undefined || firstBox === undefined) throw new Error('the film is too short');
    const tenMinutesLater = 600_000;
    const standing = after.tracks.map((track) => ({ ...track, seenAt: tenMinutesLater, firstAt: 0, firstBox }));
    expect(crossings({}, [{ at: tenMinutesLater, aspect: 16 / 9, tracks: standing }])).toEqual([]);
  });
  it('notices a fast object that is last seen close beyond the line', () => {
    const way = (at: number): RelativePoint | null => (at < 600 ? { x: 0.5, y: [0.3, 0.4, 0.503][at / 200] ?? 0 } : null);
    expect(crossings({}, film([{ id: 1, way }], 2000))).toHaveLength(1);
  });
  it('does not alarm for a way round the end of the line', () => {
    const way = (at: number): RelativePoint =>
      at < 2000 ? straight({ x: 0.7, y: 0.4 }, { x: 0.9, y: 0.4 }, 0, 1800)(at) : straight({ x: 0.9, y: 0.4 }, { x: 0.9, y: 0.6 }, 2000, 4000)(at);
    expect(crossings({}, film([{ id: 1, way }], 4000))).toEqual([]);
  });
  it('does not alarm for a box that trembles on the line', () => {
    const tremble = fc.array(fc.double({ min: 0.492, max: 0.508, noNaN: true }), { minLength: 50, maxLength: 50 });
    fc.assert(fc.property(tremble, (ys) => crossings({}, film([{ id: 1, way: (at) => ({ x: 0.5, y: ys[at / 200] ?? 0.5 }) }], 9800)).length === 0));
  });
  it('alarms once for somebody who crosses and hesitates on the line', () => {
    const hesitate = fc.array(fc.double({ min: 0.492, max: 0.508, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(hesitate, (ys) => {
        const path = [0.3, 0.4, ...ys, 0.6, 0.7].map((y) => ({ x: 0.5, y }));
        const found = crossings({}, film([{ id: 1, way: (at) => path[at / 200] ?? null }], (path.length - 1) * 200));
        expect(found.map(({ direction }) => direction)).toEqual(['forward']);
      }),
    );
  });
  it('counts forward and backward of any walk so that they differ by where it began and ended', () => {
    const coordinate = fc.double({ min: 0.25, max: 0.75, noNaN: true });
    const walk = fc.array(fc.record({ x: coordinate, y: coordinate.filter((y) => Math.abs(y - 0.5) > 0.02) }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(walk, (points) => {
        const found = crossings({}, film([{ id: 1, way: (at) => points[at / 200] ?? null }], (points.length - 1) * 200));
        const balance = found.filter(({ direction }) => direction === 'forward').length - found.filter(({ direction }) => direction === 'backward').length;
        const sideOf = (p: RelativePoint | undefined): number => ((p?.y ?? 0) > 0.5 ? 1 : 0);
        expect(balance).toBe(sideOf(points.at(-1)) - sideOf(points[0]));
      }),
    );
  });
});
