import type { ObjectClass } from '../../../contract/scene.ts';
import type { Kin } from '../kinship.ts';
import { defaultNoise, type KalmanNoise } from './kalman.ts';

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
  /** What keeping its direction and looking the same count for, beside an IoU of 0 to 1. */
  readonly directionWeight: number;
  readonly appearanceWeight: number;
  /** Somebody seen once may have gone as far as this, extents a second, to where a box looks this much alike. */
  readonly leapSpeed: number;
  readonly leapLeastAlike: number;
  /** A box over a greater share of the picture is a detector's fancy about the whole view, not an object. */
  readonly largestShare: number;
  /** A track is confirmed by a second sure sighting this long after the first, sooner at the border than inside. */
  readonly confirmAtBorderMs: number;
  readonly confirmInsideMs: number;
  /** A track that began on a followed object (by this IoU) is confirmed only after this long: mostly it is a second box on that one. */
  readonly doubtfulOverlap: number;
  readonly confirmDoubtfulMs: number;
  /**
   * An unsure detection has this share of `high` at least. It continues a track that was surely seen no longer ago than
   * this, and after that only one that it is this much alike.
   */
  readonly unsureShare: number;
  readonly unsureMs: number;
  readonly unsureLeastAlike: number;
  /** A hidden track is remembered this long, and reported with its expected box this long unless it is leaving the picture. */
  readonly rememberMs: number;
  readonly reportHiddenMs: number;
  /**
   * A track not confirmed yet is dropped when it was not seen for this long. A fast car is in the picture for a second and
   * often unsure; a box on nobody mostly does not come back at once.
   */
  readonly tentativeMs: Readonly<Record<Kin, number>>;
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
  appearanceWeight: 2,
  // 7 m/s.
  leapSpeed: 6,
  leapLeastAlike: 0.9,
  largestShare: 0.7,
  confirmAtBorderMs: 80,
  confirmInsideMs: 180,
  doubtfulOverlap: 0.3,
  confirmDoubtfulMs: 500,
  unsureShare: 0.5,
  unsureMs: 1000,
  unsureLeastAlike: 0.8,
  rememberMs: 3000,
  reportHiddenMs: 150,
  tentativeMs: { person: 150, 'two-wheeler': 450, vehicle: 450 },
};
