import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../electron/engine/vision/observation.ts';
import { behavior } from '../../../../electron/engine/behavior/loitering.ts';
import { film, middleZone, straight } from '../../../support/observations.ts';

function conditions(settings: Record<string, unknown>, observations: readonly Observation[]) {
  const watch = behavior.watch(behavior.settings.parse(settings), { zone: middleZone, line: null, ground: null });
  return observations.flatMap((observation) => watch(observation).map((condition) => ({ at: observation.at, ...condition })));
}
const inside = { x: 0.5, y: 0.5 };
const outside = { x: 0.1, y: 0.5 };

describe('loitering', () => {
  it('begins to hold when somebody has stayed for the set time', () => {
    const [first] = conditions({ seconds: 20 }, film([{ id: 1, way: () => inside }], 30_000));
    expect(first?.at).toBe(20_000);
    expect(first?.since).toBe(0);
    expect(first?.reasons).toContainEqual({ measure: 'inside', value: 20, threshold: 20, unit: 's' });
  });
  it('never holds for somebody who walks through', () => {
    const way = straight({ x: 0.5, y: 0.1 }, { x: 0.5, y: 0.9 }, 0, 30_000);
    expect(conditions({ seconds: 20 }, film([{ id: 1, way }], 30_000))).toEqual([]);
  });
  it('counts a short absence as part of the stay', () => {
    const way = (at: number) => (at > 10_000 && at < 14_000 ? outside : inside);
    expect(conditions({ seconds: 20, leaveSeconds: 5 }, film([{ id: 1, way }], 25_000))[0]).toMatchObject({ at: 20_000, since: 0 });
  });
  it('begins anew after a long absence', () => {
    const way = (at: number) => (at > 10_000 && at < 17_000 ? outside : inside);
    const found = conditions({ seconds: 20, leaveSeconds: 5 }, film([{ id: 1, way }], 40_000));
    expect(found[0]).toMatchObject({ at: 37_000, since: 17_000 });
  });
  it('says until when the person was there while it waits for a return', () => {
    const way = (at: number) => (at <= 22_000 ? inside : null);
    const last = conditions({ seconds: 20, leaveSeconds: 5 }, film([{ id: 1, way }], 40_000)).at(-1);
    expect(last).toMatchObject({ at: 27_000, until: 22_000 });
  });
  it('times every person apart', () => {
    const late = (at: number) => (at >= 10_000 ? { x: 0.45, y: 0.5 } : null);
    const found = conditions({ seconds: 20 }, film([{ id: 1, way: () => inside }, { id: 2, way: late }], 32_000));
    expect(found.find(({ subject }) => subject === 'track:2')?.at).toBe(30_000);
  });
});
