import type { RelativePoint } from '../../contract/geometry.ts';

/** A place on the ground in metres, seen from above; where the origin lies and how the axes turn is the plane's own affair. */
export type GroundPoint = { readonly x: number; readonly y: number };

/** A picture point carried to the ground. `uncertaintyM` is one standard deviation in metres for a point that is off by a pixel or two. */
export type Located = GroundPoint & { readonly uncertaintyM: number };

/** How a camera's picture lies over the ground: distances and speeds in metres. */
export type GroundPlane = {
  /** Where something stands whose foot is at a picture point; null above the horizon and where nothing can be said. */
  locate(point: RelativePoint): Located | null;
};
