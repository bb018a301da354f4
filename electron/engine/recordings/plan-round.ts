import { setImmediate as letOthersRun } from 'node:timers/promises';
import { planRetention, uneventfulAfterMs, type CameraRetention } from '../media/recording/retention.ts';
import type { SegmentRow, Segments } from '../store/segments.ts';
import type { KeptCamera, RetentionFacts, Span } from './retention-facts.ts';

const msPerDay = 86_400_000;
/** Segments of one camera that one round judges by age and by event. */
const mostOfCamera = 200;
/** The oldest segments that one round considers where a size limit asks for more. */
const mostOfOldest = 2_000;
const defaultMostDoomed = 2_000;
const endOfTime = 8.64e15;

export type RoundOptions = {
  readonly segments: Pick<Segments, 'oldest' | 'endedBefore' | 'startedAfter' | 'bytes'>;
  readonly facts: RetentionFacts;
  /** The station's limit for all recordings; null: the disk's reserve is the limit. */
  readonly keepBytes: number | null;
  /** Bytes that have to become free because the disk's reserve is near. */
  readonly mustFreeBytes: number;
  /** By camera: segments that started until then are judged by event. Brought up to date. */
  readonly judged: Map<string, number>;
  /** False while the clock cannot be trusted: nothing is old then. */
  readonly isAgeKnown: boolean;
  readonly now: number;
  /** Segments that go in one round at most. */
  readonly mostDoomed?: number;
};

type Doomed = Map<number, SegmentRow>;

/**
 * Which recordings go in one round, a bounded piece of the whole. In this order: cameras removed for good; what is older
 * than its camera keeps; in mode 'events' what no event touches, judged once, so that changing the mode does not reach
 * back; beyond a camera's or the station's size the oldest, those without an event first. Near the disk's reserve the
 * oldest without an event go, and those with one only where the station has no size of its own. What a clip is still to
 * be cut from stays.
 */
export async function planRound(options: RoundOptions): Promise<SegmentRow[]> {
  const { segments, facts, keepBytes, mustFreeBytes, mostDoomed = defaultMostDoomed } = options;
  const cameras = new Map((await facts.cameras()).map((camera) => [camera.id, camera]));
  const needed = await facts.neededForClips();
  const doomed: Doomed = new Map();
  const doom = (rows: readonly SegmentRow[]): void => {
    for (const row of rows) if (doomed.size < mostDoomed && (cameras.get(row.camera_id)?.isForgotten === true || !isNeeded(row, needed))) doomed.set(row.id, row);
  };

  for (const camera of cameras.values()) {
    await letOthersRun();
    if (camera.isForgotten) doom(await segments.endedBefore(camera.id, endOfTime, mostOfCamera));
    else {
      doom(await tooOld(camera, options));
      // What is judged must also fit in, or it would never be looked at again.
      if (doomed.size + mostOfCamera <= mostDoomed) doom(await uneventful(camera, options));
    }
  }
  const bytes = await segments.bytes();
  for (const { id, keepBytes: limit } of cameras.values()) {
    const excess = limit === null ? 0 : (bytes.get(id) ?? 0) - limit - bytesOf(doomed, id);
    if (excess > 0) doom(await oldestUntil(excess, await segments.oldest(mostOfOldest, id), doomed, options, true));
  }
  const total = [...bytes.values()].reduce((sum, own) => sum + own, 0);
  const excess = keepBytes === null ? 0 : total - keepBytes - bytesOf(doomed);
  const short = mustFreeBytes - bytesOf(doomed);
  if (excess > 0) doom(await oldestUntil(excess, await segments.oldest(mostOfOldest), doomed, options, true));
  else if (short > 0) doom(await oldestUntil(short, await segments.oldest(mostOfOldest), doomed, options, keepBytes === null));
  return [...doomed.values()];
}

async function tooOld({ id, keepDays }: KeptCamera, { segments, isAgeKnown, now }: RoundOptions): Promise<SegmentRow[]> {
  return isAgeKnown ? segments.endedBefore(id, now - keepDays * msPerDay, mostOfCamera) : [];
}

async function uneventful({ id, mode, provedWithinMs }: KeptCamera, options: RoundOptions): Promise<SegmentRow[]> {
  const { segments, judged, now } = options;
  if (mode !== 'events') {
    judged.set(id, now);
    return [];
  }
  // An event that has to last before it counts begins before it is raised: what it began in must still be there then.
  const until = now - uneventfulAfterMs - provedWithinMs;
  const rows = await segments.startedAfter(id, judged.get(id) ?? 0, until, mostOfCamera);
  const last = rows.at(-1);
  if (last === undefined) return [];
  judged.set(id, last.started_at);
  return withoutEvent(rows, options.facts);
}

/** Rows that go until so many bytes are free, oldest first, those without an event before those with one. */
async function oldestUntil(wantedBytes: number, rows: readonly SegmentRow[], doomed: Doomed, { facts }: RoundOptions, alsoEventful: boolean): Promise<SegmentRow[]> {
  const candidates = rows.filter(({ id }) => !doomed.has(id));
  const expendable = await withoutEvent(candidates, facts);
  const inOrder = alsoEventful ? new Set([...expendable, ...candidates]) : expendable;
  const going: SegmentRow[] = [];
  let bytes = 0;
  for (const row of inOrder) {
    if (bytes >= wantedBytes) break;
    going.push(row);
    bytes += row.bytes;
  }
  return going;
}

async function withoutEvent(rows: readonly SegmentRow[], facts: RetentionFacts): Promise<SegmentRow[]> {
  const cameras = new Map<string, CameraRetention>();
  for (const [cameraId, own] of Map.groupBy(rows, ({ camera_id }) => camera_id)) {
    await letOthersRun();
    const span = { from: Math.min(...own.map(({ started_at }) => started_at)), to: Math.max(...own.map(({ ended_at }) => ended_at)) };
    cameras.set(cameraId, { mode: 'events', keepDays: endOfTime / msPerDay, keepBytes: null, provedWithinMs: 0, events: await facts.events(cameraId, span) });
  }
  const segments = rows.map((row) => ({ cameraId: row.camera_id, file: row.file, startedAt: row.started_at, endedAt: row.ended_at, bytes: row.bytes, row }));
  return planRetention({ segments, cameras, keepBytes: null, now: endOfTime }).map(({ row }) => row);
}

function isNeeded({ camera_id, started_at, ended_at }: SegmentRow, needed: ReadonlyMap<string, readonly Span[]>): boolean {
  return needed.get(camera_id)?.some(({ from, to }) => started_at < to && ended_at > from) ?? false;
}

function bytesOf(doomed: Doomed, cameraId?: string): number {
  return doomed.values().reduce((sum, row) => sum + (cameraId === undefined || row.camera_id === cameraId ? row.bytes : 0), 0);
}
