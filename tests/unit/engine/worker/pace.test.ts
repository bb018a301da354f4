import { describe, expect, it } from 'vitest';
import { createPaceGovernor, type FrameCounts } from '../../../../electron/engine/worker/pace.ts';

/** A station whose cameras lose what they are offered beyond so many frames a second, and whose fleet puts the pace in force every other second. */
function station(capacities: Readonly<Record<string, number>>, fps = 5) {
  const governor = createPaceGovernor();
  const counts = new Map<string, FrameCounts>(Object.keys(capacities).map((id) => [id, { offered: 0, dropped: 0 }]));
  let [own, applied, seconds] = [1, 1, 0];
  const pass = (): number => {
    for (const [id, capacity] of Object.entries(capacities)) {
      const { offered, dropped } = counts.get(id) ?? { offered: 0, dropped: 0 };
      counts.set(id, { offered: offered + fps * applied, dropped: dropped + Math.max(0, fps * applied - capacity) });
    }
    own = governor.measure(new Map(counts), applied);
    if (++seconds % 2 === 0) applied = own;
    return applied;
  };
  return { run: (length: number): number[] => Array.from({ length }, pass), capacities: capacities as Record<string, number> };
}

describe('the pace of analysis', () => {
  it('stays at the wanted rate while nothing is dropped', () => {
    expect(station({ gate: 5, yard: 5 }).run(30)).toEqual(Array.from({ length: 30 }, () => 1));
  });

  it('does not slow down for a single frame', () => {
    const governor = createPaceGovernor();
    governor.measure(new Map([['gate', { offered: 5, dropped: 0 }]]), 1);
    expect(governor.measure(new Map([['gate', { offered: 10, dropped: 1 }]]), 1)).toBe(1);
  });

  it('settles where a machine that can do half of what is wanted keeps up, with little of it lost', () => {
    const settled = station({ gate: 2.5 }).run(60).slice(-30);
    expect(Math.min(...settled)).toBeGreaterThan(0.45);
    expect(Math.max(...settled)).toBeLessThan(0.56);
  });

  it('goes by the camera that fares worst: one that loses half of its frames is not hidden by seven quiet ones', () => {
    const quiet = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`quiet ${index}`, 5]));
    expect(Math.max(...station({ ...quiet, busy: 2.5 }).run(60).slice(-30))).toBeLessThan(0.56);
  });

  it('comes back to the wanted rate within a minute after the slowest pace', () => {
    const { run, capacities } = station({ gate: 0 });
    expect(run(40).at(-1)).toBe(0.1);
    capacities['gate'] = 5;
    expect(run(70).at(-1)).toBe(1);
  });

  it('slows down once for what was dropped, not again before that is in force', () => {
    const governor = createPaceGovernor();
    const dropping = (second: number) => new Map([['gate', { offered: 5 * second, dropped: second * 2 }]]);
    governor.measure(dropping(1), 1);
    const lowered = governor.measure(dropping(2), 1);
    expect(lowered).toBeCloseTo(0.57);
    expect(governor.measure(dropping(3), 1)).toBe(lowered);
  });

  it('does not climb while another worker holds it back', () => {
    const governor = createPaceGovernor();
    governor.measure(new Map([['gate', { offered: 5, dropped: 0 }]]), 1);
    const own = governor.measure(new Map([['gate', { offered: 10, dropped: 3 }]]), 1);
    for (let second = 0; second < 5; second++) expect(governor.measure(new Map([['gate', { offered: 12 + second, dropped: 3 }]]), 0.3)).toBe(own);
  });
});
