import type { CameraStatus } from '../../contract/camera.ts';

const latelyMs = 60_000;

export type WorkerCount = { readonly number: number; readonly restarts: number };

/** What has to be remembered of the station from look to look. */
export type StationHistory = {
  look(cameras: readonly CameraStatus[], workers: readonly WorkerCount[], now: number): void;
  /** Since when each camera that should be live is not, wall-clock ms. */
  readonly downSince: ReadonlyMap<string, number>;
  readonly restartedLately: ReadonlySet<number>;
};

/**
 * A camera is down from the first moment that it is not live until it is live again, whatever it tries in between. A
 * worker that is up again after a fraction of a second is remembered for a minute.
 */
export function createStationHistory(): StationHistory {
  const downSince = new Map<string, number>();
  const restarts = new Map<number, { count: number; at: number }>();
  const restartedLately = new Set<number>();
  return {
    downSince,
    restartedLately,
    look: (cameras, workers, now) => {
      const down = new Set(cameras.filter(({ phase }) => phase === 'connecting' || phase === 'waiting').map(({ cameraId }) => cameraId));
      for (const cameraId of [...downSince.keys()]) if (!down.has(cameraId)) downSince.delete(cameraId);
      for (const { cameraId, since } of cameras) if (down.has(cameraId) && !downSince.has(cameraId)) downSince.set(cameraId, Math.min(since, now));
      for (const { number, restarts: count } of workers) {
        const before = restarts.get(number)?.count ?? 0;
        if (count > before) restarts.set(number, { count, at: now });
      }
      restartedLately.clear();
      for (const [number, { at }] of restarts) {
        const isThere = workers.some((worker) => worker.number === number);
        if (!isThere) restarts.delete(number);
        else if (Math.abs(now - at) < latelyMs) restartedLately.add(number);
      }
    },
  };
}
