import type { RelativeBox } from '../../contract/geometry.ts';
import type { ObjectClass } from '../../contract/scene.ts';
import type { Appearance } from './appearance.ts';

/** One object found in one picture. `box` is relative to the whole picture and may reach beyond it. */
export type Detection = {
  readonly box: RelativeBox;
  readonly class: ObjectClass;
  /** 0..1 */
  readonly confidence: number;
  /** A person's colours, where the tracker may use them; without them it goes by the boxes alone. */
  readonly appearance?: Appearance;
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

/**
 * What vision says about one picture. `at` is milliseconds: wall clock for live cameras, from the file's start for
 * files. Further witnesses (skeletons, states of the camera) are added here as optional members.
 */
export type Observation = {
  readonly at: number;
  readonly tracks: readonly Track[];
};
