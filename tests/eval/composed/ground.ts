import type { RelativePoint } from '../../../electron/contract/geometry.ts';

/**
 * How large things are at a row of the picture. Heights of people grow evenly with the row of their feet (a level
 * ground, a camera without tilt sideways), which two numbers describe.
 */
export type Perspective = {
  /** A person's height as a share of the picture's, where the foot is at the top row, and what a whole picture's height lower adds. */
  readonly heightAtTop: number;
  readonly heightGrowth: number;
  /** How much further a step up or down the picture is over the ground than one sideways. */
  readonly depthStretch: number;
  /** Width of the picture divided by its height. */
  readonly aspect: number;
};

export type Ground = {
  /** The point of the ground as seen from straight above, in the picture's heights where it is. */
  readonly flat: (point: RelativePoint) => RelativePoint;
  /** Height of a person as a share of the picture's height. */
  readonly heightAt: (foot: RelativePoint) => number;
  /** Distance over the ground in people's heights. */
  readonly heightsBetween: (a: RelativePoint, b: RelativePoint) => number;
};

export function groundOf({ heightAtTop, heightGrowth, depthStretch, aspect }: Perspective): Ground {
  const heightAt = ({ y }: RelativePoint): number => Math.max(0.01, heightAtTop + heightGrowth * y);
  return {
    flat: ({ x, y }) => ({ x: x * aspect, y: y * depthStretch }),
    heightAt,
    heightsBetween: (a, b) => Math.hypot((b.x - a.x) * aspect, (b.y - a.y) * depthStretch) / heightAt(a),
  };
}
