import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { GroundCalibration } from '../../../electron/contract/ground.ts';
import type { TsaiCamera } from '../../support/tsai.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Normal deviates (Box and Muller). */
export function normal(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** An installer in front of a camera of which the truth is known: what he marks and measures, with the errors of a hand. */
export type Installer = { readonly click: (point: RelativePoint) => RelativePoint; readonly tape: (metres: number) => number; readonly stands: (metres: number) => number };

export const exact: Installer = { click: (point) => point, tape: (metres) => metres, stands: (metres) => metres };

export function byHand(camera: TsaiCamera, deviate: () => number): Installer {
  const pixels = (2 / 1080) * camera.height;
  return {
    click: ({ x, y }) => ({ x: x + (deviate() * pixels) / camera.width, y: y + (deviate() * pixels) / camera.height }),
    tape: (metres) => metres + deviate() * (0.02 + 0.01 * metres),
    stands: (metres) => metres * (1 + 0.02 * deviate()),
  };
}

type Four = [RelativePoint, RelativePoint, RelativePoint, RelativePoint];

const apart = (a: RelativePoint, b: RelativePoint): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Four points where chalk crosses would be put, sides and one diagonal taped. */
export function fourPoints(camera: TsaiCamera, points: Readonly<Four>, { click, tape }: Installer): GroundCalibration {
  const [a, b, c, d] = points.map(camera.ground) as Four;
  return {
    way: 'quadrilateral', aspect: camera.aspect, corners: points.map(click) as Four,
    sidesM: [tape(apart(a, b)), tape(apart(b, c)), tape(apart(c, d)), tape(apart(d, a))], diagonalM: tape(apart(a, c)),
  };
}

/** A rectangle on the ground with one corner at a picture point, so many metres along each of its sides, turned by an angle. */
export function rectangle(camera: TsaiCamera, corner: RelativePoint, [first, second]: readonly [number, number], turn: number, { click, tape }: Installer): GroundCalibration {
  const from = camera.ground(corner);
  const at = (u: number, v: number): RelativePoint => camera.appears({ x: from.x + u * Math.cos(turn) - v * Math.sin(turn), y: from.y + u * Math.sin(turn) + v * Math.cos(turn) });
  const corners: Four = [at(0, 0), at(first, 0), at(first, second), at(0, second)];
  return { way: 'rectangle', aspect: camera.aspect, corners: corners.map(click) as Four, sidesM: [tape(first), tape(second)] };
}

/** Somebody of 1.70 m at two places. */
export function twoPersons(camera: TsaiCamera, near: RelativePoint, far: RelativePoint, viewDeg: number | null, { click, stands }: Installer): GroundCalibration {
  const standing = (foot: RelativePoint) => ({ foot: click(foot), head: click(camera.appears(camera.ground(foot), stands(1.7))) });
  return { way: 'persons', aspect: camera.aspect, near: standing(near), far: standing(far), heightM: 1.7, viewDeg };
}
