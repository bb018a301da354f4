import { readFileSync } from 'node:fs';
import type { RelativePoint } from '../../electron/contract/geometry.ts';

type Place = { readonly x: number; readonly y: number };

/** A camera as Tsai's calibration describes it; places are metres, the file's are millimetres. */
export type TsaiCamera = {
  readonly aspect: number;
  readonly width: number;
  readonly height: number;
  /** Where a point of the world appears in the picture. */
  readonly appears: (place: Place, heightM?: number) => RelativePoint;
  /** Where on the ground a picture point lies. */
  readonly ground: (point: RelativePoint) => Place;
};

/**
 * Reads a calibration as the PETS workshops publish it (R. Tsai, A Versatile Camera Calibration Technique, IEEE Journal of
 * Robotics and Automation 3(4), 1987): a rotation about x, y, z and a shift carry the world to the camera, kappa1 bends
 * the undistorted sensor point into place.
 */
export function tsaiCamera(file: string): TsaiCamera {
  const text = readFileSync(file, 'utf8');
  const value = (name: string): number => {
    const found = new RegExp(`\\b${name}="([^"]+)"`).exec(text)?.[1];
    if (found === undefined) throw new Error(`${file} has no ${name}`);
    return Number(found);
  };
  const [width, height] = [value('width'), value('height')];
  const [focal, kappa, cx, cy, sx, dpx, dpy] = [value('focal'), value('kappa1'), value('cx'), value('cy'), value('sx'), value('dpx'), value('dpy')];
  const [tx, ty, tz] = [value('tx'), value('ty'), value('tz')];
  const [sa, ca, sb, cb, sg, cg] = [value('rx'), value('ry'), value('rz')].flatMap((angle) => [Math.sin(angle), Math.cos(angle)]) as [number, number, number, number, number, number];
  const rotation = [
    [cb * cg, cg * sa * sb - ca * sg, sa * sg + ca * cg * sb],
    [cb * sg, sa * sb * sg + ca * cg, ca * sb * sg - cg * sa],
    [-sb, cb * sa, ca * cb],
  ] as const;
  const shift = [tx, ty, tz] as const;

  return {
    aspect: width / height,
    width,
    height,
    appears({ x, y }, heightM = 0) {
      const [a, b, c] = rotation.map((row, index) => row[0] * x * 1000 + row[1] * y * 1000 + row[2] * heightM * 1000 + (shift[index] ?? 0)) as [number, number, number];
      const undistorted = { x: (focal * a) / c, y: (focal * b) / c };
      let distorted = undistorted;
      for (let round = 0; round < 20; round++) {
        const factor = 1 + kappa * (distorted.x ** 2 + distorted.y ** 2);
        distorted = { x: undistorted.x / factor, y: undistorted.y / factor };
      }
      return { x: ((distorted.x * sx) / dpx + cx) / width, y: (distorted.y / dpy + cy) / height };
    },
    ground(point) {
      const distorted = { x: ((point.x * width - cx) * dpx) / sx, y: (point.y * height - cy) * dpy };
      const factor = 1 + kappa * (distorted.x ** 2 + distorted.y ** 2);
      const ray = [(distorted.x * factor) / focal, (distorted.y * factor) / focal, 1] as const;
      const turned = (column: 0 | 1 | 2, vector: readonly [number, number, number]): number => vector.reduce((sum, part, index) => sum + part * (rotation[index]?.[column] ?? 0), 0);
      const along = turned(2, shift) / turned(2, ray);
      return { x: (along * turned(0, ray) - turned(0, shift)) / 1000, y: (along * turned(1, ray) - turned(1, shift)) / 1000 };
    },
  };
}
