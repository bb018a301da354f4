import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClipRunner } from '../../../electron/engine/events/clip-runner.ts';
import { ClipCutter } from '../../../electron/engine/media/clips/clip-cutter.ts';
import { readClipMetadata } from '../../../electron/engine/media/clips/clip-metadata.ts';
import type { RecordingKeeper } from '../../../electron/engine/recordings/keeper.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../support/house.ts';
import { recordInChild, watchedKeeper } from '../../support/keeper-house.ts';
import { decodeWithFfmpeg, recordFile } from '../../support/recording.ts';
import { episodeAt, sequence } from '../../support/seed-events.ts';
import { testVideo } from '../../support/test-video.ts';

let house: TestHouse;
let cameraId: string;
let keeper: RecordingKeeper;
let stops: (() => Promise<void>)[];
beforeEach(async () => {
  house = await openTestHouse();
  cameraId = (await house.addCamera()).id;
  keeper = watchedKeeper(house).keeper;
  stops = [];
});
afterEach(async () => {
  for (const stop of stops.toReversed()) await stop();
  await house.close();
  removeFolder(house.folder);
});

async function startKeeper(): Promise<void> {
  stops.push(() => keeper.stop());
  await keeper.start();
  await vi.waitFor(() => expect(keeper.isRepaired).toBe(true));
}

function startCutting(): { stop: () => Promise<void> } {
  const cutter = new ClipCutter();
  const runner = new ClipRunner({
    due: (now, limit) => house.events.clipsDue(now, limit),
    postpone: (eventId, untilAt) => house.events.clipPostponed(eventId, untilAt),
    settle: (eventId, outcome) => house.events.clipSettled(eventId, outcome),
    recorded: (id, from, to) => keeper.recorded(id, from, to),
    cut: (cut) => cutter.cut(cut),
    isIndexRepaired: () => keeper.isRepaired,
    log: () => undefined,
  });
  const stop = async (): Promise<void> => {
    const end = runner.stop();
    await cutter.stop();
    await end;
  };
  runner.start();
  stops.push(stop);
  return { stop };
}

async function happen(startedAt: number, endedAt: number): Promise<string> {
  const episode = { ...episodeAt(startedAt, sequence(startedAt)), startedAt, endedAt };
  await house.events.recordEpisode(cameraId, { kind: 'closed', episode }, null);
  return episode.id;
}

async function clipOf(eventId: string, withinMs: number): Promise<{ startedAt: number; durationMs: number }> {
  const event = await vi.waitFor(
    async () => {
      const found = await house.events.get(eventId);
      expect(found.clip).toBe('ready');
      return found;
    },
    { timeout: withinMs, interval: 200 },
  );
  return { startedAt: event.clipStartedAt ?? 0, durationMs: event.clipDurationMs ?? 0 };
}

describe('the clip of an event', () => {
  it('is cut from a recording that goes on, from 5 s before to 10 s after, plays, and carries the event', async () => {
    await startKeeper();
    startCutting();
    const recording = await recordInChild(house.folder, cameraId, keeper);
    stops.push(() => recording.kill());
    await vi.waitFor(() => expect(recording.told.size).toBe(1), { timeout: 10_000 });
    const begunAt = [...recording.told.values()][0]?.segment.startedAt ?? 0;
    const id = await happen(begunAt + 7000, begunAt + 8000);
    const { startedAt, durationMs } = await clipOf(id, 40_000);
    expect(startedAt).toBeGreaterThan(begunAt + 1000 - 100);
    expect(startedAt).toBeLessThanOrEqual(begunAt + 2000);
    expect(startedAt + durationMs).toBeGreaterThanOrEqual(begunAt + 18_000);
    expect((await decodeWithFfmpeg(house.files.clip(id))) * 40).toBe(durationMs);
    expect((await readClipMetadata(house.files.clip(id)))?.event).toMatchObject({ id, cameraId });
  });

  it('of the last run is cut after the next start', async () => {
    const video = await testVideo({ width: 640, height: 480, seconds: 70, gop: 25, fps: 25, container: 'mp4' });
    const begunAt = Date.now() - 600_000;
    await recordFile(video, join(house.folder, 'recordings', cameraId), begunAt);
    const id = await happen(begunAt + 30_000, begunAt + 32_000);
    const { folder } = house;
    await house.close();
    house = await openTestHouse(folder);
    keeper = watchedKeeper(house).keeper;
    await startKeeper();
    startCutting();
    const { durationMs } = await clipOf(id, 20_000);
    expect(durationMs).toBeGreaterThanOrEqual(17_000);
    expect((await decodeWithFfmpeg(house.files.clip(id))) * 40).toBe(durationMs);
  });

  it('is none where nothing was recorded, and no file lies about', async () => {
    await startKeeper();
    startCutting();
    const id = await happen(Date.now() - 120_000, Date.now() - 119_000);
    await vi.waitFor(async () => expect((await house.events.get(id)).clip).toBe('none'), { timeout: 10_000 });
    await expect(access(house.files.clip(id))).rejects.toThrow('ENOENT');
  });

  it('that was being cut when everything stopped is cut whole at the next start', async () => {
    const video = await testVideo({ width: 1280, height: 720, seconds: 40, container: 'mp4' });
    const begunAt = Date.now() - 600_000;
    await recordFile(video, join(house.folder, 'recordings', cameraId), begunAt);
    await startKeeper();
    const id = await happen(begunAt + 10_000, begunAt + 12_000);
    const first = startCutting();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await first.stop();
    const left = await house.events.get(id);
    if (left.clip === 'pending') await expect(readFile(house.files.clip(id))).rejects.toThrow('ENOENT');
    startCutting();
    const { durationMs } = await clipOf(id, 20_000);
    expect((await decodeWithFfmpeg(house.files.clip(id))) * 100).toBe(durationMs);
  });
});
