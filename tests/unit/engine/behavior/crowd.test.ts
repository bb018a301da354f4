import { describe, expect, it } from 'vitest';
import type { RelativePoint } from '../../../../electron/contract/geometry.ts';
import { behavior } from '../../../../electron/engine/behavior/crowd.ts';
import { film, middleZone } from '../../../support/observations.ts';
import { evenGround, metresWide, watchAll } from '../../../support/watch-behavior.ts';

/** People in a row, so many metres apart. */
const row = (count: number, apart: number, x = 0.45) =>
  Array.from({ length: count }, (_, i) => ({ id: i + 1, way: (): RelativePoint | null => ({ x: x + (i * apart) / metresWide, y: 0.5 }) }));
const told = (people: Parameters<typeof film>[0], untilMs = 20_000, settings: Record<string, unknown> = {}, ground = true) =>
  watchAll(behavior, settings, { ground: ground ? evenGround : null }, film(people, untilMs));

describe('a gathering', () => {
  it('is told when enough people have stood together for long enough', () => {
    for (const ground of [true, false]) {
      const [first] = told(row(5, 1), 20_000, {}, ground);
      expect(first?.at).toBeGreaterThanOrEqual(10_000);
      expect(first?.at).toBeLessThan(11_000);
      expect(first?.tracks).toEqual([1, 2, 3, 4, 5]);
      expect(first?.reasons[0]).toEqual({ measure: 'people', value: 5, threshold: 5, unit: 'count' });
    }
  });
  it('takes people as together who are chained by short distances, and no others', () => {
    expect(told(row(5, 1.8)).length).toBeGreaterThan(0);
    expect(told(row(5, 2.3))).toEqual([]);
    expect(told(row(5, 2.3), 20_000, { distance: 3 }).length).toBeGreaterThan(0);
  });
  it('is not four people, nor a group that soon parts', () => {
    expect(told(row(4, 1))).toEqual([]);
    expect(told(row(5, 1).map(({ id, way }) => ({ id, way: (at: number) => (at < 8000 ? way() : null) })))).toEqual([]);
  });
  it('is not a group that walks by, unless walking groups count', () => {
    const walking = row(5, 1, 0.2).map(({ id, way }) => ({ id, way: (at: number) => ({ x: (way()?.x ?? 0) + (1.2 * at) / 1000 / metresWide, y: 0.5 }) }));
    expect(told(walking, 14_000)).toEqual([]);
    expect(told(walking, 14_000, { moving: true }).length).toBeGreaterThan(0);
  });
  it('does not begin while somebody still walks towards them, away from the camera, whose head hardly moves in the picture', () => {
    const heightAt = (foot: number): number => 0.13 + 0.5 * foot;
    const comes = (at: number): number => Math.max(0.6, 0.97 - 0.16 * (at / 1000));
    const seen = film(row(5, 1).map(({ id, way }) => ({ id, way: (at: number) => (id === 5 && at < 8000 ? null : way()) })), 24_000).map(({ at, tracks, ...rest }) => ({
      ...rest,
      at,
      tracks: tracks.map((track) => {
        const foot = track.id === 5 ? comes(at - 8000) : 0.6;
        const [height, x] = [heightAt(foot), 0.3 + 0.08 * track.id];
        return { ...track, box: { left: x - 0.03, top: foot - height, width: 0.06, height } };
      }),
    }));
    const [first] = watchAll(behavior, {}, {}, seen);
    expect(first?.since).toBeGreaterThan(10_000);
    expect(first?.since).toBeLessThan(12_000);
  });
  it('stays one event while people join and leave', () => {
    const changing = row(7, 1).map(({ id, way }) => ({ id, way: (at: number) => ((id === 7 && at < 15_000) || (id === 1 && at > 20_000) ? null : way()) }));
    expect(new Set(told(changing, 30_000).map(({ subject }) => subject)).size).toBe(1);
  });
  it('goes on while somebody in it is hidden for a moment', () => {
    const blinking = row(5, 1).map(({ id, way }) => ({ id, way: (at: number) => ((at + id * 700) % 4000 < 800 ? null : way()) }));
    expect(told(blinking)[0]?.since).toBeLessThan(3000);
  });
  it('is two events where there are two groups', () => {
    const two = [...row(5, 1, 0.1), ...row(5, 1, 0.6).map(({ id, way }) => ({ id: id + 10, way }))];
    expect(new Set(told(two).map(({ subject }) => subject)).size).toBe(2);
  });
  it('counts inside the zone only, where one was drawn', () => {
    const place = { zone: middleZone, ground: evenGround };
    expect(watchAll(behavior, {}, place, film(row(5, 1, 0.1), 20_000))).toEqual([]);
    expect(watchAll(behavior, {}, place, film(row(5, 1), 20_000)).length).toBeGreaterThan(0);
  });
});
