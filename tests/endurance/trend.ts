export type Point = { readonly atMs: number; readonly value: number };

/** Slope of the least-squares line through the points, per hour; 0 for fewer than two. */
export function slopePerHour(points: readonly Point[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const at = mean(points.map(({ atMs }) => atMs));
  const value = mean(points.map((point) => point.value));
  let [both, own] = [0, 0];
  for (const point of points) {
    both += (point.atMs - at) * (point.value - value);
    own += (point.atMs - at) ** 2;
  }
  return own === 0 ? 0 : (both / own) * 3_600_000;
}
