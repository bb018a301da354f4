import type { RecordingMode } from '../../../contract/camera.ts';

const msPerDay = 86_400_000;
/** Recordings around an event are kept from this long before it … */
export const eventLeadMs = 5_000;
/** … to this long after it. */
export const eventTailMs = 10_000;
/** In mode 'events' a segment that no event touches goes after this, and after what an event of the camera takes to be raised. */
export const uneventfulAfterMs = 120_000;

export type StoredSegment = {
  readonly cameraId: string;
  readonly file: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly bytes: number;
};

export type CameraRetention = {
  readonly mode: RecordingMode;
  readonly keepDays: number;
  readonly keepBytes: number | null;
  /** How long after its beginning an event of the camera may be raised. */
  readonly provedWithinMs: number;
  /** Events of the camera; `endedAt` null while one goes on. */
  readonly events: readonly { readonly startedAt: number; readonly endedAt: number | null }[];
};

export type RetentionInput<S extends StoredSegment = StoredSegment> = {
  /** Finished segments, in any order. */
  readonly segments: readonly S[];
  /** Segments of a camera that is not here are only subject to the station's limits. */
  readonly cameras: ReadonlyMap<string, CameraRetention>;
  /** Upper limit of all segments together; null means none. */
  readonly keepBytes: number | null;
  /** Bytes that have to become free whatever the limits say, because the disk's reserve is near. */
  readonly mustFreeBytes?: number;
  readonly now: number;
};

/**
 * Which segments to delete, oldest first. Age goes for all; where a size limit asks for more, segments without an event
 * go before those with one.
 */
export function planRetention<S extends StoredSegment>({ segments, cameras, keepBytes, mustFreeBytes = 0, now }: RetentionInput<S>): S[] {
  const oldestFirst = segments.toSorted((a, b) => a.startedAt - b.startedAt);
  const eventful = segmentsWithEvents(oldestFirst, cameras);
  const doomed = new Set<S>();
  for (const segment of oldestFirst) {
    const camera = cameras.get(segment.cameraId);
    if (!camera) continue;
    const isTooOld = segment.endedAt < now - camera.keepDays * msPerDay;
    const isUneventful = camera.mode === 'events' && !eventful.has(segment) && segment.endedAt < now - uneventfulAfterMs - camera.provedWithinMs;
    if (isTooOld || isUneventful) doomed.add(segment);
  }

  const dropUntil = (among: readonly S[], limitBytes: number): void => {
    let bytes = sumOfBytes(among.filter((segment) => !doomed.has(segment)));
    const expendableFirst = [...among.filter((segment) => !eventful.has(segment)), ...among.filter((segment) => eventful.has(segment))];
    for (const segment of expendableFirst) {
      if (bytes <= limitBytes) return;
      if (doomed.has(segment)) continue;
      doomed.add(segment);
      bytes -= segment.bytes;
    }
  };
  for (const [cameraId, own] of Map.groupBy(oldestFirst, ({ cameraId }) => cameraId)) {
    const limit = cameras.get(cameraId)?.keepBytes ?? null;
    if (limit !== null) dropUntil(own, limit);
  }
  if (keepBytes !== null) dropUntil(oldestFirst, keepBytes);
  if (mustFreeBytes > 0) dropUntil(oldestFirst, sumOfBytes(oldestFirst) - mustFreeBytes);
  return oldestFirst.filter((segment) => doomed.has(segment));
}

/** Segments that overlap an event's window, found in one pass over both in order of time. */
function segmentsWithEvents<S extends StoredSegment>(oldestFirst: readonly S[], cameras: ReadonlyMap<string, CameraRetention>): Set<S> {
  const eventful = new Set<S>();
  for (const [cameraId, own] of Map.groupBy(oldestFirst, ({ cameraId }) => cameraId)) {
    const windows = (cameras.get(cameraId)?.events ?? [])
      .map(({ startedAt, endedAt }) => ({ from: startedAt - eventLeadMs, to: endedAt === null ? Infinity : endedAt + eventTailMs }))
      .toSorted((a, b) => a.from - b.from);
    let next = 0;
    // Windows may lie within each other: the latest end among those that began before a segment's end decides.
    let latestEnd = -Infinity;
    for (const segment of own.toSorted((a, b) => a.endedAt - b.endedAt)) {
      for (let window = windows[next]; window && window.from <= segment.endedAt; window = windows[++next]) latestEnd = Math.max(latestEnd, window.to);
      if (latestEnd >= segment.startedAt) eventful.add(segment);
    }
  }
  return eventful;
}

function sumOfBytes(segments: readonly StoredSegment[]): number {
  return segments.reduce((sum, { bytes }) => sum + bytes, 0);
}
