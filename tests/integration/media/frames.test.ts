import { setImmediate as nextTurn } from 'node:timers/promises';
import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FrameMaker } from '../../../electron/engine/media/frames/frame-maker.ts';
import { openVideoFile } from '../../../electron/engine/media/frames/video-file-frames.ts';
import type { SmallFrame } from '../../../electron/engine/media/small-frame.ts';
import { openSource } from '../../../electron/engine/media/source/open-source.ts';
import { collectGarbage } from '../../support/garbage.ts';
import { testVideo } from '../../support/test-video.ts';
import { sourceAddress } from '../../support/watch-source.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-frames-'));
});
afterAll(() => rm(folder, { recursive: true }));

const digest = (data: Uint8Array) => createHash('sha1').update(data).digest('hex');
function facts(file: string, fps: number | 'source', threads = 1): { at: number; index: number; gray: string; planes: string }[] {
  const video = openVideoFile(file, { threads });
  const all = [];
  for (const frame of video.frames(fps)) {
    all.push({ at: frame.at, index: frame.index, gray: digest(frame.gray().data), planes: digest(frame.planes(320).data) });
    frame.free();
  }
  video.close();
  return all;
}
function firstFrame(file: string): { frame: SmallFrame; close: () => void } {
  const video = openVideoFile(file);
  const frame = video.frames('source').next().value;
  if (!frame) throw new Error('no frame');
  return { frame, close: video.close };
}

describe('frames of a file', () => {
  it('are all there, numbered from 0, with their time from the start', async () => {
    const all = facts(await testVideo({ bFrames: 2, container: 'mp4' }), 'source');
    expect(all.map((f) => f.index)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(all.map((f) => Math.round(f.at))).toEqual(Array.from({ length: 40 }, (_, i) => i * 100));
  });

  it('are the same each time and with any number of threads', async () => {
    const file = await testVideo({ bFrames: 2, container: 'mp4' });
    expect(facts(file, 'source', 2)).toEqual(facts(file, 'source'));
  });

  it('at a lower rate are some of them, with the numbers they have in the source', async () => {
    const file = await testVideo({ container: 'mp4' });
    const all = facts(file, 'source');
    expect(facts(file, 5)).toEqual(all.filter((f) => f.index % 2 === 0));
  });

  it('are scaled to the longer side and padded with black to multiples of 32', async () => {
    const { frame, close } = firstFrame(await testVideo({ width: 500, height: 280, container: 'mp4' }));
    const picture = frame.planes(416);
    expect(picture).toMatchObject({ pictureWidth: 416, pictureHeight: 233, width: 416, height: 256 });
    expect(picture.data).toHaveLength(3 * 416 * 256);
    expect(picture.data.buffer.byteLength).toBe(picture.data.length);
    for (const plane of [0, 1, 2]) expect(picture.data.subarray((plane * 256 + 233) * 416, (plane + 1) * 256 * 416).every((byte) => byte === 0)).toBe(true);
    frame.free();
    close();
  });

  it('can be looked at in part, each pixel where it is in the whole', async () => {
    const { frame, close } = firstFrame(await testVideo({ width: 416, height: 256, container: 'mp4' }));
    const whole = frame.planes(416);
    const part = frame.part({ x: 64, y: 32, width: 128, height: 96, pictureWidth: 128, pictureHeight: 96 });
    expect(part).toMatchObject({ width: 128, height: 96, pictureWidth: 128, pictureHeight: 96 });
    let most = 0;
    // Colours are interpolated over the part's edge.
    for (let plane = 0; plane < 3; plane++)
      for (let y = 2; y < 94; y++)
        for (let x = 2; x < 126; x++) most = Math.max(most, Math.abs((part?.data[(plane * 96 + y) * 128 + x] ?? -1) - (whole.data[(plane * 256 + y + 32) * 416 + x + 64] ?? 999)));
    expect(most).toBeLessThanOrEqual(2);
    frame.free();
    close();
  });

  it.each(['yuv422p', 'yuv444p', 'gray', 'yuvj420p'])('can be looked at in part when their pixels are %s', async (format) => {
    const { frame, close } = firstFrame(await testVideo({ width: 416, height: 256, container: 'mp4', format }));
    const whole = frame.planes(416);
    const part = frame.part({ x: 96, y: 64, width: 64, height: 64, pictureWidth: 64, pictureHeight: 64 });
    const at = 32;
    for (let plane = 0; plane < 3; plane++) expect(Math.abs((part?.data[(plane * 64 + at) * 64 + at] ?? -1) - (whole.data[(plane * 256 + 64 + at) * 416 + 96 + at] ?? 999))).toBeLessThanOrEqual(2);
    frame.free();
    close();
  });

  it('whose pixels have ten bits are not looked at in part', async () => {
    const { frame, close } = firstFrame(await testVideo({ width: 416, height: 256, container: 'mp4', format: 'yuv420p10le' }));
    expect(frame.part({ x: 0, y: 0, width: 64, height: 64, pictureWidth: 64, pictureHeight: 64 })).toBeNull();
    frame.free();
    close();
  });

  it('that stand upright are padded at the right', async () => {
    const { frame, close } = firstFrame(await testVideo({ width: 180, height: 320, container: 'mp4' }));
    const { data, width, height, pictureWidth } = frame.planes(320);
    expect({ width, height, pictureWidth }).toEqual({ width: 192, height: 320, pictureWidth: 180 });
    for (let y = 0; y < 3 * height; y++) expect(data.subarray(y * width + pictureWidth, (y + 1) * width).every((byte) => byte === 0)).toBe(true);
    frame.free();
    close();
  });

  it('give luma at most 160 wide, and a JPEG', async () => {
    const { frame, close } = firstFrame(await testVideo({ width: 500, height: 280, container: 'mp4' }));
    const gray = frame.gray();
    expect([gray.width, gray.height, gray.data.length]).toEqual([160, 90, 160 * 90]);
    expect(new Set(gray.data).size).toBeGreaterThan(20);
    const jpeg = frame.jpeg(200);
    expect([jpeg.readUInt16BE(0), jpeg.readUInt16BE(jpeg.length - 2)]).toEqual([0xffd8, 0xffd9]);
    frame.free();
    close();
  });

  it('stay usable after the file was closed, and refuse to be used after they were freed', async () => {
    const { frame, close } = firstFrame(await testVideo({ container: 'mp4' }));
    const before = digest(frame.planes(320).data);
    close();
    expect(digest(frame.planes(320).data)).toBe(before);
    frame.free();
    frame.free();
    expect(() => frame.gray()).toThrow('freed');
  });

  it('of thousands leave no memory behind', async () => {
    const file = await testVideo({ container: 'mp4', seconds: 60 });
    const rss: number[] = [];
    for (let round = 0; round < 6; round++) {
      const video = openVideoFile(file);
      for (const frame of video.frames('source')) {
        frame.gray();
        frame.planes(320);
        if (frame.index % 50 === 0) frame.jpeg(320);
        frame.free();
      }
      video.close();
      collectGarbage();
      // What the library holds of collected pictures is let go of in the event loop's next turn.
      await nextTurn();
      collectGarbage();
      await nextTurn();
      rss.push(process.memoryUsage.rss());
    }
    expect((rss.at(-1) ?? 0) - (rss[2] ?? 0)).toBeLessThan(30_000_000);
  });
});

/** Plays a file as a camera into a frame maker. */
async function live(file: string, fps: number): Promise<{ frames: { at: number; width: number }[]; maker: FrameMaker }> {
  const frames: { at: number; width: number }[] = [];
  const maker = new FrameMaker({
    fps,
    onFrame: (frame) => {
      frames.push({ at: frame.at, width: frame.planes(320).pictureWidth });
      frame.free();
    },
  });
  const end = await openSource(
    sourceAddress(file),
    { onOpen: (info) => maker.open(info), onInfoChange: (info) => maker.open(info), onPacket: (packet) => maker.packet(packet) },
    new AbortController().signal,
  );
  expect(end.problem).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await maker.close();
  return { frames, maker };
}

describe('frames of a live stream', () => {
  it('come at the analysis rate with the time of their packets', async () => {
    const { frames } = await live(await testVideo({ fps: 25, seconds: 2, container: 'mp4' }), 5);
    expect(frames.length).toBeGreaterThanOrEqual(9);
    for (const [i, { at }] of frames.entries()) if (i > 0) expect(at - (frames[i - 1]?.at ?? 0)).toBeCloseTo(200, 0);
  });

  it('go on with the next key frame behind damaged packets', async () => {
    const whole = await readFile(await testVideo({ fps: 25, seconds: 2, gop: 10 }));
    const damaged = Buffer.from(whole);
    const from = Math.floor(damaged.length * 0.3);
    for (let at = from; at < from + damaged.length * 0.2; at += 7) damaged[at] = (damaged[at] ?? 0) ^ 0x5a;
    const file = path.join(folder, 'damaged.h264');
    await writeFile(file, damaged);
    const { frames, maker } = await live(file, 25);
    expect(maker.counts.errors).toBeGreaterThan(0);
    expect(frames.length).toBeGreaterThan(15);
    expect((frames.at(-1)?.at ?? 0) - (frames[0]?.at ?? 0)).toBeGreaterThan(1_000);
  });

  it('follow a stream whose picture changes its size', async () => {
    const parts = await Promise.all([testVideo({ fps: 25, seconds: 1 }), testVideo({ fps: 25, seconds: 1, width: 160, height: 240 })]);
    const file = path.join(folder, 'changes.h264');
    await writeFile(file, Buffer.concat(await Promise.all(parts.map((part) => readFile(part)))));
    const { frames } = await live(file, 25);
    expect(new Set(frames.map((f) => f.width))).toEqual(new Set([320, 213]));
  });
});
