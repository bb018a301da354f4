import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStreamClock } from '../../../../../electron/engine/media/source/clock.ts';

const start = 1_700_000_000_000;
const wrapMs = 2 ** 32 / 90;

/** Feeds packets every 100 ms of arrival and gives back their times since the start. */
function run(ptsMs: readonly (number | null)[], arrivals: (index: number) => number = (i) => i * 100): number[] {
  const clock = createStreamClock();
  return ptsMs.map((pts, i) => clock.map(pts, start + arrivals(i)) - start);
}
function steps(times: readonly number[]): number[] {
  return times.slice(1).map((at, i) => at - (times[i] ?? 0));
}
const regular = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i * 100);

describe('the wall clock of a stream', () => {
  it('keeps the distances of the time stamps while the network shakes', () => {
    const shaken = run(regular(50), (i) => i * 100 + (i % 5) * 60);
    for (const step of steps(shaken)) expect(Math.abs(step - 100)).toBeLessThan(3);
  });

  it('goes on without a gap when a 32-bit counter wraps', () => {
    const times = run([wrapMs - 200, wrapMs - 100, 0, 100].map((t) => t + 5));
    for (const step of steps(times)) expect(step).toBeCloseTo(100, 0);
  });

  it.each([['forward', 1_000_000], ['back', -400_000], ['a little back', -1_500], ['a little forward', 1_500]])('a camera clock that jumps %s costs one irregular step', (_, jump) => {
    const times = run([...regular(20), ...regular(20, 2_000 + jump)]);
    expect(Math.max(...steps(times))).toBeLessThan(700);
    expect(Math.abs((times.at(-1) ?? 0) - 3_900)).toBeLessThan(600);
  });

  it.each([['missing', null], ['standing still', 7]])('time stamps that are %s are replaced by arrival', (_, pts) => {
    const times = run(Array.from({ length: 50 }, () => pts));
    expect(Math.abs((times.at(-1) ?? 0) - 4_900)).toBeLessThan(200);
  });

  it('follows a camera whose clock runs 1% fast', () => {
    const times = run(Array.from({ length: 3_000 }, (_, i) => i * 101));
    expect(Math.abs((times.at(-1) ?? 0) - 299_900)).toBeLessThan(500);
  });

  it('a pause of the camera is a pause on the clock', () => {
    const times = run([0, 100, 60_100, 60_200], (i) => [0, 100, 60_100, 60_200][i] ?? 0);
    expect(times[2]).toBeCloseTo(60_100, -2);
  });

  it('always grows, whatever the camera and the network do', () => {
    const packet = fc.record({ pts: fc.option(fc.oneof(fc.double({ min: 0, max: 2 ** 33 / 90, noNaN: true }), fc.integer({ min: 0, max: 2_000 }))), wait: fc.integer({ min: 0, max: 20_000 }) });
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 200 }), (packets) => {
        const clock = createStreamClock();
        let arrivedAt = start;
        let last = -Infinity;
        for (const { pts, wait } of packets) {
          arrivedAt += wait;
          const at = clock.map(pts, arrivedAt);
          expect(at).toBeGreaterThan(last);
          last = at;
        }
      }),
    );
  });

  it('never strays from arrival further than it is allowed to', () => {
    const packet = fc.record({ pts: fc.option(fc.double({ min: 0, max: 2 ** 33 / 90, noNaN: true })), wait: fc.integer({ min: 1, max: 5_000 }) });
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 200 }), (packets) => {
        const clock = createStreamClock();
        let arrivedAt = start;
        for (const { pts, wait } of packets) {
          arrivedAt += wait;
          const off = clock.map(pts, arrivedAt) - arrivedAt;
          expect(off).toBeLessThanOrEqual(501);
          expect(off).toBeGreaterThanOrEqual(-3_001);
        }
      }),
    );
  });
});
