import { overlap } from '../overlap.ts';
import type { Detection, Track } from '../observation.ts';
import { continueTracks } from './continuation.ts';
import { boxOf, velocityOf } from './kalman.ts';
import { kin, type Kin } from '../kinship.ts';
import { center, extent, toRelative, type PixelBox } from './pixel-box.ts';
import { toSightings } from './sightings.ts';
import { expectTrack, startTrack, type TrackState } from './track-state.ts';
import { defaultOptions, type TrackerOptions } from './tracker-options.ts';

/** Every detection of one picture at `at` ms; times must not go back. Gives the confirmed tracks. */
export type Tracker = (detections: readonly Detection[], at: number) => readonly Track[];

/**
 * Follows objects from picture to picture, online and deterministic: Kalman prediction, sure detections first and
 * unsure ones second (ByteTrack, Zhang et al., ECCV 2022), direction bonus, re-update and recovery by the last
 * observation (OC-SORT, Cao et al., CVPR 2023), and the colours of the boxes as a witness beside them.
 * Car, bus and truck are one kin: the class is voted on while the track goes on.
 * @param aspect width of the picture divided by its height
 */
export function createTracker(aspect: number, given: Partial<TrackerOptions> = {}): Tracker {
  const options = { ...defaultOptions, ...given };
  let tracks: TrackState[] = [];
  let nextId = 1;

  return (detections, at) => {
    const sized = detections.filter(({ box }) => box.width * box.height <= options.largestShare);
    const sightings = toSightings(sized, aspect);
    const kins = new Set<Kin>([...tracks.map((track) => track.kin), ...sightings.map((found) => kin(found.class))]);
    tracks = [...kins].flatMap((each) => {
      const expected = tracks.filter((track) => track.kin === each).map((track) => expectTrack(track, at, options.noise));
      const seen = sightings.filter((found) => kin(found.class) === each);
      const { kept, newborn } = continueTracks(expected, seen, at, options, options.buffer[each]);
      const noise = { ...options.noise, startSpeed: options.startSpeed[each] };
      return [...kept, ...newborn.map(({ sighting, doubtful }) => startTrack(nextId++, sighting, doubtful, at, noise))];
    });
    tracks = withoutDuplicates(tracks.filter((track) => worthKeeping(track, at, aspect, options))).map((track) => confirm(track, aspect, options));
    return tracks.filter((track) => isReported(track, at, aspect, options)).map((track) => report(track, aspect));
  };
}

/** What leaves the picture is not there any more when it is no longer seen: only what is hidden inside is still reported. */
function isReported(track: TrackState, at: number, aspect: number, { reportHiddenMs }: TrackerOptions): boolean {
  const hiddenMs = at - track.seenAt;
  return track.confirmed && (hiddenMs === 0 || (hiddenMs <= reportHiddenMs && !touchesEdge(boxOf(track.kalman), aspect)));
}

function touchesEdge(box: PixelBox, aspect: number): boolean {
  const { left, top, width, height } = toRelative(box, aspect);
  return left < 0 || top < 0 || left + width > 1 || top + height > 1;
}

function worthKeeping(track: TrackState, at: number, aspect: number, options: TrackerOptions): boolean {
  const hiddenMs = at - track.seenAt;
  if (hiddenMs === 0) return true;
  if (!track.confirmed) return hiddenMs <= options.tentativeMs[track.kin];
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
  const insideMs = track.doubtful ? options.confirmDoubtfulMs : options.confirmInsideMs;
  const neededMs = born !== undefined && atBorder(born.box, aspect) && !track.doubtful ? options.confirmAtBorderMs : insideMs;
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
