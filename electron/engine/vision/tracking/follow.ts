import type { MotionMask } from '../motion/regions.ts';
import type { Detection, Track } from '../observation.ts';
import { createProofOfLife } from './proof-of-life.ts';
import { createStillPlaces } from './still-places.ts';
import { createTracker } from './tracker.ts';
import type { TrackerOptions } from './tracker-options.ts';

/**
 * Everything between detections and tracks for one camera: things that have always stood there are sifted out,
 * the rest is followed, and only what moved or was seen to move is reported.
 * `motion` is the gate's mask of the same picture, null where no gate runs. Times in ms, not going back.
 */
export type Follow = (detections: readonly Detection[], motion: MotionMask | null, at: number) => readonly Track[];

/** @param aspect width of the picture divided by its height */
export function createFollow(aspect: number, options: Partial<TrackerOptions> = {}): Follow {
  const places = createStillPlaces();
  const track = createTracker(aspect, options);
  const prove = createProofOfLife(aspect);
  return (detections, motion, at) => {
    const tracks = track(places.sift(detections, at), at);
    const { proven, claimed } = prove(tracks, motion, at);
    places.learn(detections, motion, claimed, at);
    return proven;
  };
}
