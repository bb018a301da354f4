import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StationSettings } from '../../../electron/contract/station.ts';
import { Recorder } from '../../../electron/engine/media/recording/recorder.ts';
import { RecordingKeeper } from '../../../electron/engine/recordings/keeper.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../support/house.ts';
import { filesBelow } from '../../support/recording.ts';
import { episodeAt, sequence } from '../../support/seed-events.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';
import { FilePackets } from '../../support/source-packets.ts';
import { testVideo } from '../../support/test-video.ts';

const disk = mountSmallDisk(12_000_000);
afterAll(() => disk?.unmount());
const reserveBytes = 3_000_000;

describe.skipIf(disk === null)('on a real file system of twelve megabytes', () => {
  const folder = join(disk?.folder ?? '', 'recordings');
  let house: TestHouse;
  let cameraId: string;
  let keeper: RecordingKeeper;
  let recorder: Recorder;
  let states: string[];
  beforeEach(async () => {
    house = await openTestHouse();
    cameraId = (await house.addCamera({ recording: 'always' })).id;
    states = [];
    recorder = new Recorder({
      cameraId,
      folder: join(folder, cameraId),
      onSegment: (segment, finished) => keeper.onSegment(segment, finished),
      onState: ({ state }) => states.push(state),
    });
  });
  afterEach(async () => {
    await recorder.stop();
    await keeper.stop();
    await house.close();
    removeFolder(house.folder);
    rmSync(folder, { recursive: true });
  });

  async function keep(station: Partial<StationSettings>): Promise<void> {
    keeper = new RecordingKeeper({
      folder,
      db: house.store.db,
      segments: house.segments,
      settings: () => ({ reserveBytes, keepBytes: null, ...station }),
      allowRecording: (allowed) => recorder.setAllowed(allowed),
      log: () => undefined,
      times: { oldWorkersGoneMs: 0, roundEveryMs: 500, nearReserveEveryMs: 50, guardEveryMs: 50 },
    });
    await keeper.start();
    await vi.waitFor(() => expect(keeper.isRepaired).toBe(true));
  }

  /** Records ten minutes that need more room than there is, at some sixty times their pace. */
  async function record(untilTrue: () => boolean = () => false): Promise<{ lowestFreeBytes: number; from: number; to: number }> {
    const from = Date.now() - 700_000;
    let [lowestFreeBytes, to] = [Infinity, from];
    using packets = new FilePackets(await testVideo({ seconds: 600, container: 'mp4' }), from);
    recorder.open(packets.info);
    for (const packet of packets) {
      recorder.packet(packet);
      to = packet.at;
      if (packet.isKey) await sleep(15);
      lowestFreeBytes = Math.min(lowestFreeBytes, keeper.space?.freeBytes ?? Infinity);
      if (untilTrue()) break;
    }
    recorder.close();
    return { lowestFreeBytes, from, to };
  }

  it('the oldest recordings make room for the newest, and recording never has to pause', async () => {
    await keep({});
    const { lowestFreeBytes, from, to } = await record();
    await vi.waitFor(async () => expect(await house.segments.unfinished()).toHaveLength(0), { timeout: 5000 });
    const rows = await house.segments.ofCamera(cameraId);
    expect(states).not.toContain('paused-disk');
    expect(lowestFreeBytes).toBeGreaterThan(reserveBytes);
    expect(rows[0]?.started_at).toBeGreaterThan(from + 120_000);
    expect(rows.at(-1)?.ended_at).toBeGreaterThan(to - 200);
    expect(await filesBelow(folder)).toEqual(rows.map(({ file }) => join(folder, cameraId, file)));
  });

  it('recording pauses before the reserve is used up where nothing may go, and goes on by itself', async () => {
    const startedAt = Date.now() - 800_000;
    await house.events.recordEpisode(cameraId, { kind: 'opened', episode: { ...episodeAt(startedAt, sequence(1)), endedAt: null } }, null);
    await keep({ keepBytes: 1e12 });
    const foreign = join(disk?.folder ?? '', 'foreign');
    writeFileSync(foreign, Buffer.alloc(4_000_000));
    const { lowestFreeBytes } = await record(() => keeper.paused);
    expect(keeper.paused).toBe(true);
    expect(lowestFreeBytes).toBeGreaterThan(reserveBytes - 1_000_000);
    await sleep(300);
    const kept = (await house.segments.ofCamera(cameraId)).length;
    expect(kept).toBeGreaterThan(1);
    expect(states.at(-1)).toBe('paused-disk');
    rmSync(foreign);
    await vi.waitFor(() => expect(keeper.paused).toBe(false), { timeout: 5000 });
    states.length = 0;
    await record(() => states.includes('recording'));
    expect(states).toContain('recording');
    expect(await house.segments.ofCamera(cameraId)).toHaveLength(kept);
  });

  it('an event whose clip is still to be cut keeps its recording however little room there is', async () => {
    await keep({});
    const foreign = join(disk?.folder ?? '', 'foreign');
    const { from } = await record(() => (keeper.space?.freeBytes ?? 0) < 9_500_000);
    await recorder.stop();
    await keeper.recorded(cameraId, 0, 0);
    const episode = { ...episodeAt(from + 10_000, sequence(1)), endedAt: from + 12_000 };
    await house.events.recordEpisode(cameraId, { kind: 'closed', episode }, null);
    writeFileSync(foreign, Buffer.alloc(8_500_000));
    await vi.waitFor(async () => expect(await house.segments.ofCamera(cameraId)).toHaveLength(1), { timeout: 5000 });
    expect((await keeper.recorded(cameraId, from + 5000, from + 22_000)).paths).toHaveLength(1);
    await house.events.clipSettled(episode.id, { clip: 'none' });
    await vi.waitFor(async () => expect(await house.segments.ofCamera(cameraId)).toHaveLength(0), { timeout: 5000 });
    rmSync(foreign);
  });
});
