import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { DiskGuard } from '../../../../electron/engine/media/recording/disk-guard.ts';
import { decodeWithFfmpeg, filesBelow, watchedRecorder } from '../../../support/recording.ts';
import { mountSmallDisk } from '../../../support/small-disk.ts';
import { FilePackets } from '../../../support/source-packets.ts';
import { testVideo } from '../../../support/test-video.ts';

const disk = mountSmallDisk(3_000_000);
afterAll(() => disk?.unmount());

describe.skipIf(disk === null)('on a real file system of three megabytes', () => {
  const folder = disk?.folder ?? '';

  it('recording pauses before the reserve is used up and resumes by itself', async () => {
    const own = path.join(folder, 'guarded');
    const { recorder, finished, states } = watchedRecorder(own);
    const guard = new DiskGuard({ folder, reserveBytes: () => 1_000_000, onChange: (paused) => recorder.setAllowed(!paused), onError: () => undefined });
    using packets = new FilePackets(await testVideo({ width: 1280, height: 720, seconds: 40, container: 'mp4' }), 1e12);
    recorder.open(packets.info);
    let lowestFreeBytes = Infinity;
    let pausedAtPacket = 0;
    let count = 0;
    for (const packet of packets) {
      recorder.packet(packet);
      await sleep(packet.isKey ? 20 : 0);
      await guard.check();
      lowestFreeBytes = Math.min(lowestFreeBytes, guard.space?.freeBytes ?? Infinity);
      if (guard.paused && pausedAtPacket === 0) pausedAtPacket = count;
      if (guard.paused && count === pausedAtPacket + 30) for (const file of await filesBelow(own)) await rm(file);
      count++;
    }
    await recorder.stop();
    expect(states.slice(0, 4).map(({ state }) => state)).toEqual(['recording', 'paused-disk', 'waiting', 'recording']);
    expect(lowestFreeBytes).toBeGreaterThan(700_000);
    const last = finished.at(-1);
    expect(await decodeWithFfmpeg(path.join(own, last?.file ?? ''))).toBeGreaterThan(0);
    await rm(own, { recursive: true });
  });

  it('a disk that is full all the same is told as such, and what was recorded until then plays', async () => {
    const own = path.join(folder, 'unguarded');
    const { recorder, finished, states } = watchedRecorder(own);
    using packets = new FilePackets(await testVideo({ width: 1280, height: 720, seconds: 40, container: 'mp4' }), 1e12);
    await writeFile(path.join(folder, 'other'), Buffer.alloc(2_000_000));
    recorder.open(packets.info);
    for (const packet of packets) {
      recorder.packet(packet);
      await sleep(packet.isKey ? 20 : 0);
    }
    await recorder.stop();
    expect(states).toContainEqual(expect.objectContaining({ state: 'failed', problem: 'disk-full' }));
    const [segment] = finished;
    if (!segment) throw new Error('no segment was told');
    const pictures = await decodeWithFfmpeg(path.join(own, segment.file));
    expect(pictures).toBeGreaterThan(5);
    expect(segment.endedAt - segment.startedAt).toBe(pictures * 100);
  });
});
