/** A worker process runs at most this many cameras: what one crash may take down for some seconds. */
export const camerasPerWorker = 8;

/** Worker number → camera ids. */
export type Assignment = ReadonlyMap<number, readonly string[]>;

/**
 * Spreads cameras over workers. A camera that has a place keeps it, so that adding or removing one disturbs no other;
 * new ones go to the fullest worker with room. Suspects (cameras that were present at several crashes) run alone, so
 * that a camera whose stream kills the media library ends up killing only itself.
 */
export function assignCameras(
  cameraIds: readonly string[],
  before: Assignment,
  suspects: ReadonlySet<string>,
  capacity = camerasPerWorker,
): Assignment {
  const wanted = new Set(cameraIds);
  const result = new Map<number, string[]>();
  const placed = new Set<string>();
  for (const [worker, ids] of before) {
    const staying = ids.filter((id) => wanted.has(id));
    const keeps = staying.length === 1 ? staying : staying.filter((id) => !suspects.has(id));
    if (keeps.length === 0) continue;
    result.set(worker, keeps);
    for (const id of keeps) placed.add(id);
  }
  const isShared = (ids: readonly string[]): boolean => !ids.some((id) => suspects.has(id));
  for (const id of cameraIds) {
    if (placed.has(id)) continue;
    const room = suspects.has(id)
      ? undefined
      : [...result].filter(([, ids]) => ids.length < capacity && isShared(ids)).sort(([, a], [, b]) => b.length - a.length)[0];
    if (room) room[1].push(id);
    else result.set(firstFreeNumber(result), [id]);
  }
  return result;
}

export function firstFreeNumber(workers: ReadonlyMap<number, unknown>): number {
  let number = 1;
  while (workers.has(number)) number++;
  return number;
}
