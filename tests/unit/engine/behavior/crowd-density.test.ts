import { describe, expect, it } from 'vitest';
import { behavior } from '../../../../electron/engine/behavior/crowd-density.ts';
import { film, middleZone } from '../../../support/observations.ts';
import { evenGround, metresWide, watchAll } from '../../../support/watch-behavior.ts';

/** The zone is a fifth of the picture wide and high. */
const squareMetres = (0.2 * metresWide) * ((0.2 * metresWide * 9) / 16);
const people = (count: number, untilMs = 20_000) => film(Array.from({ length: count }, (_, i) => ({ id: i + 1, way: () => ({ x: 0.41 + (i % 10) * 0.018, y: 0.45 + Math.floor(i / 10) * 0.04 }) })), untilMs);

describe('crowd density', () => {
  it('is people per square metre of the zone where the ground was measured, with how far that may be off', () => {
    const [first] = watchAll(behavior, { density: 0.9 }, { zone: middleZone, ground: evenGround }, people(20));
    expect(first?.at).toBe(5000);
    expect(first?.since).toBe(0);
    expect(first?.reasons[0]).toMatchObject({ measure: 'density', value: expect.closeTo(20 / squareMetres, 3) as number, threshold: 0.9, unit: '1/m²' });
    expect(first?.reasons[0]?.uncertainty).toBeGreaterThan(0);
  });
  it('is not told below the limit', () => {
    expect(watchAll(behavior, { density: 1.1 }, { zone: middleZone, ground: evenGround }, people(20))).toEqual([]);
  });
  it('is the number of people where nobody measured the ground', () => {
    const [first] = watchAll(behavior, { people: 20 }, { zone: middleZone }, people(20));
    expect(first?.reasons[0]).toEqual({ measure: 'people', value: 20, threshold: 20, unit: 'count' });
    expect(watchAll(behavior, { people: 21 }, { zone: middleZone }, people(20))).toEqual([]);
  });
  it('falls back to the number of people where the zone reaches above the horizon', () => {
    const horizon = { locate: (point: { x: number; y: number }) => (point.y < 0.5 ? null : evenGround.locate(point)) };
    expect(watchAll(behavior, { people: 20 }, { zone: middleZone, ground: horizon }, people(20))[0]?.reasons[0]?.measure).toBe('people');
  });
  it('bears with people who hide one another for moments', () => {
    const blinking = film(Array.from({ length: 20 }, (_, i) => ({ id: i + 1, way: (at: number) => ((at + i * 300) % 3000 < 1000 ? null : { x: 0.41 + (i % 10) * 0.018, y: 0.5 }) })), 15_000);
    expect(watchAll(behavior, { people: 19 }, { zone: middleZone }, blinking)[0]?.at).toBeLessThan(8000);
  });
});
