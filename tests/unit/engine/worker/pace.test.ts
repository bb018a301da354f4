import { describe, expect, it } from 'vitest';
import { createPaceGovernor } from '../../../../electron/engine/worker/pace.ts';

describe('the pace of analysis', () => {
  it('stays at the wanted rate while nothing is dropped', () => {
    const governor = createPaceGovernor();
    expect(governor.measure({ offered: 40, dropped: 0 }, 1)).toBe(1);
    expect(governor.measure({ offered: 40, dropped: 1 }, 1)).toBe(1);
  });

  it('settles where a machine that can do half of what is wanted keeps up', () => {
    const governor = createPaceGovernor();
    let pace = 1;
    const paces: number[] = [];
    for (let i = 0; i < 60; i++) {
      const offered = 100 * pace;
      pace = governor.measure({ offered, dropped: Math.max(0, offered - 50) }, pace);
      paces.push(pace);
    }
    const settled = paces.slice(-20);
    expect(Math.min(...settled)).toBeGreaterThan(0.35);
    expect(Math.max(...settled)).toBeLessThan(0.62);
  });

  it('does not climb while another worker holds it back', () => {
    const governor = createPaceGovernor();
    const own = governor.measure({ offered: 100, dropped: 50 }, 1);
    expect(governor.measure({ offered: 30, dropped: 0 }, 0.3)).toBe(own);
  });

  it('never falls below a tenth, so that no camera goes blind', () => {
    const governor = createPaceGovernor();
    let pace = 1;
    for (let i = 0; i < 50; i++) pace = governor.measure({ offered: 10, dropped: 10 }, pace);
    expect(pace).toBe(0.1);
  });
});
