import { describe, expect, it } from 'vitest';
import type { RelativePoint } from '../../../../electron/contract/geometry.ts';
import { behavior } from '../../../../electron/engine/behavior/dispersal.ts';
import { film } from '../../../support/observations.ts';
import { evenGround, metresWide, watchAll } from '../../../support/watch-behavior.ts';

/** People in a ring who leave it at five seconds, each in a direction, in m/s. */
const leave = (count: number, mps: number, directionOf = (i: number): number => (2 * Math.PI * i) / count) =>
  Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    way: (at: number): RelativePoint => {
      const place = (2 * Math.PI * i) / count;
      const gone = Math.max(0, ((at - 5000) / 1000) * mps);
      const metres = { x: Math.cos(place) + gone * Math.cos(directionOf(i)), y: Math.sin(place) + gone * Math.sin(directionOf(i)) };
      return { x: 0.5 + metres.x / metresWide, y: 0.5 + (metres.y / metresWide) * (16 / 9) };
    },
  }));
const told = (people: Parameters<typeof film>[0], settings: Record<string, unknown> = {}) => watchAll(behavior, settings, { ground: evenGround }, film(people, 7000));

describe('a sudden dispersal', () => {
  it('is told when a group runs apart, from the moment at which it was last together', () => {
    const [first] = told(leave(6, 4));
    expect(first?.at).toBeLessThan(6500);
    expect(first?.since).toBeGreaterThan(4500);
    expect(first?.since).toBeLessThan(6000);
    expect(first?.reasons.map(({ measure }) => measure)).toEqual(['runners', 'speed', 'arc']);
    expect(behavior.severity).toBe('red');
  });
  it('is one event however many run', () => {
    expect(new Set(told(leave(8, 4)).map(({ subject }) => subject)).size).toBe(1);
  });
  it('is not a group that walks apart, nor one that runs off one way', () => {
    expect(told(leave(6, 1.4))).toEqual([]);
    expect(told(leave(6, 4, () => 0))).toEqual([]);
  });
  it('needs enough people', () => {
    expect(told(leave(4, 4))).toEqual([]);
    expect(told(leave(4, 4), { people: 4 }).length).toBeGreaterThan(0);
  });
  it('does not count second boxes on people, which come and go, as people who stay', () => {
    const people = leave(6, 4);
    const stays = (i: number) => (): RelativePoint => people[i]?.way(0) ?? { x: 0, y: 0 };
    const running = people.map(({ id, way }, i) => ({ id, way: i < 2 ? stays(i) : way }));
    const flickering = [7, 8].map((id) => ({ id, way: (at: number) => (at > 4000 && at < 6000 && at % 1000 < 250 ? stays(id - 7)() : null) }));
    expect(told(running).length).toBeGreaterThan(0);
    expect(told([...running, ...flickering])[0]?.at).toBe(told(running)[0]?.at);
  });
  it('counts who is found under a new number as the group breaks up, not who comes running from elsewhere', () => {
    const people = leave(6, 4);
    const some = people.map(({ id, way }, i) => ({ id, way: (at: number) => (i < 2 ? way(0) : i === 5 && at > 5200 ? null : way(at)) }));
    const found = (metresAside: number) => ({
      id: 16,
      way: (at: number): RelativePoint | null => {
        const place = people[5]?.way(at);
        return at < 5600 || place === undefined ? null : { ...place, x: place.x + metresAside / metresWide };
      },
    });
    expect(told(some)).toEqual([]);
    expect(told([...some, found(0)]).length).toBeGreaterThan(0);
    expect(told([...some, found(5)])).toEqual([]);
  });
  it('is not people who run but never were together', () => {
    expect(told(leave(6, 4).map(({ id, way }) => ({ id, way: (at: number) => way(at + 5000) })))).toEqual([]);
  });
});
