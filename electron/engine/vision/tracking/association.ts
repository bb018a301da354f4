import { likeness } from '../appearance.ts';
import { overlap } from '../overlap.ts';
import { assign } from './assignment.ts';
import { buffered, center, centerDistance, type PixelBox, type Point } from './pixel-box.ts';
import { lastSeen, type Sighting, type TrackState } from './track-state.ts';
import { boxOf, centerDoubt } from './kalman.ts';
import type { TrackerOptions } from './tracker-options.ts';

export type Pairing = { readonly track: TrackState; readonly sighting: Sighting };
export type Association = {
  readonly pairs: readonly Pairing[];
  readonly tracks: readonly TrackState[];
  readonly sightings: readonly Sighting[];
};

/** How well a sighting would continue a track; null when it cannot. */
export type Affinity = (track: TrackState, sighting: Sighting) => number | null;

/** Pairs tracks and sightings of one kin so that the sum of affinities is greatest, and gives what is left of both. */
export function associate(tracks: readonly TrackState[], sightings: readonly Sighting[], affinity: Affinity): Association {
  if (tracks.length === 0 || sightings.length === 0) return { pairs: [], tracks, sightings };
  const values = tracks.flatMap((track) => sightings.map((sighting) => affinity(track, sighting)));
  const costs = Float64Array.from(values, (value) => -(value ?? 0));
  const columnOfRow = assign(costs, tracks.length, sightings.length);
  const pairs: Pairing[] = [];
  const leftTracks: TrackState[] = [];
  const taken = new Set<Sighting>();
  tracks.forEach((track, row) => {
    const column = columnOfRow[row] ?? -1;
    const sighting = sightings[column];
    if (sighting === undefined || typeof values[row * sightings.length + column] !== 'number') leftTracks.push(track);
    else {
      pairs.push({ track, sighting });
      taken.add(sighting);
    }
  });
  return { pairs, tracks: leftTracks, sightings: sightings.filter((sighting) => !taken.has(sighting)) };
}

/** Bonuses that are added to IoU, each by its weight. */
export type Bonuses = { readonly direction: number; readonly appearance: number };

/**
 * IoU with the expected box, plus bonuses for keeping the direction of movement and for looking the same. Both boxes are
 * enlarged the more, the less sure the expectation is, up to `mostBuffer` of their sides: a new track has no speed yet,
 * and at few pictures a second its object may be a whole length further on.
 */
export function expectedOverlap(least: number, mostBuffer: number, weights: Bonuses): Affinity {
  return (track, sighting) => {
    const expected = boxOf(track.kalman);
    const buffer = Math.min(mostBuffer, centerDoubt(track.kalman));
    const shared = overlap(buffered(expected, buffer), buffered(sighting.box, buffer));
    if (shared < least) return null;
    const direction = weights.direction * sighting.confidence * directionAgreement(track, sighting.box);
    return shared + direction + 0.1 * sighting.confidence + appearanceBonus(track, sighting, weights.appearance);
  };
}

/** IoU with the box last seen, for objects that stopped or turned while they were hidden (OC-SORT's recovery). */
export function lastSeenOverlap(least: number, buffer: number, appearanceWeight: number): Affinity {
  return (track, sighting) => {
    const shared = overlap(buffered(lastSeen(track).box, buffer), buffered(sighting.box, buffer));
    return shared < least ? null : shared + appearanceBonus(track, sighting, appearanceWeight);
  };
}

/** Sizes of one object in two pictures differ by no more than this factor. */
const leapSize = 1.3;

/**
 * Likeness of a sighting to a track that was seen once, so that nobody knows how fast it goes, wherever it can have got to in the
 * meantime: somebody who runs into the picture is more than a whole box further on in the next one.
 */
export function firstLeap(at: number, { leapSpeed, leapLeastAlike, appearanceWeight }: Pick<TrackerOptions, 'leapSpeed' | 'leapLeastAlike' | 'appearanceWeight'>): Affinity {
  return (track, sighting) => {
    const { at: seenAt, box } = lastSeen(track);
    const alike = alikeness(track, sighting);
    const ratio = sighting.box.height / box.height;
    if (track.hits > 1 || alike === null || alike < leapLeastAlike || ratio > leapSize || ratio < 1 / leapSize) return null;
    const distance = centerDistance(box, sighting.box);
    const reach = (leapSpeed * (at - seenAt)) / 1000;
    return distance > reach ? null : appearanceBonus(track, sighting, appearanceWeight) + 0.1 * sighting.confidence - 0.1 * (distance / reach);
  };
}

/** Boxes on one object are about this alike or more, boxes on two objects mostly less: it neither speaks for a pair nor against it. */
const neutralLikeness = 0.8;

/** The better of two affinities. */
export function better(one: Affinity, other: Affinity): Affinity {
  return (track, sighting) => {
    const [a, b] = [one(track, sighting), other(track, sighting)];
    return a === null || b === null ? (a ?? b) : Math.max(a, b);
  };
}

/** Null when either one was not looked at. */
export function alikeness(track: TrackState, { appearance }: Sighting): number | null {
  return track.appearance === null || appearance === null ? null : likeness(track.appearance, appearance);
}

function appearanceBonus(track: TrackState, sighting: Sighting, weight: number): number {
  const alike = alikeness(track, sighting);
  return alike === null ? 0 : weight * (alike - neutralLikeness);
}

const directionMs = 300;

/**
 * Observation-centric momentum of OC-SORT: 1 when the way to the sighting points where the latest sightings pointed,
 * -1 when it points back, 0 when the track has hardly moved, so that the noise of standing objects says nothing.
 */
export function directionAgreement(track: TrackState, box: PixelBox): number {
  const newest = lastSeen(track);
  const older = track.recent.findLast((seen) => newest.at - seen.at >= directionMs) ?? track.recent[0];
  if (older === undefined || older === newest) return 0;
  const from = center(older.box);
  const moved = between(from, center(newest.box));
  const next = between(from, center(box));
  const movedBy = Math.hypot(moved.x, moved.y);
  const nextBy = Math.hypot(next.x, next.y);
  if (movedBy < 0.1 * older.box.width || nextBy === 0) return 0;
  return (moved.x * next.x + moved.y * next.y) / (movedBy * nextBy);
}

function between(from: Point, to: Point): Point {
  return { x: to.x - from.x, y: to.y - from.y };
}
