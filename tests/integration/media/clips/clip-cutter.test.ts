import { access, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClipCutter } from '../../../../electron/engine/media/clips/clip-cutter.ts';
import type { ClipCut, ClipResult } from '../../../../electron/engine/media/clips/clip-job.ts';
import { readClipMetadata } from '../../../../electron/engine/media/clips/clip-metadata.ts';
import type { SegmentFacts } from '../../../../electron/engine/media/worker-protocol.ts';
import { decodeWithFfmpeg, recordFile, testCameraId, watchedRecorder } from '../../../support/recording.ts';
import { mountSmallDisk } from '../../../support/small-disk.ts';
import { FilePackets } from '../../../support/source-packets.ts';
import { testVideo } from '../../../support/test-video.ts';

const startAt = Date.UTC(2026, 10, 23, 22);
const cutter = new ClipCutter();
let folder = '';
let segments: SegmentFacts[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-clips-'));
  // Three segments (30, 30, 10 s), then nothing for 20 s, then four seconds more.
  segments = await recordFile(await testVideo({ seconds: 70, gop: 25, container: 'mp4' }), path.join(folder, 'camera'), startAt);
  segments.push(...(await recordFile(await testVideo({ seconds: 4, gop: 10, container: 'mp4' }), path.join(folder, 'camera'), startAt + 90_000)));
});
afterAll(async () => {
  await cutter.stop();
  await rm(folder, { recursive: true });
});

let clips = 0;
function job(fromSeconds: number, toSeconds: number, more: Partial<ClipCut> = {}): ClipCut {
  const own = segments.map(({ file }) => path.join(folder, 'camera', file));
  const [from, to] = [startAt + fromSeconds * 1000, startAt + toSeconds * 1000];
  return { file: path.join(folder, 'clips', `${clips++}.mp4`), segments: own, from, to, at: from + 5000, cameraId: testCameraId, event: { behavior: 'intrusion' }, ...more };
}

function ready(result: ClipResult): { fromSeconds: number; seconds: number } {
  if (result.state !== 'ready') throw new Error(JSON.stringify(result));
  return { fromSeconds: (result.startedAt - startAt) / 1000, seconds: result.durationMs / 1000 };
}

describe("an event's clip is cut from the recording", () => {
  it('beginning at the key frame at or before the wanted moment', async () => {
    const cut = job(6, 21);
    expect(ready(await cutter.cut(cut))).toEqual({ fromSeconds: 5, seconds: 16.1 });
    expect(await decodeWithFfmpeg(cut.file)).toBe(161);
  });

  it('across the border of two segments without losing a picture', async () => {
    const cut = job(25, 40);
    expect(ready(await cutter.cut(cut))).toEqual({ fromSeconds: 25, seconds: 15.1 });
    expect(await decodeWithFfmpeg(cut.file)).toBe(151);
  });

  it('across a gap, in which the picture stands still so that times stay true', async () => {
    const cut = job(68, 95);
    const { fromSeconds, seconds } = ready(await cutter.cut(cut));
    expect([fromSeconds, seconds]).toEqual([67.5, 26.5]);
    expect(await decodeWithFfmpeg(cut.file)).toBe(25 + 40);
  });

  it('from the first picture when the recording began too late, and not at all where there is none', async () => {
    expect(ready(await cutter.cut(job(-5, 10)))).toEqual({ fromSeconds: 0, seconds: 10.1 });
    const none = job(72, 87);
    expect(await cutter.cut(none)).toEqual({ state: 'none' });
    await expect(access(none.file)).rejects.toThrow('ENOENT');
  });

  for (const { codec, bFrames } of [{ codec: 'h264', bFrames: 2 }, { codec: 'hevc', bFrames: 0 }, { codec: 'hevc', bFrames: 3 }] as const)
    it(`in ${codec} with ${bFrames} B frames too`, async () => {
      const own = await recordFile(await testVideo({ codec, bFrames, seconds: 70, gop: 25, container: 'mp4' }), path.join(folder, `${codec}${bFrames}`), startAt);
      const cut = job(25, 40, { segments: own.map(({ file }) => path.join(folder, `${codec}${bFrames}`, file)) });
      const { fromSeconds, seconds } = ready(await cutter.cut(cut));
      expect(fromSeconds).toBeCloseTo(bFrames > 0 ? 22.7 : 25, 0);
      expect(await decodeWithFfmpeg(cut.file)).toBeCloseTo(seconds * 10, -1);
    });

  it('with the event in its metadata, so that the index can be made from it', async () => {
    const event = { id: 'x', behavior: '闯入', objects: [{ path: Array.from({ length: 5000 }, (_, i) => ({ at: i, box: { x: 0.123456, y: 0.5 } })) }] };
    const cut = job(6, 21, { event });
    const result = await cutter.cut(cut);
    if (result.state !== 'ready') throw new Error(result.state);
    expect(await readClipMetadata(cut.file)).toEqual({
      kind: 'watchhouse-clip', version: 1, cameraId: testCameraId, startedAt: result.startedAt, durationMs: result.durationMs, event,
    });
    expect(await readClipMetadata(path.join(folder, 'camera', segments[0]?.file ?? ''))).toBeNull();
  });

  it('of the same size throughout: where the picture changed, the side with the event is shown', async () => {
    const own = path.join(folder, 'changed');
    const { recorder, finished } = watchedRecorder(own);
    using small = new FilePackets(await testVideo({ container: 'mp4' }), startAt);
    using large = new FilePackets(await testVideo({ width: 640, height: 480, container: 'mp4' }), startAt + 4000);
    for (const part of [small, large]) {
      recorder.open(part.info);
      for (const packet of part) recorder.packet(packet);
    }
    await recorder.stop();
    const files = finished.map(({ file }) => path.join(own, file));
    expect(ready(await cutter.cut(job(0, 8, { segments: files, at: startAt + 2000 })))).toEqual({ fromSeconds: 0, seconds: 4 });
    expect(ready(await cutter.cut(job(0, 8, { segments: files, at: startAt + 6000 })))).toEqual({ fromSeconds: 4, seconds: 4 });
  });

  it('from a segment that is still being written, as far as it is complete', async () => {
    const own = path.join(folder, 'growing');
    const { recorder, growing } = watchedRecorder(own);
    using packets = new FilePackets(await testVideo({ seconds: 20, container: 'mp4' }), startAt);
    recorder.open(packets.info);
    for (const packet of packets) {
      recorder.packet(packet);
      if (packet.isKey) await sleep(10);
    }
    const cut = job(2, 17, { segments: [path.join(own, growing[0]?.file ?? '')] });
    expect(ready(await cutter.cut(cut))).toEqual({ fromSeconds: 2, seconds: 15.1 });
    expect(await decodeWithFfmpeg(cut.file)).toBe(151);
    await recorder.stop();
  });

  it('although one of its segments is gone, torn or damaged', async () => {
    const own = await recordFile(await testVideo({ seconds: 70, gop: 25, container: 'mp4' }), path.join(folder, 'bad'), startAt);
    const [first = '', second = '', third = ''] = own.map(({ file }) => path.join(folder, 'bad', file));
    await rm(first);
    await truncate(second, (own[1]?.bytes ?? 0) - 3000);
    await writeFile(third, 'this was a video once');
    const cut = job(25, 65, { segments: [first, second, third] });
    const { fromSeconds, seconds } = ready(await cutter.cut(cut));
    expect(fromSeconds).toBe(30);
    expect(seconds).toBeGreaterThan(28);
    expect(await decodeWithFfmpeg(cut.file)).toBe(Math.round(seconds * 10));
  });
});

describe('a clip is whole or it is not there', () => {
  it('when the process that cuts it is killed again and again', async () => {
    const target = path.join(folder, 'killed');
    const killed = new ClipCutter();
    const cuts = Array.from({ length: 40 }, (_, i) => job(i, i + 15, { file: path.join(target, `${i}.mp4`) }));
    const work = Promise.all(cuts.map((cut) => killed.cut(cut)));
    let kills = 0;
    while (killed.waiting > 0) {
      await sleep(100 + Math.random() * 400);
      if (killed.pid !== null && kills < 8) {
        process.kill(killed.pid, 'SIGKILL');
        kills++;
      }
    }
    const results = await work;
    await killed.stop();
    expect(kills).toBeGreaterThan(1);
    const whole = cuts.filter((_, i) => results[i]?.state === 'ready').map(({ file }) => path.basename(file));
    expect(whole.length).toBeGreaterThan(20);
    expect((await readdir(target)).sort()).toEqual(whole.sort());
    for (const name of whole) expect(await decodeWithFfmpeg(path.join(target, name))).toBeGreaterThan(140);
  });

  const disk = mountSmallDisk(300_000);
  afterAll(() => disk?.unmount());
  it.skipIf(disk === null)('when the disk is full, which is told as such', async () => {
    const target = disk?.folder ?? '';
    expect(await cutter.cut(job(5, 20, { file: path.join(target, 'clip.mp4') }))).toMatchObject({ state: 'failed', problem: 'disk-full' });
    expect(await readdir(target)).toEqual([]);
  });

  it('when the cutter is stopped meanwhile', async () => {
    const stopped = new ClipCutter();
    const results = Promise.all([stopped.cut(job(5, 20)), stopped.cut(job(6, 21))]);
    await stopped.stop();
    expect(await results).toMatchObject([{ problem: 'stopped' }, { problem: 'stopped' }]);
    expect(await stopped.cut(job(5, 20))).toMatchObject({ problem: 'stopped' });
  });
});
