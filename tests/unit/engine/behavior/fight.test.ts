import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../electron/engine/behavior/behavior.ts';
import { behavior } from '../../../../electron/engine/behavior/fight.ts';
import type { FightView, Observation, Track } from '../../../../electron/engine/vision/observation.ts';
import { boxOn, middleZone } from '../../../support/observations.ts';

const everywhere = { left: 0, top: 0, width: 1, height: 1 };
const lookMs = 1840;
const model = 'fight 1.0';

function look(at: number, score: number, view: Partial<FightView> = {}, tracks: readonly Track[] = []): Observation {
  return { at, aspect: 16 / 9, tracks, fights: [{ box: everywhere, tracks: tracks.map(({ id }) => id), score, model, ...view }] };
}

function watched(observations: readonly Observation[], settings: object = {}, zone: typeof middleZone | null = null): (readonly Condition[])[] {
  const watch = behavior.watch(behavior.settings.parse(settings), { zone, line: null, ground: null });
  return observations.map((observation) => watch(observation));
}

const looks = (scores: readonly number[], everyMs = lookMs, more: Partial<FightView> = {}): Observation[] => scores.map((score, i) => look(5000 + i * everyMs, score, more));
const toldAt = (conditions: readonly (readonly Condition[])[]): number[] => conditions.flatMap((each, i) => (each.length > 0 ? [i] : []));

describe('a fight', () => {
  it('is told when the model has been of that opinion for so long on average', () => {
    expect(toldAt(watched(looks([0.9, 0.9, 0.9])))).toEqual([1, 2]);
    expect(toldAt(watched(looks([0.9, 0.4, 0.2, 0.7, 0.9])))).toEqual([1, 4]);
    expect(toldAt(watched(looks([0.4, 0.55, 0.6, 0.59])))).toEqual([]);
  });
  it('is told after a single look where the station wants it so', () => {
    expect(toldAt(watched(looks([0.6, 0.4]), { seconds: 0 }))).toEqual([0]);
  });
  it('is not put together from looks with a time between in which nobody was close', () => {
    expect(toldAt(watched(looks([0.9, 0.9, 0.9], 3200)))).toEqual([]);
  });
  it('is not put together from looks at different places or at different people', () => {
    const [left, right] = [{ left: 0.1, top: 0.1, width: 0.3, height: 0.5 }, { left: 0.6, top: 0.1, width: 0.3, height: 0.5 }];
    const alternating = [0.9, 0.1, 0.9, 0.1].map((score, i) => look(5000 + (i * lookMs) / 2, score, { box: i % 2 === 0 ? left : right }));
    expect(toldAt(watched(alternating))).toEqual([2]);
    expect(toldAt(watched([look(5000, 0.9, { box: left }), look(5000 + lookMs, 0.9, { box: right })]))).toEqual([]);
    const by = (...tracks: number[]): Partial<FightView> => ({ tracks });
    expect(toldAt(watched([look(5000, 0.9, by(1, 2)), look(5000 + lookMs, 0.9, by(3, 4))]))).toEqual([]);
    expect(toldAt(watched([look(5000, 0.9, by(1, 2)), look(5000 + lookMs, 0.9, by(2))]))).toEqual([1]);
    expect(toldAt(watched([look(5000, 0.9, by(1, 2)), look(5000 + lookMs, 0.9, by())]))).toEqual([1]);
  });
  it('needs a higher score where the station sets one', () => {
    expect(toldAt(watched(looks([0.7, 0.7, 0.7]), { score: 0.8 }))).toEqual([]);
  });
  it('gives its reasons with the model’s version, and since when', () => {
    const [condition] = watched(looks([0.8, 0.6])).at(-1) ?? [];
    expect(condition?.since).toBe(5000 - lookMs);
    expect(condition?.reasons).toEqual([
      { measure: 'fight', value: expect.closeTo(0.7) as number, threshold: 0.6, unit: 'ratio', model },
      { measure: 'lasting', value: expect.closeTo((2 * lookMs) / 1000) as number, threshold: 3, unit: 's' },
    ]);
  });
  it('forgets all when the clock goes back', () => {
    expect(toldAt(watched([look(50_000, 0.9), look(1000, 0.9), look(1000 + lookMs, 0.9)]))).toEqual([2]);
  });
  it('is in a zone when one of those who take part stands in it, wherever the view’s middle is', () => {
    const standing = (x: number, y: number): Track => ({ id: 7, class: 'person', confidence: 0.8, box: boxOn({ x, y }), firstAt: 0, seenAt: 5000 });
    const told = (x: number, y: number, box: FightView['box']): number => watched([look(5000, 0.9, { box }, [standing(x, y)])], { seconds: 0 }, middleZone)[0]?.length ?? 0;
    const corner = { left: 0, top: 0, width: 0.2, height: 0.2 };
    expect(told(0.5, 0.55, corner)).toBe(1);
    expect(told(0.1, 0.15, everywhere)).toBe(0);
  });
  it('is where the view’s middle is while the detector sees nobody in it', () => {
    expect(watched([look(5000, 0.9)], { seconds: 0 }, middleZone)[0]).toHaveLength(1);
    expect(watched([look(5000, 0.9, { box: { left: 0, top: 0, width: 0.2, height: 0.2 } })], { seconds: 0 }, middleZone)[0]).toHaveLength(0);
  });
  it('is scored by the surest look of a clip', () => {
    const score = behavior.score?.(behavior.settings.parse({}), { zone: null, line: null, ground: null });
    expect(looks([0.3, 0.8, 0.5]).map((each) => score?.(each))).toEqual([0.3, 0.8, 0.8]);
  });
});
