import type { Detection } from '../observation.ts';
import { kin } from '../kinship.ts';
import { coveredShare, overlap } from '../overlap.ts';

/**
 * An unsure vehicle of which surer ones explain more than this is the cab of a lorry, or two cars taken for one. One that
 * is seen surely stays, since a car may pass in front of a bus; people do stand in front of one another.
 */
const mostExplained = 0.6;
/** From here on a detection is believed on its own. */
const sureConfidence = 0.5;

/** More candidates than this in one picture are noise; the least sure are dropped before the quadratic part. */
const mostCandidates = 500;

/** Detectors see a vague something as large as the picture in empty scenes; a real close-up is seen with confidence. */
function isWholePictureGhost({ box, confidence }: Detection): boolean {
  return box.width * box.height > 0.5 && confidence < sureConfidence;
}

function isExplained({ class: objectClass, box, confidence }: Detection, surer: readonly Detection[]): boolean {
  if (kin(objectClass) !== 'vehicle' || confidence >= sureConfidence) return false;
  const vehicles = surer.filter((other) => kin(other.class) === 'vehicle').map((other) => other.box);
  return coveredShare(box, vehicles) > mostExplained;
}

/**
 * Greedy non-maximum suppression within each kin (the classes that detectors mistake for one another), after unsure boxes
 * over more than half of the picture are dropped; of unsure vehicles also those that surer ones explain together. Returns
 * the surest first; equal confidences keep the order they came in.
 */
export function suppress<D extends Detection>(detections: readonly D[], maxOverlap: number): D[] {
  const kept: D[] = [];
  const surestFirst = detections.filter((detection) => !isWholePictureGhost(detection)).sort((a, b) => b.confidence - a.confidence);
  for (const candidate of surestFirst.slice(0, mostCandidates)) {
    const covered = kept.some((other) => kin(other.class) === kin(candidate.class) && overlap(other.box, candidate.box) > maxOverlap);
    if (!covered && !isExplained(candidate, kept)) kept.push(candidate);
  }
  return kept;
}
