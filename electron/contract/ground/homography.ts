import { mapped, type Matrix3, type PlanePoint, solve } from './matrix.ts';

/**
 * The homography that carries four points of one plane to four of another, by the direct linear transform with the last
 * element one (Hartley and Zisserman, Multiple View Geometry, 2nd ed., 4.1). Made so that all four lie before the horizon.
 * Null when three of them are on a line or no view has them all before it.
 */
export function homographyOf(from: readonly PlanePoint[], to: readonly PlanePoint[]): Matrix3 | null {
  const rows = from.flatMap(({ x, y }, index) => {
    const { x: u, y: v } = to[index] ?? { x: 0, y: 0 };
    return [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]];
  });
  const found = solve(rows);
  if (found === null) return null;
  const matrix = [...found, 1] as unknown as Matrix3;
  if (from.every((point) => mapped(matrix, point) !== null)) return matrix;
  const turned = matrix.map((value) => -value) as unknown as Matrix3;
  return from.every((point) => mapped(turned, point) !== null) ? turned : null;
}
