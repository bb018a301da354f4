import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSegmentFile, type SegmentContents } from '../../../../electron/engine/media/recording/segment-file.ts';
import { collectGarbage } from '../../../support/garbage.ts';
import { decodeWithFfmpeg, filesBelow, recordFile, testCameraId, watchedRecorder } from '../../../support/recording.ts';
import { FilePackets } from '../../../support/source-packets.ts';
import { testVideo } from '../../../support/test-video.ts';

const startAt = Date.UTC(2026, 10, 23, 22, 14, 3, 123);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watchhouse-recorder-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function contentsOf(file: string): Promise<SegmentContents> {
  const reading = await readSegmentFile(file);
  if (reading.state !== 'readable') throw new Error(`${file} is ${reading.state}`);
  return reading.contents;
}

describe('a camera is recorded into segments', () => {
  for (const { codec, bFrames } of [{ codec: 'h264', bFrames: 0 }, { codec: 'h264', bFrames: 2 }, { codec: 'hevc', bFrames: 0 }] as const)
    it(`of about 30 s that begin at key frames and lose no picture (${codec}, ${bFrames} B frames)`, async () => {
      const video = await testVideo({ codec, bFrames, seconds: 70, gop: 25, container: 'mp4' });
      const own = path.join(folder, `${codec}${bFrames}`);
      const segments = await recordFile(video, own, startAt);
      expect(segments.map(({ startedAt, endedAt }) => [startedAt - startAt, endedAt - startAt])).toEqual([[0, 30_000], [30_000, 60_000], [60_000, 70_000]]);
      let pictures = 0;
      for (const { file, bytes, width, height, cameraId } of segments) {
        const target = path.join(own, file);
        expect((await stat(target)).size).toBe(bytes);
        const contents = await contentsOf(target);
        expect(contents).toMatchObject({ codec, width, height, beginsWithKey: true, completeBytes: bytes, metadata: { cameraId } });
        pictures += await decodeWithFfmpeg(target);
      }
      expect(pictures).toBe(700);
      expect(segments[0]?.file).toBe('2026-11-23/22/20261123T221403123Z.mp4');
    });

  it('each of which knows its camera and its start, so that the index can be made from the files', async () => {
    const own = path.join(folder, 'metadata');
    const [segment] = await recordFile(await testVideo({ container: 'mp4' }), own, startAt);
    const contents = await contentsOf(path.join(own, segment?.file ?? ''));
    expect(contents.metadata).toEqual({ kind: 'watchhouse-segment', version: 1, cameraId: testCameraId, startedAt: startAt });
    expect(contents.durationMs).toBe(4000);
  });

  it('with a fragment each second at most, however far apart the key frames are', async () => {
    const own = path.join(folder, 'long-gop');
    const [segment] = await recordFile(await testVideo({ seconds: 20, gop: 200, container: 'mp4' }), own, startAt);
    expect((await contentsOf(path.join(own, segment?.file ?? ''))).fragments).toBeGreaterThanOrEqual(18);
  });

  it('and a change of the picture size begins a new one', async () => {
    const { recorder, finished } = watchedRecorder(path.join(folder, 'size'));
    using small = new FilePackets(await testVideo({ container: 'mp4' }), startAt);
    using large = new FilePackets(await testVideo({ width: 640, height: 480, container: 'mp4' }), startAt + 4000);
    for (const part of [small, large]) {
      recorder.open(part.info);
      for (const packet of part) recorder.packet(packet);
    }
    await recorder.stop();
    expect(finished.map(({ width, startedAt }) => [width, startedAt - startAt])).toEqual([[320, 0], [640, 4000]]);
  });

  it('which never cover the time in which a stream was silent', async () => {
    const { recorder, finished } = watchedRecorder(path.join(folder, 'gap'));
    const video = await testVideo({ container: 'mp4' });
    for (const offset of [0, 14_000]) {
      using packets = new FilePackets(video, startAt + offset);
      if (offset === 0) recorder.open(packets.info);
      for (const packet of packets) recorder.packet(packet);
    }
    await recorder.stop();
    expect(finished.map(({ startedAt, endedAt }) => [startedAt - startAt, endedAt - startAt])).toEqual([[0, 4000], [14_000, 18_000]]);
  });

  it('only while the disk has room to spare, and again when it has', async () => {
    const own = path.join(folder, 'reserve');
    const { recorder, finished, states } = watchedRecorder(own);
    using packets = new FilePackets(await testVideo({ seconds: 20, container: 'mp4' }), startAt);
    recorder.open(packets.info);
    for (const packet of packets) {
      const second = Math.round((packet.at - startAt) / 100) / 10;
      if (second === 5) recorder.setAllowed(false);
      if (second === 12.5) recorder.setAllowed(true);
      recorder.packet(packet);
      if (packet.isKey) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await recorder.stop();
    expect(finished.map(({ startedAt, endedAt }) => [startedAt - startAt, endedAt - startAt])).toEqual([[0, 5000], [13_000, 20_000]]);
    expect(states.map(({ state }) => state)).toEqual(['recording', 'paused-disk', 'waiting', 'recording', 'waiting', 'off']);
    expect(await filesBelow(own)).toHaveLength(2);
  });

  it('while it is told how far the growing one has come', async () => {
    const { recorder, growing, finished } = watchedRecorder(path.join(folder, 'growing'));
    using packets = new FilePackets(await testVideo({ seconds: 20, container: 'mp4' }), startAt);
    recorder.open(packets.info);
    for (const packet of packets) {
      recorder.packet(packet);
      if (packet.isKey) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await recorder.stop();
    expect(growing.length).toBeGreaterThanOrEqual(3);
    for (const report of growing) expect(report).toMatchObject({ file: finished[0]?.file, startedAt: startAt });
    expect(growing.map(({ bytes }) => bytes)).toEqual(growing.map(({ bytes }) => bytes).sort((a, b) => a - b));
  });

  it('segment after segment, and leaves no memory behind', async () => {
    const { recorder, finished } = watchedRecorder(path.join(folder, 'many'));
    const video = await testVideo({ width: 640, height: 360, seconds: 4, gop: 20, container: 'mp4' });
    const rss: number[] = [];
    for (let round = 0; round < 4; round++) {
      for (let segment = 0; segment < 150; segment++) {
        using packets = new FilePackets(video, startAt + (round * 150 + segment) * 10_000);
        recorder.open(packets.info);
        for (const packet of packets) recorder.packet(packet);
        await new Promise((resolve) => setImmediate(resolve));
      }
      // What JavaScript has not collected yet is no leak of the media library.
      collectGarbage();
      rss.push(process.memoryUsage.rss());
    }
    await recorder.stop();
    expect(finished).toHaveLength(600);
    // An output of its own for each segment would have left 40 MB.
    expect((rss.at(-1) ?? 0) - (rss[0] ?? 0)).toBeLessThan(25_000_000);
  });
});
