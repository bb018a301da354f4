import type { RelativeBox, RelativePoint } from '../../electron/contract/geometry.ts';
import type { GroundPlane } from '../../electron/engine/behavior/ground-plane.ts';

/** A place in the street in metres: `x` to the right of the camera, `z` away from it, `lift` above the ground. */
export type StreetPoint = { readonly x: number; readonly z: number; readonly lift?: number };

export type StreetCamera = {
  readonly aspect: number;
  /** Where a point is seen; may lie outside the picture. */
  project(point: StreetPoint): RelativePoint;
  /** The box of something upright that stands at a point. */
  boxOf(point: StreetPoint, heightM: number, widthM: number): RelativeBox;
  /** The true ground, as a perfect calibration would know it. */
  readonly ground: GroundPlane;
};

/** A point that is off by so much of the picture's height: two pixels of 720. */
const pointError = 0.003;

/** A pinhole camera over flat ground. `focal` is in picture heights: 1.4 is 64° wide at 16:9. */
export function makeStreetCamera({ heightM = 5, tiltDegrees = 22, focal = 1.4, aspect = 16 / 9 } = {}): StreetCamera {
  const tilt = (tiltDegrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(tilt), Math.cos(tilt)];
  const project = ({ x, z, lift = 0 }: StreetPoint): RelativePoint => {
    const down = heightM - lift;
    const depth = z * cos + down * sin;
    return { x: 0.5 + (focal * x) / (depth * aspect), y: 0.5 + (focal * (down * cos - z * sin)) / depth };
  };
  const place = ({ x, y }: RelativePoint): { x: number; y: number } | null => {
    const t = (y - 0.5) / focal;
    if (sin + t * cos <= 0.01) return null;
    const z = (heightM * (cos - t * sin)) / (sin + t * cos);
    return { x: ((x - 0.5) * aspect * (z * cos + heightM * sin)) / focal, y: z };
  };
  return {
    aspect,
    project,
    boxOf(point, heightInM, widthM) {
      const foot = project(point);
      const head = project({ ...point, lift: (point.lift ?? 0) + heightInM });
      const width = Math.abs(project({ ...point, x: point.x + widthM }).x - foot.x);
      return { left: foot.x - width / 2, top: head.y, width, height: foot.y - head.y };
    },
    ground: {
      locate(point) {
        const here = place(point);
        const off = place({ x: point.x + pointError / aspect, y: point.y - pointError });
        return here && { ...here, uncertaintyM: off === null ? Math.hypot(here.x, here.y) : Math.hypot(off.x - here.x, off.y - here.y) };
      },
    },
  };
}
