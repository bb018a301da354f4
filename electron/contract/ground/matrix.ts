/** Three by three, row by row. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];
export type Vector3 = readonly [number, number, number];
/** A point of a plane: of the picture (see `centred`) or of the ground in metres. */
export type PlanePoint = { readonly x: number; readonly y: number };

export function times([a, b, c, d, e, f, g, h, i]: Matrix3, [x, y, z]: Vector3): Vector3 {
  return [a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z];
}

export function cross([a, b, c]: Vector3, [x, y, z]: Vector3): Vector3 {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}

export const dot = ([a, b, c]: Vector3, [x, y, z]: Vector3): number => a * x + b * y + c * z;
export const norm = (vector: Vector3): number => Math.sqrt(dot(vector, vector));
export const scaled = ([a, b, c]: Vector3, by: number): Vector3 => [a * by, b * by, c * by];

/** The matrix with these columns. */
export function fromColumns([a, d, g]: Vector3, [b, e, h]: Vector3, [c, f, i]: Vector3): Matrix3 {
  return [a, b, c, d, e, f, g, h, i];
}

export function columns([a, b, c, d, e, f, g, h, i]: Matrix3): readonly [Vector3, Vector3, Vector3] {
  return [[a, d, g], [b, e, h], [c, f, i]];
}

export function product(left: Matrix3, right: Matrix3): Matrix3 {
  const [a, b, c] = columns(right);
  return fromColumns(times(left, a), times(left, b), times(left, c));
}

/** Null where there is none. */
export function inverse(matrix: Matrix3): Matrix3 | null {
  const [a, b, c, d, e, f, g, h, i] = matrix;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (!Number.isFinite(1 / determinant)) return null;
  const all = [e * i - f * h, c * h - b * i, b * f - c * e, f * g - d * i, a * i - c * g, c * d - a * f, d * h - e * g, b * g - a * h, a * e - b * d];
  return all.map((value) => value / determinant) as unknown as Matrix3;
}

/** Where a plane's point comes to lie on the other plane; null on and beyond the horizon (the third coordinate must be positive). */
export function mapped(matrix: Matrix3, { x, y }: PlanePoint): PlanePoint | null {
  const [u, v, w] = times(matrix, [x, y, 1]);
  return w > 1e-9 ? { x: u / w, y: v / w } : null;
}

/** Derivatives of `mapped` at a point: dx/du, dx/dv, dy/du, dy/dv. Only for points that it maps. */
export function jacobian(matrix: Matrix3, point: PlanePoint): readonly [number, number, number, number] {
  const [a, b, , d, e, , g, h] = matrix;
  const [u, v, w] = times(matrix, [point.x, point.y, 1]);
  return [(a - (g * u) / w) / w, (b - (h * u) / w) / w, (d - (g * v) / w) / w, (e - (h * v) / w) / w];
}

/** Solves a square system by elimination with the largest pivot; null when it has no single answer. Rows carry their right side last. */
export function solve(rows: readonly (readonly number[])[]): number[] | null {
  const work = rows.map((row) => [...row]);
  const size = work.length;
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let row = column + 1; row < size; row++) if (Math.abs(work[row]?.[column] ?? 0) > Math.abs(work[best]?.[column] ?? 0)) best = row;
    const chosen = work[best] ?? [];
    const pivot = chosen[column] ?? 0;
    if (!(Math.abs(pivot) > 1e-12)) return null;
    work[best] = work[column] ?? [];
    work[column] = chosen;
    for (let row = 0; row < size; row++) {
      const other = work[row] ?? [];
      const factor = (other[column] ?? 0) / pivot;
      if (row === column || factor === 0) continue;
      for (let at = column; at <= size; at++) other[at] = (other[at] ?? 0) - factor * (chosen[at] ?? 0);
    }
  }
  return work.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}
