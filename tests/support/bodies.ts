import type { Observation, Skeleton } from '../../electron/engine/vision/observation.ts';

export type Pose = 'standing' | 'squatting' | 'bending' | 'sitting' | 'on-floor' | 'lying' | 'lying-away';

/** A body drawn in a picture of 16:9; lengths in heights of the picture, `x` and `y` are where it stands or lies. */
export type Body = {
  readonly x: number;
  readonly y: number;
  readonly height?: number;
  readonly pose: Pose | readonly [from: Pose, to: Pose, share: number];
  readonly confidence?: number;
  readonly track?: number | null;
};

/** Head, shoulders, hips, knees and ankles: across and up from where the body stands, in its own heights. */
const shapes: Readonly<Record<Pose, readonly (readonly [number, number])[]>> = {
  standing: [[0, 0.93], [0, 0.82], [0, 0.52], [0, 0.27], [0, 0.03]],
  squatting: [[0.05, 0.42], [0.03, 0.31], [-0.05, 0.12], [0.12, 0.2], [0, 0.03]],
  bending: [[0.35, 0.33], [0.28, 0.38], [-0.05, 0.5], [0.02, 0.27], [0, 0.03]],
  sitting: [[0, 0.66], [0, 0.55], [0, 0.3], [0.2, 0.28], [0.2, 0.03]],
  'on-floor': [[0, 0.48], [0, 0.37], [0, 0.1], [0.2, 0.18], [0.38, 0.03]],
  lying: [[-0.45, 0.08], [-0.33, 0.09], [-0.02, 0.08], [0.22, 0.07], [0.45, 0.04]],
  // Feet towards the camera: shortened along the view.
  'lying-away': [[0.02, 0.25], [0, 0.22], [0.01, 0.12], [0.02, 0.06], [0.02, 0.03]],
};
/** Half the breadth of the body at each of these. */
const breadths = [0.03, 0.12, 0.08, 0.06, 0.05];

function shapeOf(pose: Body['pose']): readonly (readonly [number, number])[] {
  if (typeof pose === 'string') return shapes[pose];
  const [from, to, share] = pose;
  return shapes[from].map(([x, y], i) => [x + share * ((shapes[to][i]?.[0] ?? 0) - x), y + share * ((shapes[to][i]?.[1] ?? 0) - y)]);
}

export const bodyAspect = 16 / 9;

/** The skeleton that a faultless model would find of it. */
export function skeletonOf({ x, y, height = 0.6, pose, confidence = 0.6, track = null }: Body): Skeleton {
  const parts = shapeOf(pose).map(([across, up]) => ({ x: x + across * height, y: y - up * height }));
  const isLevel = pose === 'lying' || pose === 'lying-away' || (typeof pose !== 'string' && pose[2] > 0.8 && pose[1].startsWith('lying'));
  // Seen from the end, shoulders and arms make the box wide.
  const broad = pose === 'lying-away' ? 1.8 : 1;
  const pair = (part: number): { x: number; y: number }[] => [-1, 1].map((side) => ({ x: (parts[part]?.x ?? 0) + side * (breadths[part] ?? 0) * broad * height * (isLevel && pose !== 'lying-away' ? 0.2 : 1), y: parts[part]?.y ?? 0 }));
  const [head] = parts;
  const nose = { x: head?.x ?? 0, y: head?.y ?? 0 };
  // COCO: nose, eyes, ears, shoulders, elbows, wrists, hips, knees, ankles. Arms hang at the shoulders.
  const joints = [nose, nose, nose, ...pair(0), ...pair(1), ...pair(1), ...pair(2), ...pair(2), ...pair(3), ...pair(4)];
  const xs = joints.map((joint) => joint.x);
  const ys = joints.map((joint) => joint.y);
  const margin = 0.04 * height;
  const left = Math.min(...xs) - margin;
  const top = Math.min(...ys) - margin;
  return {
    keypoints: joints.map((joint) => ({ x: joint.x / bodyAspect, y: joint.y, confidence })),
    box: { left: left / bodyAspect, top, width: (Math.max(...xs) + margin - left) / bodyAspect, height: Math.max(...ys) + margin / 2 - top },
    confidence,
    track,
  };
}

/** Observations of bodies at an even pace. `bodies` gives null for a picture in which nobody looked for bodies. */
export function bodyFilm(bodies: (at: number) => readonly Body[] | null, untilMs: number, fps = 5): Observation[] {
  return Array.from({ length: Math.floor((untilMs / 1000) * fps) + 1 }, (_, index) => {
    const at = (index * 1000) / fps;
    const seen = bodies(at);
    return { at, tracks: [], aspect: bodyAspect, ...(seen === null ? {} : { skeletons: seen.map(skeletonOf) }) };
  });
}

/** Somebody who changes from one pose into another between two moments. */
export function change(from: Pose, to: Pose, fromMs: number, toMs: number): (at: number) => Body['pose'] {
  return (at) => (at <= fromMs ? from : at >= toMs ? to : [from, to, (at - fromMs) / (toMs - fromMs)]);
}
