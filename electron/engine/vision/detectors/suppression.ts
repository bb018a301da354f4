import type { ObjectClass } from '../../../contract/scene.ts';
import type { Detection } from '../observation.ts';
import { overlap } from '../overlap.ts';

/** Classes that detectors mistake for one another: of two boxes over one object of a group only the surer stays. */
const group: Readonly<Record<ObjectClass, number>> = { person: 0, bicycle: 1, motorcycle: 1, car: 2, bus: 2, truck: 2 };

/** More candidates than this in one picture are noise; the least sure are dropped before the quadratic part. */
const mostCandidates = 500;

/** Detectors see a vague something as large as the picture in empty scenes; a real close-up is seen with confidence. */
function isWholePictureGhost({ box, confidence }: Detection): boolean {
  return box.width * box.height > 0.5 && confidence < 0.5;
}

/**
 * Greedy non-maximum suppression within each group of classes, after unsure boxes over more than half of the picture
 * are dropped. Returns the surest first; equal confidences keep the
 * order they came in.
 */
export function suppress(detections: readonly Detection[], maxOverlap: number): Detection[] {
  const kept: Detection[] = [];
  const surestFirst = detections.filter((detection) => !isWholePictureGhost(detection)).sort((a, b) => b.confidence - a.confidence);
  for (const candidate of surestFirst.slice(0, mostCandidates)) {
    const covered = kept.some((other) => group[other.class] === group[candidate.class] && overlap(other.box, candidate.box) > maxOverlap);
    if (!covered) kept.push(candidate);
  }
  return kept;
}
