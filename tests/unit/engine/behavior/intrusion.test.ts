import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../electron/engine/vision/observation.ts';
import { behavior } from '../../../../electron/engine/behavior/intrusion.ts';
import { film, middleZone, straight, trackOn } from '../../../support/observations.ts';

function conditions(settings: Record<string, unknown>, observations: readonly Observation[]): { at: number; subject: string; since: number }[] {
  const watch = behavior.watch(behavior.settings.parse(settings), { zone: middleZone, line: null, ground: null });
  return observations.flatMap((observation) => watch(observation).map(({ subject, since }) => ({ at: observation.at, subject, since })));
}
const through = straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.9 }, 0, 7000);

describe('intrusion', () => {
  it('holds while a person stands in the zone and from the moment of entering', () => {
    const found = conditions({ seconds: 1 }, film([{ id: 7, way: through }], 7000));
    expect(found.every(({ subject, since }) => subject === 'track:7' && since === found[0]?.since)).toBe(true);
    expect(found[0]?.since).toBeCloseTo(2000, -3);
    expect(found[0]?.at).toBeGreaterThanOrEqual((found[0]?.since ?? 0) + 1000);
    expect(found.at(-1)?.at).toBeCloseTo(4000, -3);
  });
  it('does not count somebody who only brushes the edge', () => {
    const brush = (at: number) => ({ x: at >= 1000 && at <= 1400 ? 0.41 : 0.39, y: 0.5 });
    expect(conditions({ seconds: 1 }, film([{ id: 1, way: brush }], 6000))).toEqual([]);
    expect(conditions({ seconds: 0 }, film([{ id: 1, way: brush }], 6000))).not.toEqual([]);
  });
  it('goes on with one stay when the box trembles over the edge or a moment is missed', () => {
    const tremble = (at: number) => (at === 2000 ? null : { x: (at / 200) % 3 === 0 ? 0.398 : 0.405, y: 0.5 });
    const found = conditions({ seconds: 2 }, film([{ id: 1, way: tremble }], 6000));
    expect(new Set(found.map(({ since }) => since)).size).toBe(1);
    expect(found.length).toBeGreaterThan(10);
  });
  it('watches only the chosen classes', () => {
    const walkers = [{ id: 1, class: 'car' as const, way: through }, { id: 2, way: through }];
    expect(new Set(conditions({ classes: ['car'] }, film(walkers, 7000)).map(({ subject }) => subject))).toEqual(new Set(['track:1']));
  });
  it('waits until an object has once been recognised surely enough', () => {
    expect(conditions({ confidence: 0.5 }, film([{ id: 1, confidence: 0.45, way: through }], 7000))).toEqual([]);
  });
  it('does not believe predicted boxes', () => {
    const hidden = film([{ id: 1, way: through }], 7000).map(({ at, tracks }) => ({ at, aspect: 16 / 9, tracks: tracks.map((track) => ({ ...track, seenAt: Math.min(at, 1000) })) }));
    expect(conditions({}, hidden)).toEqual([]);
  });
  it('counts the time from the first detection, although a track is reported only when it is sure', () => {
    const late = film([{ id: 1, way: () => ({ x: 0.5, y: 0.5 }) }], 1400).slice(4);
    const tracks = late.map(({ at, tracks }) => ({ at, aspect: 16 / 9, tracks: tracks.map((track) => ({ ...track, firstAt: 0, firstBox: track.box })) }));
    expect(conditions({ seconds: 1 }, tracks)[0]).toEqual({ at: 1000, subject: 'track:1', since: 0 });
    expect(conditions({ seconds: 1 }, late)).toEqual([]);
  });
  it('lets nobody enter whose feet were already hidden when he was reported, so that his box ends in the zone', () => {
    const firstBox = { left: 0.45, top: 0.3, width: 0.1, height: 0.45 };
    const box = { left: 0.47, top: 0.3, width: 0.08, height: 0.2 };
    const seen = [400, 600, 800].map((at) => ({ at, aspect: 16 / 9, tracks: [{ id: 1, class: 'person' as const, confidence: 0.8, box, firstAt: 0, firstBox, seenAt: at }] }));
    expect(conditions({ seconds: 0 }, seen)).toEqual([]);
  });
  it('takes the share of the object inside for views from above', () => {
    const half = { at: 0, aspect: 16 / 9, tracks: [trackOn(1, { x: 0.5, y: 0.5 }, 0, { box: { left: 0.3, top: 0.45, width: 0.2, height: 0.1 } })] };
    expect(conditions({ seconds: 0, footing: 'overlap', share: 0.45 }, [half])).toHaveLength(1);
    expect(conditions({ seconds: 0, footing: 'overlap', share: 0.55 }, [half])).toHaveLength(0);
  });
  it('never holds for anybody who was not inside at that moment, whatever the ways', () => {
    const coordinate = fc.double({ min: 0, max: 1, noNaN: true });
    const ways = fc.array(fc.array(fc.option(fc.record({ x: coordinate, y: coordinate })), { minLength: 20, maxLength: 20 }), { maxLength: 4 });
    fc.assert(
      fc.property(ways, (all) => {
        const observations = film(all.map((points, id) => ({ id, way: (at: number) => points[at / 200] ?? null })), 3800);
        const inside = (p: { x: number; y: number }): boolean => p.x > 0.4 && p.x < 0.6 && p.y > 0.4 && p.y < 0.6;
        for (const { at, subject } of conditions({ seconds: 0 }, observations)) {
          const point = all[Number(subject.slice('track:'.length))]?.[at / 200];
          expect(point !== null && point !== undefined && inside(point)).toBe(true);
        }
      }),
    );
  });
});
