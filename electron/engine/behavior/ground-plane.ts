import type { RelativePoint } from '../../contract/geometry.ts';
import type { GroundCalibration } from '../../contract/ground.ts';
import { groundModel } from '../../contract/ground/model.ts';

/** A place on the ground in metres, seen from above; where the origin lies and how the axes turn is the plane's own affair. */
export type GroundPoint = { readonly x: number; readonly y: number };

/**
 * A picture point carried to the ground. `uncertaintyM` is one standard deviation in metres of the foot of a box there,
 * in the worse direction. Of that `noiseM` changes from picture to picture; `scaleError` is the share by which all lengths
 * around may be wrong together. A plane that does not know them apart leaves both out.
 */
export type Located = GroundPoint & { readonly uncertaintyM: number; readonly noiseM?: number; readonly scaleError?: number };

/** How a camera's picture lies over the ground: distances and speeds in metres. */
export type GroundPlane = {
  /** Where something stands whose foot is at a picture point; null above the horizon and where nothing useful can be said. */
  locate(point: RelativePoint): Located | null;
};

/** The plane of a camera whose ground was measured; null where it was not, or where what was marked makes no plane. */
export function groundPlaneOf(calibration: GroundCalibration | null): GroundPlane | null {
  return calibration === null ? null : groundModel(calibration);
}
