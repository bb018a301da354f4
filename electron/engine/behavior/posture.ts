import type { Keypoint, Observation, Skeleton } from '../vision/observation.ts';

/**
 * How a body holds itself in one picture. Lengths are in heights of the picture, in both directions, so that they can be compared;
 * y goes down.
 */
export type Posture = {
  readonly at: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  /** Lowest point of the body in the picture: of somebody upright, where he stands. */
  readonly bottom: number;
  readonly shoulders: { readonly x: number; readonly y: number };
  readonly hips: { readonly x: number; readonly y: number };
  /** Angle of the trunk against upright in degrees: 0 upright, 90 level, 180 head down. */
  readonly trunkAngle: number;
  readonly confidence: number;
};

const joint = { nose: 0, ears: [3, 4], shoulders: [5, 6], hips: [11, 12] } as const;
/** A joint below this confidence is a guess. */
const believedJoint = 0.15;
/** Where shoulders and hips are in the box of somebody upright, as shares of its height; where the joints are not seen. */
const shoulderShare = 0.18;
const hipShare = 0.5;

/** Middle of those joints that are believed, weighted with their confidence. */
function middleOf(keypoints: readonly Keypoint[], wanted: readonly number[], aspect: number): { x: number; y: number } | null {
  let [x, y, weight] = [0, 0, 0];
  for (const index of wanted) {
    const found = keypoints[index];
    if (found === undefined || found.confidence < believedJoint) continue;
    x += found.x * found.confidence;
    y += found.y * found.confidence;
    weight += found.confidence;
  }
  return weight === 0 ? null : { x: (x / weight) * aspect, y: y / weight };
}

export function postureOf({ keypoints, box, confidence }: Skeleton, { at, aspect }: Pick<Observation, 'at' | 'aspect'>): Posture {
  const [left, right] = [box.left * aspect, (box.left + box.width) * aspect];
  const [top, bottom] = [box.top, box.top + box.height];
  const inBox = (share: number): { x: number; y: number } => ({ x: (left + right) / 2, y: top + share * (bottom - top) });
  const shoulders = middleOf(keypoints, joint.shoulders, aspect) ?? middleOf(keypoints, [joint.nose, ...joint.ears], aspect) ?? inBox(shoulderShare);
  const hips = middleOf(keypoints, joint.hips, aspect) ?? inBox(hipShare);
  const trunkAngle = (Math.atan2(Math.abs(hips.x - shoulders.x), hips.y - shoulders.y) * 180) / Math.PI;
  return { at, left, top, right, bottom, shoulders, hips, trunkAngle, confidence };
}

/** Width by height of the box around the body. */
export function flatness({ left, right, top, bottom }: Posture): number {
  return (right - left) / Math.max(0.001, bottom - top);
}

/** Box that is as wide as high, or trunk at half a right angle: from here on a body is rather level than upright. */
const levelFlatness = 1.1;
const levelTrunk = 50;

/**
 * How level a body is: 1 is the border between upright and level. Whoever lies along the view is seen from the feet or the head: his box is wide
 * although his trunk seems upright.
 */
export function levelness(posture: Posture): number {
  return Math.max(flatness(posture) / levelFlatness, posture.trunkAngle / levelTrunk);
}

export function isLevel(posture: Posture): boolean {
  return levelness(posture) >= 1;
}

/** Longer side of the box around the body: how long it certainly is. */
export function extentOf({ left, right, top, bottom }: Posture): number {
  return Math.max(right - left, bottom - top);
}

/** A trunk is at most this share of a body's height in the picture; of those who stand in the footage it is 0.28 to 0.38. */
const trunkShare = 0.38;

/** How high the body would be upright, from what of it is seen: its box, or the trunk of somebody who sits. */
export function bodyHeight(posture: Posture): number {
  const trunk = Math.hypot(posture.hips.x - posture.shoulders.x, posture.hips.y - posture.shoulders.y);
  const height = posture.bottom - posture.top;
  return Math.max(height, Math.min(trunk / trunkShare, 1.5 * height));
}
