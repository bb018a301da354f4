import { describe, expect, it } from 'vitest';
import { createPlayout } from '../../../../../renderer/wall/live/playout.ts';

const offsetMs = 7_000_000; // the two clocks need not agree

/** Plays `seconds` of a 25 fps feed with the given lateness for each packet and an overlay for every fifth one. */
function play(seconds: number, lateMs: (index: number) => number, overlayLateMs = 100): ReturnType<typeof createPlayout> {
  const playout = createPlayout();
  for (let index = 0; index < seconds * 25; index++) {
    const at = index * 40;
    playout.packetArrived(at, offsetMs + at + lateMs(index));
    if (index % 5 === 0) playout.overlayArrived(at, offsetMs + at + overlayLateMs, index === 0 ? 0 : 200);
    playout.advance(offsetMs + at + 40);
  }
  return playout;
}

describe('the playout clock', () => {
  it('begins with a delay of 350 ms', () => {
    expect(createPlayout().delayMs()).toBe(350);
  });

  it('shows pictures as far apart as they were taken, however they arrive', () => {
    const playout = play(10, (index) => (index % 4) * 20);
    expect(playout.showAt(2_000) - playout.showAt(1_960)).toBe(40);
  });

  it('waits for the overlay after the picture, so that boxes can be set between two of them', () => {
    const playout = play(20, () => 0, 120);
    expect(playout.delayMs()).toBe(120 + 200 + 30);
    expect(playout.showAt(1_000)).toBe(offsetMs + 1_000 + 350);
  });

  it('grows with jitter and stays within 600 ms', () => {
    const calm = play(20, (index) => (index % 2) * 10, 0).delayMs();
    const rough = play(20, (index) => (index % 5) * 100, 0).delayMs();
    const hopeless = play(20, (index) => (index % 10) * 140, 0).delayMs();
    expect(rough).toBeGreaterThan(calm);
    expect(hopeless).toBe(600);
  });

  it('moves slowly: no step in the delay is larger than a tenth of the time that passed', () => {
    const playout = createPlayout();
    let before = playout.delayMs();
    for (let index = 0; index < 1_000; index++) {
      const at = index * 40;
      playout.packetArrived(at, at + (index > 300 ? (index % 5) * 100 : 0));
      playout.advance(at);
      expect(Math.abs(playout.delayMs() - before)).toBeLessThanOrEqual(4.0001);
      before = playout.delayMs();
    }
  });

  it('follows a sender whose clock was set', () => {
    const playout = play(5, () => 0, 0);
    const jumped = 3_600_000;
    playout.packetArrived(jumped, offsetMs + 5_040);
    expect(playout.showAt(jumped) - (offsetMs + 5_040)).toBe(playout.delayMs());
  });

  it('shows at once what comes before anything is known', () => {
    expect(createPlayout().showAt(123)).toBe(-Infinity);
  });
});
