import type { Skeleton } from '../observation.ts';

/** Two skeletons whose joints lie this close together, as a share of the larger one's size, are of one body. */
const closest = 0.15;
const believedJoint = 0.2;

/** Mean distance of the joints that both have, in sizes of the larger box; Infinity when they have too few in common. */
function distance(a: Skeleton, b: Skeleton): number {
  let sum = 0;
  let common = 0;
  a.keypoints.forEach((joint, index) => {
    const other = b.keypoints[index];
    if (other === undefined || joint.confidence < believedJoint || other.confidence < believedJoint) return;
    sum += Math.hypot(joint.x - other.x, joint.y - other.y);
    common++;
  });
  const size = Math.max(Math.hypot(a.box.width, a.box.height), Math.hypot(b.box.width, b.box.height));
  return common < 4 || size === 0 ? Infinity : sum / common / size;
}

/** Leaves out skeletons that lie upon a surer one, which stands before them. Arms or legs of two people may cross. */
export function withoutTwins(surestFirst: readonly Skeleton[]): Skeleton[] {
  const kept: Skeleton[] = [];
  for (const skeleton of surestFirst) if (!kept.some((surer) => distance(surer, skeleton) < closest)) kept.push(skeleton);
  return kept;
}
