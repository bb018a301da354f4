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

/** One joint of a skeleton, relative to the whole picture. */
export type Keypoint = { readonly x: number; readonly y: number; readonly confidence: number };

/** How one person stands or lies in one picture. Used for the moment; never stored and never given a name. */
export type Skeleton = {
  /** 17 joints in COCO's order. */
  readonly keypoints: readonly Keypoint[];
  readonly box: RelativeBox;
  readonly confidence: number;
  /** The track it belongs to, null when the detector does not see this person. */
  readonly track: number | null;
};

/** What the fight model says of people close to one another, about the last seconds up to the picture. */
export type FightView = {
  readonly box: RelativeBox;
  /** Tracks of the people in it; empty where the detector sees nobody. */
  readonly tracks: readonly number[];
  /** Calibrated: of views with 0.8, four in five are fights. */
  readonly score: number;
  /** Id and version of the model, as its card says. */
  readonly model: string;
};

/** Something that does not move and is not in the background as it was: put there, or a gap where something was. */
export type StillThing = {
  /** Unique within a camera's run, never reused. */
  readonly id: number;
  readonly box: RelativeBox;
  readonly change: 'appeared' | 'gone';
  /** Since when it has been so, ms like `Observation.at`. */
  readonly since: number;
  /** Last time the place could be seen; before `Observation.at` while somebody stands in front of it. */
  readonly seenAt: number;
  /** The person or vehicle that was at the place when it changed, null when nobody was seen there. */
  readonly carrier: number | null;
};

/**
 * What vision says about one picture. `at` is milliseconds: wall clock for live cameras, from the file's start for
 * files. A witness that nobody asked is absent: it says nothing, not that there is nothing.
 */
export type Observation = {
  readonly at: number;
  /** The picture's width divided by its height. */
  readonly aspect: number;
  readonly tracks: readonly Track[];
  readonly skeletons?: readonly Skeleton[];
  readonly fights?: readonly FightView[];
  readonly things?: readonly StillThing[];
};
