import type { RelativePoint } from '../../contract/geometry.ts';
import type { ObjectClass } from '../../contract/scene.ts';
import type { Track } from '../vision/observation.ts';
import { footOf, intoPicture } from './geometry.ts';
import type { GroundPlane } from './ground-plane.ts';

/** How tall things are taken to be where nobody has measured the ground, in metres. */
const assumedHeightM: Readonly<Record<ObjectClass, number>> = { person: 1.7, bicycle: 1.1, motorcycle: 1.3, car: 1.5, bus: 3, truck: 3 };
/** A step away from a camera that looks down by some 30° covers half as much of the picture as a step sideways. */
const foreshortening = 2;
/** Share of an object's height by which a good box is off. */
const boxError = 0.03;

/**
 * Where something stands, in one flat system for all objects of a picture: metres on the ground where it was measured, else
 * picture heights with the vertical stretched. Lengths there times `metresPerUnit` are metres near the object.
 */
export type Spot = {
  readonly x: number;
  readonly y: number;
  readonly metresPerUnit: number;
  /** One standard deviation of the place. */
  readonly uncertaintyM: number;
  /** The scale is only guessed, from the object's height in the picture. */
  readonly byBody: boolean;
};

/** A point of the picture in picture heights, the vertical stretched. */
export function slanted({ x, y }: RelativePoint, aspect: number): { readonly x: number; readonly y: number } {
  return { x: x * aspect, y: y * foreshortening };
}

/** A point of the picture in the spots' system; null where the ground is measured and nothing can be said, as above the horizon. */
export function flatPoint(point: RelativePoint, aspect: number, ground: GroundPlane | null): { readonly x: number; readonly y: number } | null {
  return ground === null ? slanted(point, aspect) : ground.locate(intoPicture(point));
}

/** Null where the ground is measured and nothing can be said about the foot. */
export function spotOf({ box, class: kind }: Track, aspect: number, ground: GroundPlane | null): Spot | null {
  const foot = footOf(box);
  if (ground !== null) {
    const located = ground.locate(intoPicture(foot));
    return located && { x: located.x, y: located.y, metresPerUnit: 1, uncertaintyM: located.uncertaintyM, byBody: false };
  }
  if (box.height <= 0) return null;
  const tall = assumedHeightM[kind];
  return { ...slanted(foot, aspect), metresPerUnit: tall / box.height, uncertaintyM: boxError * tall, byBody: true };
}

/** The head's level in the vertical of a spot that was guessed from the body. */
export function headLevel({ box }: Track): number {
  return box.top * foreshortening;
}

export function distanceM(a: Spot, b: Spot): number {
  return (Math.hypot(a.x - b.x, a.y - b.y) * (a.metresPerUnit + b.metresPerUnit)) / 2;
}

/**
 * How tall the box would be where it seems to stand, in metres; in picture heights where the ground was not measured. On
 * the ground it stays about the same while an object is wholly seen, near or far.
 */
export function seenHeight(track: Track, aspect: number, ground: GroundPlane | null): number {
  const { box } = track;
  if (ground === null) return box.height;
  const foot = intoPicture(footOf(box));
  const here = ground.locate({ x: Math.max(0, foot.x - 0.01), y: foot.y });
  const beside = ground.locate({ x: Math.min(1, foot.x + 0.01), y: foot.y });
  if (here === null || beside === null) return box.height;
  return (box.height * Math.hypot(here.x - beside.x, here.y - beside.y)) / (0.02 * aspect);
}

/** How tall a person is taken to be, for heights that tracks show. */
export const personHeightM = assumedHeightM.person;
