import type { ObjectClass } from '../../../contract/scene.ts';
import { overlap } from '../overlap.ts';
import type { Detection, Track } from '../observation.ts';
import { associate, expectedOverlap, lastSeenOverlap, type Pairing } from './association.ts';
import { boxOf, defaultNoise, velocityOf, type KalmanNoise } from './kalman.ts';
import { kin, type Kin } from '../kinship.ts';
import { center, covered, extent, toPixels, toRelative, type PixelBox } from './pixel-box.ts';
import { expectTrack, lastSeen, missTrack, seeTrack, startTrack, type Sighting, type TrackState } from './track-state.ts';

export type TrackerOptions = {
  /** Confidence from which a detection may start a track and is paired first; below it only continues one. */
  readonly high: Readonly<Record<ObjectClass, number>>;
  readonly noise: KalmanNoise;
  /** Standard deviation of the unknown speed at birth, in extents of the box a second. */
  readonly startSpeed: Readonly<Record<Kin, number>>;
  /** Least IoU with the expected box for sure and for unsure detections, and with the box last seen. */
  readonly leastOverlapSure: number;
  readonly leastOverlapUnsure: number;
  readonly leastOverlapLastSeen: number;
  /** Boxes are enlarged by up to this share of their sides before they are compared. */
  readonly buffer: Readonly<Record<Kin, number>>;
  readonly directionWeight: number;
  /** A box over a greater share of the picture is a detector's fancy about the whole view, not an object. */
  readonly largestShare: number;
  /** A track is confirmed by a second sure sighting this long after the first, sooner at the border than inside. */
  readonly confirmAtBorderMs: number;
  readonly confirmInsideMs: number;
  /** An unsure detection has this share of `high` at least, and continues a track last surely seen no longer ago than this. */
  readonly unsureShare: number;
  readonly unsureMs: number;
  /** A hidden track is remembered this long, and reported with its expected box this long. */
  readonly rememberMs: number;
  readonly reportHiddenMs: number;
  /** A track not confirmed yet is dropped when it was not seen for this long. */
  readonly tentativeMs: number;
};

export const defaultOptions: TrackerOptions = {
  high: { person: 0.45, bicycle: 0.35, motorcycle: 0.35, car: 0.25, bus: 0.25, truck: 0.25 },
  noise: defaultNoise,
  // A walk of 1.5 m/s is 1.4 extents a second, 50 km/h are 4 to 8 extents of a car: at 5 pictures a second a whole length.
  startSpeed: { person: 1.5, 'two-wheeler': 3, vehicle: 4 },
  buffer: { person: 0.4, 'two-wheeler': 0.5, vehicle: 0.6 },
  leastOverlapSure: 0.1,
  leastOverlapUnsure: 0.5,
  leastOverlapLastSeen: 0.25,
  directionWeight: 0.3,
  largestShare: 0.7,
  confirmAtBorderMs: 80,
  confirmInsideMs: 180,
  unsureShare: 0.5,
  unsureMs: 1000,
  rememberMs: 3000,
  reportHiddenMs: 150,
  tentativeMs: 450,
};

/** Every detection of one picture at `at` ms; times must not go back. Gives the confirmed tracks. */
export type Tracker = (detections: readonly Detection[], at: number) => readonly Track[];

/**
 * Follows objects from picture to picture, online and deterministic: Kalman prediction, sure detections first and
 * unsure ones second (ByteTrack, Zhang et al., ECCV 2022), direction bonus, re-update and recovery by the last
 * observation (OC-SORT, Cao et al., CVPR 2023).
 * Car, bus and truck are one kin: the class is voted on while the track goes on.
 * @param aspect width of the picture divided by its height
 */
export function createTracker(aspect: number, given: Partial<TrackerOptions> = {}): Tracker {
  const options = { ...defaultOptions, ...given };
  let tracks: TrackState[] = [];
  let nextId = 1;

  return (detections, at) => {
    const sized = detections.filter(({ box }) => box.width * box.height <= options.largestShare);
    const sightings = sized.map((found): Sighting => ({ ...found, box: toPixels(found.box, aspect) }));
    const kins = new Set<Kin>([...tracks.map((track) => track.kin), ...sightings.map((found) => kin(found.class))]);
    tracks = [...kins].flatMap((each) => {
      const expected = tracks.filter((track) => track.kin === each).map((track) => expectTrack(track, at, options.noise));
      const seen = sightings.filter((found) => kin(found.class) === each);
      const { kept, newborn } = continueTracks(expected, seen, at, options, options.buffer[each]);
      return [...kept, ...newborn.map((sighting) => startTrack(nextId++, sighting, at, { ...options.noise, startSpeed: options.startSpeed[each] }))];
    });
    tracks = withoutDuplicates(tracks.filter((track) => worthKeeping(track, at, aspect, options))).map((track) => confirm(track, aspect, options));
    return tracks.filter((track) => track.confirmed && at - track.seenAt <= options.reportHiddenMs).map((track) => report(track, aspect));
  };
}

function continueTracks(
  tracks: readonly TrackState[],
  sightings: readonly Sighting[],
  at: number,
  options: TrackerOptions,
  buffer: number,
): { kept: TrackState[]; newborn: readonly Sighting[] } {
  const isSure = (found: Sighting): boolean => found.confidence >= options.high[found.class];
  const sure = sightings.filter(isSure);
  const unsure = sightings.filter((found) => !isSure(found) && found.confidence >= options.unsureShare * options.high[found.class]);
  const fresh = (track: TrackState): boolean => at - track.sureAt <= options.unsureMs;

  const first = associate(tracks, sure, expectedOverlap(options.leastOverlapSure, buffer, options.directionWeight));
  const second = associate(first.tracks.filter(fresh), unsure, expectedOverlap(options.leastOverlapUnsure, buffer, 0));
  const rest = [...second.tracks, ...first.tracks.filter((track) => !fresh(track))];
  const third = associate(rest, first.sightings, lastSeenOverlap(options.leastOverlapLastSeen, buffer));
  const pairs: Pairing[] = [...first.pairs, ...second.pairs, ...third.pairs];
  const seen = pairs.map(({ track, sighting }) => seeTrack(track, sighting, isSure(sighting), at, options.noise));
  const kept = [...seen, ...third.tracks.map((track) => missTrack(track, at))].sort((a, b) => a.id - b.id);
  const newborn = third.sightings.filter((found) => !seen.some((track) => isPartOf(found, lastSeen(track).box)));
  return { kept, newborn };
}

/** A box within a followed one of much greater size is taken for a part of it, not for a further object. */
function isPartOf({ box }: Sighting, whole: PixelBox): boolean {
  return covered(box, whole) > 0.85 && box.width * box.height < 0.6 * whole.width * whole.height;
}

function worthKeeping(track: TrackState, at: number, aspect: number, options: TrackerOptions): boolean {
  const hiddenMs = at - track.seenAt;
  if (hiddenMs === 0) return true;
  if (!track.confirmed) return hiddenMs <= options.tentativeMs;
  return hiddenMs <= options.rememberMs && !hasLeft(track, aspect);
}

/** True when the expected centre lies outside the picture. */
function hasLeft(track: TrackState, aspect: number): boolean {
  const { x, y } = center(toRelative(boxOf(track.kalman), aspect));
  return x < 0 || x > 1 || y < 0 || y > 1;
}

function confirm(track: TrackState, aspect: number, options: TrackerOptions): TrackState {
  if (track.confirmed) return track;
  const born = track.recent[0];
  const neededMs = born !== undefined && atBorder(born.box, aspect) ? options.confirmAtBorderMs : options.confirmInsideMs;
  return track.sureHits >= 2 && track.seenAt - track.firstAt >= neededMs ? { ...track, confirmed: true } : track;
}

/** True for a box that touches the picture's edge or is no further from it than half its own size. */
function atBorder(box: PixelBox, aspect: number): boolean {
  const relative = toRelative(box, aspect);
  const x = Math.min(relative.left, 1 - relative.left - relative.width);
  const y = Math.min(relative.top, 1 - relative.top - relative.height);
  return x < relative.width / 2 || y < relative.height / 4;
}

/** Two tracks that came to lie on one object: the one seen more often stays. */
function withoutDuplicates(tracks: readonly TrackState[]): TrackState[] {
  return tracks.filter((track) => !tracks.some((other) => other !== track && other.kin === track.kin && outranks(other, track)));
}

function outranks(a: TrackState, b: TrackState): boolean {
  const older = a.seenAt !== b.seenAt ? a.seenAt > b.seenAt : a.hits !== b.hits ? a.hits > b.hits : a.id < b.id;
  return older && overlap(boxOf(a.kalman), boxOf(b.kalman)) > 0.8 && isParallel(a, b);
}

function isParallel(a: TrackState, b: TrackState): boolean {
  const from = velocityOf(a.kalman);
  const to = velocityOf(b.kalman);
  return Math.hypot(to.x - from.x, to.y - from.y) < 0.5 * extent(boxOf(a.kalman));
}

function report(track: TrackState, aspect: number): Track {
  return {
    id: track.id,
    class: track.class,
    confidence: track.confidence,
    box: toRelative(boxOf(track.kalman), aspect),
    firstAt: track.firstAt,
    firstBox: toRelative(track.firstBox, aspect),
    seenAt: track.seenAt,
  };
}
