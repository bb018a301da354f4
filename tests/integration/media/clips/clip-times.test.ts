import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { playClip, readClip } from '../../../../electron/engine/demo/clip.ts';
import { RtspServer } from '../../../../electron/engine/demo/rtsp/server.ts';
import { ClipCutter } from '../../../../electron/engine/media/clips/clip-cutter.ts';
import { FrameMaker } from '../../../../electron/engine/media/frames/frame-maker.ts';
import { openVideoFile } from '../../../../electron/engine/media/frames/video-file-frames.ts';
import { runSource } from '../../../../electron/engine/media/source/run-source.ts';
import type { SourceAddress } from '../../../../electron/engine/media/worker-protocol.ts';
import { numberedVideo, numberShown } from '../../../support/numbered-video.ts';
import { chromiumMissing, shownInChromium } from '../../../support/players.ts';
import { testCameraId, watchedRecorder } from '../../../support/recording.ts';
import { rtspServerMissing, startRtspCamera, type RtspCamera } from '../../../support/rtsp-camera.ts';
import { sourceAddress } from '../../../support/watch-source.ts';

const missing = rtspServerMissing();
if (missing !== null) console.warn(`SKIPPED: no RTSP server; ${missing}`);

type Analysed = { readonly at: number; readonly number: number };

let camera: RtspCamera | null = null;
let folder = '';
afterEach(async () => {
  await camera?.stop();
  camera = null;
  await rm(folder, { recursive: true, force: true });
});

/** What the analysis sees of a source at 5 pictures a second, and the recording of the same packets. */
async function watch(source: SourceAddress, ms: number): Promise<{ analysed: Analysed[]; segments: string[] }> {
  folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-clip-times-'));
  const { recorder, finished } = watchedRecorder(folder);
  const analysed: Analysed[] = [];
  const frames = new FrameMaker({
    fps: 5,
    onFrame: (frame) => {
      analysed.push({ at: frame.at, number: numberShown(frame.gray()) });
      frame.free();
    },
  });
  const stop = new AbortController();
  const handlers = {
    onOpen: (info: Parameters<typeof frames.open>[0]) => [recorder, frames].forEach((taker) => taker.open(info)),
    onInfoChange: (info: Parameters<typeof frames.open>[0]) => [recorder, frames].forEach((taker) => taker.open(info)),
    onPacket: (packet: Parameters<typeof frames.packet>[0]) => [recorder, frames].forEach((taker) => taker.packet(packet)),
    onState: () => undefined,
  };
  const running = runSource(source, handlers, stop.signal);
  await sleep(ms);
  stop.abort();
  await running;
  await recorder.stop();
  await frames.close();
  return { analysed, segments: finished.map(({ file }) => path.join(folder, file)) };
}

/** The pictures of a clip as a player shows them: when each appears on the wall clock, and its number. */
function pictures(file: string, startedAt: number): Analysed[] {
  const video = openVideoFile(file);
  const shown: Analysed[] = [];
  for (const frame of video.frames('source')) {
    shown.push({ at: startedAt + frame.at, number: numberShown(frame.gray()) });
    frame.free();
  }
  video.close();
  return shown;
}

type Compared = { readonly file: string; readonly startedAt: number; readonly inside: readonly Analysed[] };

/** Cuts a clip around the middle of what was analysed. `inside` is what was analysed in it. */
async function cutAround({ analysed, segments }: Awaited<ReturnType<typeof watch>>): Promise<Compared> {
  const middle = analysed[Math.floor(analysed.length / 2)];
  if (middle === undefined) throw new Error('nothing was analysed');
  const cutter = new ClipCutter();
  const file = path.join(folder, 'clip.mp4');
  const cut = await cutter.cut({ file, segments, from: middle.at - 2000, to: middle.at + 2000, at: middle.at, cameraId: testCameraId, event: {} });
  await cutter.stop();
  if (cut.state !== 'ready') throw new Error(JSON.stringify(cut));
  const inside = analysed.filter(({ at }) => at > middle.at - 1500 && at < middle.at + 1500);
  expect(inside.length).toBeGreaterThan(10);
  return { file, startedAt: cut.startedAt, inside };
}

const numbers = (pictures: readonly Analysed[]): number[] => pictures.map(({ number }) => number);

/** Times of clips are whole ms, and a player may round down: it is asked for a moment a little later. */
const roundingMs = 2;

/** By decoding the clip, and in Chromium, whose player draws boxes at the media time that it is told with each picture. */
async function compare({ file, startedAt, inside }: Compared): Promise<void> {
  const all = pictures(file, startedAt);
  expect(inside.map(({ at }) => all.findLast((picture) => picture.at <= at + roundingMs)?.number)).toEqual(numbers(inside));
  if (chromiumMissing() !== null) return;
  const shown = await shownInChromium(file, inside.map(({ at }) => (at + roundingMs - startedAt) / 1000), 8);
  expect(shown.map(({ row }) => numberShown({ data: Uint8Array.from(row), width: row.length, height: 1 }))).toEqual(numbers(inside));
  for (const [i, { mediaTime }] of shown.entries()) expect(Math.abs(startedAt + mediaTime * 1000 - (inside[i]?.at ?? 0))).toBeLessThanOrEqual(roundingMs);
}

describe('the picture in a clip at the time of an analysed one is that very picture', { timeout: 120_000 }, () => {
  it.each([0, 2])('from a video file with %i B pictures in a loop', async (bFrames) => {
    await compare(await cutAround(await watch(sourceAddress(await numberedVideo({ bFrames, container: 'mp4' }), { loop: true }), 8000)));
  });

  it('from a camera of the demonstration', async () => {
    const server = new RtspServer();
    const mount = server.mount('numbers');
    const stop = playClip(await readClip(await numberedVideo({ fps: 15, container: 'mp4' })), (unit, atMs) => mount.push(unit.data, unit.isKey, atMs));
    try {
      await compare(await cutAround(await watch(sourceAddress(`rtsp://127.0.0.1:${await server.start()}/numbers`), 9000)));
    } finally {
      stop();
      await server.stop();
    }
  });

  it.skipIf(missing !== null && process.env['CI'] !== 'true').each([10, 25])('from a real RTSP camera with %i pictures a second', async (fps) => {
    camera = await startRtspCamera({ mounts: [{ path: '/numbers', codec: 'h264', fps, files: [await numberedVideo({ fps })] }] });
    await compare(await cutAround(await watch(sourceAddress(camera.url('/numbers')), 9000)));
  });
});
