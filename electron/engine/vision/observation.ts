import type { RelativeBox } from '../../contract/geometry.ts';
import type { ObjectClass } from '../../contract/scene.ts';

/** One object found in one picture. `box` is relative to the whole picture and may reach beyond it. */
export type Detection = {
  readonly box: RelativeBox;
  readonly class: ObjectClass;
  /** 0..1 */
  readonly confidence: number;
};

/** One followed object as it stands at an observation. Ids are unique within a tracker and never reused. */
export type Track = {
  readonly id: number;
  readonly class: ObjectClass;
  readonly confidence: number;
  readonly box: RelativeBox;
  /** Time of the first detection of this track, which is reported some pictures later, and where that was. */
  readonly firstAt: number;
  readonly firstBox?: RelativeBox;
  /** Time of the last detection; before `Observation.at` while the object is hidden or the box is predicted. */
  readonly seenAt: number;
};

/** A joint of a body, relative to the whole picture; it may lie beyond its edge. */
export type Keypoint = { readonly x: number; readonly y: number; readonly confidence: number };

/** The body of one person in one picture. It is used for the moment and never stored with an identity. */
export type Skeleton = {
  /** The 17 of COCO, in its order. */
  readonly keypoints: readonly Keypoint[];
  readonly box: RelativeBox;
  readonly confidence: number;
  /** Track it belongs to, null when the detector does not see this person. */
  readonly track: number | null;
};

/**
 * What vision says about one picture. `at` is milliseconds: wall clock for live cameras, from the file's start for
 * files. Further witnesses (states of the camera) are added here as optional members.
 */
export type Observation = {
  readonly at: number;
  readonly tracks: readonly Track[];
  /** Width of the picture divided by its height. */
  readonly aspect: number;
  /** Absent: nobody looked for people's bodies in this picture. */
  readonly skeletons?: readonly Skeleton[];
};
