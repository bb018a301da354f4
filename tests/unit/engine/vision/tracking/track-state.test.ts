import { describe, expect, it } from 'vitest';
import { associate, directionAgreement, expectedOverlap } from '../../../../../electron/engine/vision/tracking/association.ts';
import { defaultNoise, velocityOf } from '../../../../../electron/engine/vision/tracking/kalman.ts';
import type { PixelBox } from '../../../../../electron/engine/vision/tracking/pixel-box.ts';
import { expectTrack, missTrack, seeTrack, startTrack, type Sighting, type TrackState } from '../../../../../electron/engine/vision/tracking/track-state.ts';

const box = (left: number): PixelBox => ({ left, top: 200, width: 60, height: 140 });
const person = (left: number): Sighting => ({ box: box(left), class: 'person', confidence: 0.8, appearance: null, crowded: false });

/** A track seen five times a second at the given places; null: not seen. */
function watch(places: readonly (number | null)[], id = 1): TrackState {
  const [first, ...rest] = places;
  return rest.reduce<TrackState>((before, place, i) => {
    const at = (i + 1) * 200;
    const track = expectTrack(before, at, defaultNoise);
    return place === null ? missTrack(track, at) : seeTrack(track, person(place), true, at, defaultNoise);
  }, startTrack(id, person(first ?? 0), false, 0, defaultNoise));
}

describe('a track', () => {
  it('takes its speed after a gap from where it went, not from where it was expected', () => {
    const walked = [0, 20, 40, 60, 80, 100, 120];
    expect(velocityOf(watch(walked).kalman).x).toBeGreaterThan(80);
    const stopped = watch([...walked, null, null, null, null, null, null, 122]);
    expect(Math.abs(velocityOf(stopped.kalman).x)).toBeLessThan(12);
  });

  it('agrees with a sighting further on its way, and not with one on the way back', () => {
    const walking = watch([0, 20, 40, 60]);
    expect(directionAgreement(walking, box(80))).toBeCloseTo(1, 6);
    expect(directionAgreement(walking, box(-10))).toBeCloseTo(-1, 6);
    expect(directionAgreement(watch([0, 2, -1, 1]), box(20))).toBe(0);
  });

  it('goes to the sighting on its way when one beside it overlaps as much', () => {
    // 24 ahead and 56 beside both leave 60 x 140 - 3360 = 5040 in common with the box expected at 80.
    const track = expectTrack(watch([0, 20, 40, 60]), 800, defaultNoise);
    const beside = { ...person(80), box: { ...box(80), top: 256 } };
    const ahead = person(104);
    const chosen = (weight: number): Sighting | undefined => associate([track], [beside, ahead], expectedOverlap(0.1, 0, { direction: weight, appearance: 0 })).pairs[0]?.sighting;
    expect(chosen(0.3)).toBe(ahead);
    expect(chosen(-0.3)).toBe(beside);
  });
});
