import type { ObjectClass } from '../../../contract/scene.ts';
import { boxOf, correct, holdSize, predict, startKalman, type KalmanNoise, type KalmanState } from './kalman.ts';
import { blend, type Appearance } from '../appearance.ts';
import { kin, type Kin } from '../kinship.ts';
import type { PixelBox } from './pixel-box.ts';

/** A detection in the tracker's own pixels. */
export type Sighting = {
  readonly box: PixelBox;
  readonly class: ObjectClass;
  readonly confidence: number;
  /** Null when nobody looked. */
  readonly appearance: Appearance | null;
  /** Another object reaches into the box, and its colours with it. */
  readonly crowded: boolean;
};

export type SeenBox = { readonly at: number; readonly box: PixelBox };

/** What the tracker knows of one object. Replaced, never changed. */
export type TrackState = {
  readonly id: number;
  readonly kin: Kin;
  readonly votes: ReadonlyMap<ObjectClass, number>;
  readonly class: ObjectClass;
  readonly confidence: number;
  readonly confirmed: boolean;
  /** Sightings so far, and how many of them were sure enough to start a track. */
  readonly hits: number;
  readonly sureHits: number;
  readonly firstAt: number;
  readonly firstBox: PixelBox;
  readonly seenAt: number;
  /** Time of the last sighting that was sure enough to start a track. */
  readonly sureAt: number;
  /** Expected at the present observation. */
  readonly kalman: KalmanState;
  /** As it stood after the last sighting, and the observations since then that did not see it. */
  readonly kalmanWhenSeen: KalmanState;
  readonly missedAt: readonly number[];
  /** Latest sightings, oldest first, a second's worth. */
  readonly recent: readonly SeenBox[];
  /** Its colours as they were seen surely and alone, slowly following; null while unknown. */
  readonly appearance: Appearance | null;
  /** It began so close to another object that it may be a second box on that one. */
  readonly doubtful: boolean;
};

const recentMs = 1000;
/** A vote counts half after this many further sightings. */
const voteHalfLife = 20;
/** Share by which the known appearance follows each sure sighting: turning round and shadows are a matter of seconds. */
const appearanceFollow = 0.1;

export function startTrack(id: number, sighting: Sighting, doubtful: boolean, at: number, noise: KalmanNoise): TrackState {
  const kalman = startKalman(sighting.box, at, noise);
  return {
    id,
    kin: kin(sighting.class),
    votes: new Map([[sighting.class, sighting.confidence]]),
    class: sighting.class,
    confidence: sighting.confidence,
    confirmed: false,
    hits: 1,
    sureHits: 1,
    firstAt: at,
    firstBox: sighting.box,
    seenAt: at,
    sureAt: at,
    kalman,
    kalmanWhenSeen: kalman,
    missedAt: [],
    recent: [{ at, box: sighting.box }],
    appearance: sighting.appearance,
    doubtful,
  };
}

export function expectTrack(track: TrackState, at: number, noise: KalmanNoise): TrackState {
  const from = track.seenAt < track.kalman.at ? holdSize(track.kalman) : track.kalman;
  return { ...track, kalman: predict(from, at, noise) };
}

export function missTrack(track: TrackState, at: number): TrackState {
  return { ...track, missedAt: [...track.missedAt, at] };
}

/**
 * The track with one more sighting. After a gap the filter is led once more from the last sighting along the straight
 * way to this one, so that the drift of the blind prediction is forgotten (observation-centric re-update, Cao et al.,
 * OC-SORT, CVPR 2023).
 */
export function seeTrack(track: TrackState, sighting: Sighting, sure: boolean, at: number, noise: KalmanNoise): TrackState {
  const expected = track.missedAt.length === 0 ? track.kalman : predict(walkGap(track, sighting.box, at, noise), at, noise);
  const kalman = correct(expected, sighting.box, sighting.confidence, noise);
  const votes = vote(track.votes, sighting);
  const confidence = track.confidence + (sighting.confidence - track.confidence) * 0.3;
  return {
    ...track,
    votes,
    class: winner(votes, track.class),
    confidence,
    hits: track.hits + 1,
    sureHits: track.sureHits + (sure ? 1 : 0),
    seenAt: at,
    sureAt: sure ? at : track.sureAt,
    kalman,
    kalmanWhenSeen: kalman,
    missedAt: [],
    recent: [...track.recent.filter((seen) => at - seen.at <= recentMs), { at, box: sighting.box }],
    appearance: learnAppearance(track.appearance, sighting, sure),
  };
}

function learnAppearance(known: Appearance | null, { appearance, crowded }: Sighting, sure: boolean): Appearance | null {
  if (known === null || appearance === null) return known ?? appearance;
  return sure && !crowded ? blend(known, appearance, appearanceFollow) : known;
}

function walkGap(track: TrackState, to: PixelBox, at: number, noise: KalmanNoise): KalmanState {
  const from = lastSeen(track).box;
  const mix = (a: number, b: number, share: number): number => a + (b - a) * share;
  return track.missedAt.reduce((state, missedAt) => {
    const share = (missedAt - track.seenAt) / (at - track.seenAt);
    const between = {
      left: mix(from.left, to.left, share),
      top: mix(from.top, to.top, share),
      width: mix(from.width, to.width, share),
      height: mix(from.height, to.height, share),
    };
    return correct(predict(state, missedAt, noise), between, 0.5, noise);
  }, track.kalmanWhenSeen);
}

function vote(votes: ReadonlyMap<ObjectClass, number>, { class: seen, confidence }: Sighting): Map<ObjectClass, number> {
  const fade = 0.5 ** (1 / voteHalfLife);
  const next = new Map([...votes].map(([name, weight]) => [name, weight * fade]));
  next.set(seen, (next.get(seen) ?? 0) + confidence);
  return next;
}

/** A class in office is unseated only by a clear majority, so that a track does not flicker. */
function winner(votes: ReadonlyMap<ObjectClass, number>, inOffice: ObjectClass): ObjectClass {
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  return best !== undefined && best[1] > 1.2 * (votes.get(inOffice) ?? 0) ? best[0] : inOffice;
}

export function lastSeen(track: TrackState): SeenBox {
  return track.recent.at(-1) ?? { at: track.seenAt, box: boxOf(track.kalmanWhenSeen) };
}
