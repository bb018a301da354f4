import type { GroundCalibration, GroundWay } from '../../../../electron/contract/ground.ts';
import { withCornersWay } from './ground-marks.ts';

/** What was marked and measured in ways that were left again, one calibration of each, the newest first. Not part of the scene. */
export type KnownGrounds = readonly GroundCalibration[];

const isSame = (a: GroundCalibration, b: GroundCalibration): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The other of the two ways that share their four corners, in its own lengths but with these corners. */
function withCornersOf(known: GroundCalibration, marked: GroundCalibration): GroundCalibration {
  return known.way === 'persons' || marked.way === 'persons' ? known : { ...known, corners: marked.corners, aspect: marked.aspect };
}

/** Takes in a calibration whose way is left. What only follows from the other way's lengths is not its own, and follows anew later. */
export function remembered(known: KnownGrounds, left: GroundCalibration): KnownGrounds {
  const { way } = left;
  const others = known.filter((each) => each.way !== way).map((other) => withCornersOf(other, left));
  const isOwn = way === 'persons' || known.some((each) => each.way === way) || !others.some((other) => other.way !== 'persons' && isSame(withCornersWay(other, way), left));
  return isOwn ? [left, ...others] : others;
}

/** The calibration in another way: its own lengths where it has been used before, else what follows from the marks there are. Null: it has to be marked first. */
export function groundInWay(way: GroundWay, now: GroundCalibration, known: KnownGrounds): GroundCalibration | null {
  const own = known.find((each) => each.way === way);
  if (way === 'persons') return own ?? null;
  const marked = now.way === 'persons' ? known.find((each) => each.way !== 'persons') : now;
  if (marked === undefined) return null;
  return own === undefined ? withCornersWay(marked, way) : withCornersOf(own, marked);
}
