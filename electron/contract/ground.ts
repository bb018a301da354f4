import { z } from 'zod';
import { RelativePoint } from './geometry.ts';

/** Metres as they were measured; 0 is not measured yet. What may be entered is checked by `groundProblem`. */
const Metres = z.number().min(0).max(1000);
/** Width divided by height of the picture that was marked. */
const Aspect = z.number().min(0.2).max(8);
/** Four points of flat ground in order round about, the first of them side 1. */
const Corners = z.tuple([RelativePoint, RelativePoint, RelativePoint, RelativePoint]);

/** Four corners of a rectangle on the ground, as of a parking bay: `sidesM` are from corner 1 to 2 and from 2 to 3. */
export const GroundRectangle = z.object({ way: z.literal('rectangle'), aspect: Aspect, corners: Corners, sidesM: z.tuple([Metres, Metres]) });
export type GroundRectangle = z.infer<typeof GroundRectangle>;

/** Any four corners: the sides 1 to 2, 2 to 3, 3 to 4, 4 to 1, and the diagonal from 1 to 3. */
export const GroundQuadrilateral = z.object({
  way: z.literal('quadrilateral'),
  aspect: Aspect,
  corners: Corners,
  sidesM: z.tuple([Metres, Metres, Metres, Metres]),
  diagonalM: Metres,
});
export type GroundQuadrilateral = z.infer<typeof GroundQuadrilateral>;

const Standing = z.object({ foot: RelativePoint, head: RelativePoint });

/** The same person standing upright near the camera and far from it, in the picture of a camera that is not turned on its axis. */
export const GroundPersons = z.object({
  way: z.literal('persons'),
  aspect: Aspect,
  near: Standing,
  far: Standing,
  heightM: Metres,
  /** Horizontal angle of view in degrees; null when the lens is not known, which leaves distances away from the camera uncertain. */
  viewDeg: z.number().min(5).max(150).nullable().default(null),
});
export type GroundPersons = z.infer<typeof GroundPersons>;

/** What was marked and measured so that the camera's picture gives metres. Stored as measured, computed anew where it is used. */
export const GroundCalibration = z.discriminatedUnion('way', [GroundRectangle, GroundQuadrilateral, GroundPersons]);
export type GroundCalibration = z.infer<typeof GroundCalibration>;
export type GroundWay = GroundCalibration['way'];
