import { describe, expect, it } from 'vitest';
import { createOverlayHistory } from '../../../../../renderer/wall/live/overlay-history.ts';
import type { LiveOverlay } from '../../../../../electron/contract/live.ts';

function overlay(at: number, tracks: readonly (readonly [id: number, left: number, alarmed?: boolean])[]): LiveOverlay {
  return {
    at,
    tracks: tracks.map(([id, left, alarmed = false]) => ({ id, class: 'person', confidence: 0.9, alarmed, box: { left, top: 0.5, width: 0.1, height: 0.2 } })),
  };
}
const lefts = (history: ReturnType<typeof createOverlayHistory>, at: number): Record<number, number> =>
  Object.fromEntries(history.tracksAt(at).map(({ id, box }) => [id, Math.round(box.left * 1_000) / 1_000]));

describe('boxes between two analysed pictures', () => {
  it('stand exactly where the analysis saw them in its own pictures', () => {
    const history = createOverlayHistory();
    history.add(overlay(1_000, [[1, 0.1]]));
    history.add(overlay(1_200, [[1, 0.3]]));
    expect(lefts(history, 1_000)).toEqual({ 1: 0.1 });
    expect(lefts(history, 1_200)).toEqual({ 1: 0.3 });
  });

  it('move evenly from one to the next', () => {
    const history = createOverlayHistory();
    history.add(overlay(1_000, [[1, 0.1]]));
    history.add(overlay(1_200, [[1, 0.3]]));
    expect(lefts(history, 1_050)).toEqual({ 1: 0.15 });
  });

  it('of a track that ended stay for half the way, of one that began come for the other half', () => {
    const history = createOverlayHistory();
    history.add(overlay(1_000, [[1, 0.1]]));
    history.add(overlay(1_200, [[2, 0.7]]));
    expect(lefts(history, 1_099)).toEqual({ 1: 0.1 });
    expect(lefts(history, 1_101)).toEqual({ 2: 0.7 });
  });

  it('follow their last speed for at most 250 ms when the next overlay is late, and go after 800 ms', () => {
    const history = createOverlayHistory();
    history.add(overlay(1_000, [[1, 0.1]]));
    history.add(overlay(1_200, [[1, 0.3]]));
    expect(lefts(history, 1_300)).toEqual({ 1: 0.4 });
    expect(lefts(history, 1_450)).toEqual({ 1: 0.55 });
    expect(lefts(history, 1_700)).toEqual({ 1: 0.55 });
    expect(lefts(history, 2_001)).toEqual({});
  });

  it('are not guessed across a pause of the analysis', () => {
    const history = createOverlayHistory();
    history.add(overlay(1_000, [[1, 0.1]]));
    history.add(overlay(9_000, [[1, 0.9]]));
    expect(lefts(history, 5_000)).toEqual({});
  });

  it('carry the way of their foot point over the last four seconds, oldest first', () => {
    const history = createOverlayHistory();
    for (let index = 0; index <= 30; index++) history.add(overlay(1_000 + index * 200, [[1, index / 100]]));
    const [track] = history.tracksAt(7_000);
    expect(track?.path).toHaveLength(22);
    expect(track?.path[0]?.x).toBeCloseTo(0.1 + 0.05);
    expect(track?.path.at(-1)?.x).toBeCloseTo(0.3 + 0.05);
    expect(track?.path.at(-1)?.y).toBeCloseTo(0.7);
  });

  it('take over the alarm with the nearer picture', () => {
    const history = createOverlayHistory();
    history.add(overlay(1_000, [[1, 0.1, false]]));
    history.add(overlay(1_200, [[1, 0.1, true]]));
    expect(history.tracksAt(1_080)[0]?.alarmed).toBe(false);
    expect(history.tracksAt(1_120)[0]?.alarmed).toBe(true);
  });

  it('begin anew when the sender sets its clock back, and memory stays bounded', () => {
    const history = createOverlayHistory();
    expect(history.add(overlay(5_000, [[1, 0.1]]))).toBe(0);
    expect(history.add(overlay(5_200, [[1, 0.2]]))).toBe(200);
    expect(history.add(overlay(3_000, [[1, 0.5]]))).toBe(0);
    expect(lefts(history, 5_100)).toEqual({});
    for (let index = 1; index < 2_000; index++) history.add(overlay(3_000 + index, [[1, 0.5]]));
    expect(history.tracksAt(4_999)[0]?.path.length).toBeLessThanOrEqual(241);
  });
});
