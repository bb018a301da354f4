import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../electron/engine/vision/observation.ts';
import { makeContinuity } from '../../../../electron/engine/behavior/continuity.ts';
import { film, straight, trackOn } from '../../../support/observations.ts';

function idsSeen(observations: readonly Observation[]): Set<number> {
  const continuity = makeContinuity();
  return new Set(observations.flatMap((observation) => continuity(observation).tracks.map(({ id }) => id)));
}
const walk = straight({ x: 0.2, y: 0.5 }, { x: 0.8, y: 0.5 }, 0, 12_000);
const during = (from: number, to: number) => (at: number) => (at >= from && at < to ? walk(at) : null);

describe('an object lost and found under a new track id', () => {
  it('keeps its first id when it reappears where it was going', () => {
    expect(idsSeen(film([{ id: 1, way: during(0, 4000) }, { id: 2, way: during(5600, 12_000) }], 12_000))).toEqual(new Set([1]));
  });
  it('is called the same by every witness', () => {
    const continuity = makeContinuity();
    const seen = film([{ id: 1, way: during(0, 4000) }, { id: 2, way: during(5600, 12_000) }], 6000).map((observation) => ({
      ...observation,
      skeletons: [{ keypoints: [], box: { left: 0, top: 0, width: 1, height: 1 }, confidence: 1, track: observation.tracks[0]?.id ?? null }],
      fights: [{ box: { left: 0, top: 0, width: 1, height: 1 }, tracks: observation.tracks.map(({ id }) => id), score: 0.5, model: 'fight 1' }],
    }));
    const last = seen.map(continuity).at(-1);
    expect(last?.skeletons?.[0]?.track).toBe(1);
    expect(last?.fights?.[0]?.tracks).toEqual([1]);
  });
  it('keeps it over several losses', () => {
    const parts = [0, 1, 2, 3].map((part) => ({ id: part + 1, way: during(part * 3000, part * 3000 + 2000) }));
    expect(idsSeen(film(parts, 12_000))).toEqual(new Set([1]));
  });
  it('is another object after a longer time', () => {
    expect(idsSeen(film([{ id: 1, way: during(0, 4000) }, { id: 2, way: during(8000, 12_000) }], 12_000))).toEqual(new Set([1, 2]));
  });
  it('is another object at another place, of another kind or of another size', () => {
    const before = film([{ id: 1, way: () => ({ x: 0.5, y: 0.5 }) }], 1000);
    const near = { x: 0.51, y: 0.5 };
    const big = { box: { left: 0.3, top: 0.1, width: 0.4, height: 0.4 } };
    const follow = (track: Observation['tracks'][number]) => idsSeen([...before, { at: 2000, aspect: 16 / 9, tracks: [track] }]);
    expect(follow(trackOn(2, near, 2000))).toEqual(new Set([1]));
    expect(follow(trackOn(2, { x: 0.8, y: 0.5 }, 2000))).toEqual(new Set([1, 2]));
    expect(follow(trackOn(2, near, 2000, { class: 'car' }))).toEqual(new Set([1, 2]));
    expect(follow(trackOn(2, near, 2000, big))).toEqual(new Set([1, 2]));
  });
  it('is judged by where its new track began, since a fast car is far away and small by the time that it is reported', () => {
    const car = (y: number, size: number) => ({ class: 'car' as const, box: { left: 0.5 - size / 2, top: y - size, width: size, height: size } });
    const at = (ms: number, y: number, size: number, more = {}) => ({ at: ms, aspect: 16 / 9, tracks: [trackOn(1, { x: 0.5, y }, ms, { ...car(y, size), ...more })] });
    const lost = [at(0, 0.6, 0.11), at(200, 0.5, 0.1)];
    const begun = { firstAt: 600, firstBox: car(0.35, 0.075).box };
    const found = (more: object): Observation => ({ at: 1000, aspect: 16 / 9, tracks: [trackOn(2, { x: 0.5, y: 0.25 }, 1000, { ...car(0.25, 0.05), firstAt: 600, ...more })] });
    expect(idsSeen([...lost, found(begun)])).toEqual(new Set([1]));
    expect(idsSeen([...lost, found({})])).toEqual(new Set([1, 2]));
  });
  it('is another object when both were seen at the same time', () => {
    const second = (at: number) => (at >= 3000 ? { x: walk(at).x - 0.01, y: 0.5 } : null);
    expect(idsSeen(film([{ id: 1, way: during(0, 4000) }, { id: 2, way: second }], 6000))).toEqual(new Set([1, 2]));
  });
  it('does not join the next car on the lane with the one that drove out of sight', () => {
    const lane = (start: number) => (at: number) => (at >= start && at < start + 2000 ? straight({ x: 0.5, y: 1 }, { x: 0.5, y: 0.2 }, start, start + 2000)(at) : null);
    const cars = [0, 1, 2].map((n) => ({ id: n + 1, class: 'car' as const, way: lane(n * 2200) }));
    expect(idsSeen(film(cars, 7000))).toEqual(new Set([1, 2, 3]));
  });
  it('shows one box only while the tracker still predicts the lost one', () => {
    const continuity = makeContinuity();
    const still = { x: 0.5, y: 0.5 };
    continuity({ at: 0, aspect: 16 / 9, tracks: [trackOn(1, still, 0)] });
    const hidden = trackOn(1, still, 0);
    expect(continuity({ at: 1000, aspect: 16 / 9, tracks: [hidden, trackOn(2, still, 1000)] }).tracks.map(({ id, seenAt }) => [id, seenAt])).toEqual([[1, 1000]]);
  });
  it('are two objects again when both are seen at once', () => {
    const continuity = makeContinuity();
    continuity({ at: 0, aspect: 16 / 9, tracks: [trackOn(1, { x: 0.5, y: 0.5 }, 0)] });
    continuity({ at: 1000, aspect: 16 / 9, tracks: [trackOn(2, { x: 0.5, y: 0.5 }, 1000)] });
    const both = continuity({ at: 1200, aspect: 16 / 9, tracks: [trackOn(1, { x: 0.45, y: 0.5 }, 1200, { firstAt: 0 }), trackOn(2, { x: 0.5, y: 0.5 }, 1200)] });
    expect(both.tracks.map(({ id }) => id)).toEqual([1, 2]);
  });
});
