import { open, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Packet } from 'node-av';
import { writeProblemOf } from '../recording/write-problem.ts';
import { MediaError } from '../source/library.ts';
import { packetTicksPerSecond } from '../source/source.ts';
import type { ClipCut, ClipProblem, ClipResult } from './clip-job.ts';
import type { ClipMetadata } from './clip-metadata.ts';
import { ClipWriter } from './clip-writer.ts';
import { inspectSegment, SegmentReader, type ReadableSegment } from './segment-reader.ts';

const ticksPerMs = packetTicksPerSecond / 1000;
/** FFmpeg's error codes for what the system said are its numbers, negative. */
const noSpace = -28;

/**
 * Cuts a clip without transcoding. It begins at the last key frame at or before `from`, else at the first picture after
 * it, and keeps gaps of the recording as time in which the picture stands. The file appears under its name only when it
 * is whole and on disk. Must not run in a process that has to live: the media library reads the segments.
 */
export async function cutClip(cut: ClipCut): Promise<ClipResult> {
  const unfinished = `${cut.file}.part`;
  try {
    const inspected = await Promise.all(cut.segments.map((segment) => inspectSegment(segment, cut.cameraId)));
    const touching = inspected.filter((segment) => segment !== null).filter(({ startedAt, endedAt }) => endedAt > cut.from && startedAt < cut.to);
    const run = joinable(touching.sort((a, b) => a.startedAt - b.startedAt), cut.at);
    if (run.length === 0) return { state: 'none' };
    await mkdir(path.dirname(cut.file), { recursive: true });
    const times = writeClip(run, cut, unfinished);
    if (times === null) {
      await rm(unfinished, { force: true });
      return { state: 'none' };
    }
    await makeDurable(unfinished, cut.file);
    return { state: 'ready', ...times, bytes: (await stat(cut.file)).size };
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    return { state: 'failed', problem: problemOf(error), detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Segments around `at` that one track can hold: those between the nearest changes of codec or picture. */
function joinable(oldestFirst: readonly ReadableSegment[], at: number): ReadableSegment[] {
  const configurations = oldestFirst.map((segment) => {
    using reader = new SegmentReader(segment);
    return reader.configuration;
  });
  const after = oldestFirst.findIndex(({ endedAt }) => endedAt > at);
  const centre = after === -1 ? oldestFirst.length - 1 : after;
  let [first, last] = [centre, centre];
  while (first > 0 && configurations[first - 1] === configurations[centre]) first--;
  while (last < oldestFirst.length - 1 && configurations[last + 1] === configurations[centre]) last++;
  return oldestFirst.slice(Math.max(first, 0), last + 1);
}

function writeClip(run: readonly ReadableSegment[], cut: ClipCut, target: string): { startedAt: number; durationMs: number } | null {
  let writer: ClipWriter | null = null;
  /** Since the last key frame at or before the start; written once it is sure that no later one is. */
  const pending: Packet[] = [];
  const forget = (): void => pending.splice(0).forEach((packet) => packet.free());
  try {
    for (const segment of run) {
      using reader = new SegmentReader(segment);
      writer ??= new ClipWriter(target, reader.stream, segment.codec);
      for (const packet of reader.packets()) {
        if (Number(packet.dts) / ticksPerMs > cut.to) break;
        const isBefore = Number(packet.pts) / ticksPerMs <= cut.from;
        if (isBefore) {
          if (packet.isKeyframe) forget();
          const copy = packet.clone();
          if (copy) pending.push(copy);
          continue;
        }
        for (const kept of pending) writer.write(kept);
        forget();
        if (writer.firstPts !== null || packet.isKeyframe) writer.write(packet);
      }
    }
    for (const kept of pending) writer?.write(kept);
    if (writer === null || writer.firstPts === null) return null;
    const startedAt = Math.round(Number(writer.firstPts) / ticksPerMs);
    const durationMs = Math.round(Number(writer.endPts - writer.firstPts) / ticksPerMs);
    const metadata: ClipMetadata = { kind: 'watchhouse-clip', version: 1, cameraId: cut.cameraId, startedAt, durationMs, event: cut.event };
    writer.finish(JSON.stringify(metadata), startedAt);
    return { startedAt, durationMs };
  } finally {
    forget();
    writer?.close();
  }
}

async function makeDurable(unfinished: string, file: string): Promise<void> {
  const written = await open(unfinished, 'r+');
  try {
    await written.sync();
  } finally {
    await written.close();
  }
  await rename(unfinished, file);
  // Windows cannot open folders; its rename is durable by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path.dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function problemOf(error: unknown): ClipProblem {
  if (error instanceof MediaError) return error.code === noSpace ? 'disk-full' : 'damaged';
  const problem = error instanceof Error && 'code' in error ? writeProblemOf(error) : null;
  if (problem === 'disk-full' || problem === 'no-permission') return problem;
  return problem === null ? 'damaged' : 'disk-error';
}
