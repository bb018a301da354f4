import { kin } from '../kinship.ts';
import type { Detection } from '../observation.ts';
import { covered, toPixels } from './pixel-box.ts';
import type { Sighting } from './track-state.ts';

/** Another box makes it crowded when it is believed this much and covers more than this share of it. */
const crowdConfidence = 0.3;
const crowdShare = 0.25;

/** The detections of one picture in the tracker's pixels. */
export function toSightings(detections: readonly Detection[], aspect: number): Sighting[] {
  const boxes = detections.map(({ box }) => toPixels(box, aspect));
  return detections.map(({ class: objectClass, confidence, appearance = null }, i) => {
    const box = boxes[i] ?? toPixels({ left: 0, top: 0, width: 0, height: 0 }, aspect);
    const reachesIn = (other: Detection, j: number): boolean => {
      const otherBox = boxes[j];
      return j !== i && other.confidence > crowdConfidence && kin(other.class) === kin(objectClass) && otherBox !== undefined && covered(box, otherBox) > crowdShare;
    };
    return { box, class: objectClass, confidence, appearance, crowded: appearance !== null && detections.some(reachesIn) };
  });
}
