import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engineActor } from '../../../electron/engine/accounts/audit.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../support/house.ts';
import { recordInChild, watchedKeeper, type WatchedKeeper } from '../../support/keeper-house.ts';
import { decodeWithFfmpeg, filesBelow, recordFile } from '../../support/recording.ts';
import { testVideo } from '../../support/test-video.ts';

let house: TestHouse;
let cameraId: string;
let running: WatchedKeeper[] = [];
beforeEach(async () => {
  house = await openTestHouse();
  cameraId = (await house.addCamera({ recording: 'always' })).id;
});
afterEach(async () => {
  for (const { keeper } of running) await keeper.stop();
  running = [];
  await house.close();
  removeFolder(house.folder);
});

const ownFolder = (): string => join(house.folder, 'recordings', cameraId);
async function start(options?: Parameters<typeof watchedKeeper>[1]): Promise<WatchedKeeper> {
  const watched = watchedKeeper(house, options);
  running.push(watched);
  await watched.keeper.start();
  return watched;
}
const repaired = ({ keeper }: WatchedKeeper): Promise<void> => vi.waitFor(() => expect(keeper.isRepaired).toBe(true), { timeout: 10_000 });

/** The index names exactly the files there are, each with its size, and each plays for as long as the index says. */
async function expectSound(): Promise<void> {
  const rows = await house.segments.ofCamera(cameraId);
  expect(await filesBelow(ownFolder())).toEqual(rows.map(({ file }) => join(ownFolder(), file)).sort());
  for (const { file, bytes, started_at, ended_at, finished } of rows) {
    expect(finished).toBe(1);
    expect((await stat(join(ownFolder(), file))).size).toBe(bytes);
    expect((await decodeWithFfmpeg(join(ownFolder(), file))) * 40).toBe(ended_at - started_at);
  }
}

describe('a start after everything was killed', () => {
  it('loses nothing complete: what was being recorded is cut to its last whole second, indexed and plays', async () => {
    const before = await start();
    const recording = await recordInChild(house.folder, cameraId, before.keeper);
    await sleep(6500);
    await recording.kill();
    await before.keeper.recorded(cameraId, 0, 0);
    const [cutShort] = await house.segments.unfinished();
    await before.keeper.stop();
    expect(cutShort).toBeDefined();
    const after = await start();
    await repaired(after);
    expect(after.lines.at(-1)).toContain('0 added, 1 repaired, 0 gone');
    await expectSound();
    const [whole] = await house.segments.ofCamera(cameraId);
    expect(whole?.ended_at).toBeGreaterThanOrEqual(cutShort?.ended_at ?? Infinity);
    expect((whole?.ended_at ?? 0) - (whole?.started_at ?? 0)).toBeGreaterThanOrEqual(4000);
  });

  it('adds files that the index does not know, and forgets rows whose files are gone', async () => {
    const known = await recordFile(await testVideo({ fps: 25, gop: 25, seconds: 70, width: 640, height: 480, container: 'mp4' }), ownFolder(), Date.now() - 600_000);
    await house.segments.record({ camera_id: cameraId, file: '2020-01-01/00/20200101T000000000Z.mp4', started_at: 0, ended_at: 1, bytes: 1, codec: 'h264', width: 1, height: 1, finished: 1 });
    const watched = await start();
    await repaired(watched);
    await expectSound();
    expect((await house.segments.ofCamera(cameraId)).map(({ started_at }) => started_at)).toEqual(known.map(({ startedAt }) => startedAt));
    expect(watched.lines.at(-1)).toContain(`${known.length} added, 0 repaired, 1 gone`);
  });

  it('leaves alone what a new recorder is writing meanwhile', async () => {
    const watched = await start();
    const recording = await recordInChild(house.folder, cameraId, watched.keeper);
    await repaired(watched);
    await sleep(6000);
    const [growing] = await filesBelow(ownFolder());
    expect(await house.segments.ofCamera(cameraId)).toMatchObject([{ finished: 0 }]);
    await recording.end();
    await vi.waitFor(async () => expect(await house.segments.unfinished()).toHaveLength(0), { timeout: 5000 });
    await expectSound();
    expect(await filesBelow(ownFolder())).toEqual([growing]);
  });
});

describe('a worker that dies while the engine goes on', () => {
  it('leaves a segment that is made complete once it is sure that nobody writes it', async () => {
    const watched = await start();
    const recording = await recordInChild(house.folder, cameraId, watched.keeper);
    await sleep(2500);
    await recording.kill();
    await vi.waitFor(async () => expect(await house.segments.ofCamera(cameraId)).toMatchObject([{ finished: 1 }]), { timeout: 10_000, interval: 200 });
    await expectSound();
  });
});

describe('retention', () => {
  it('deletes what no event needs, files and rows and folders, and nothing else', async () => {
    const video = await testVideo({ fps: 25, gop: 25, seconds: 70, width: 640, height: 480, container: 'mp4' });
    const other = (await house.addCamera({ recording: 'events' })).id;
    const otherFolder = join(house.folder, 'recordings', other);
    await recordFile(video, ownFolder(), Date.now() - 86_400_000);
    await recordFile(video, otherFolder, Date.now() - 86_400_000);
    await writeFile(join(otherFolder, 'note.txt'), 'not ours');
    const watched = await start();
    await repaired(watched);
    await vi.waitFor(async () => expect(await house.segments.ofCamera(other)).toHaveLength(0), { timeout: 10_000 });
    await vi.waitFor(async () => expect(await filesBelow(otherFolder)).toHaveLength(1), { timeout: 5000 });
    expect(await filesBelow(otherFolder)).toEqual([join(otherFolder, 'note.txt')]);
    expect(await house.segments.ofCamera(cameraId)).toHaveLength(3);
    expect(watched.lines.filter((line) => line.includes('cannot'))).toEqual([]);
    await expectSound();
  });

  it('removes everything of a camera that was removed for good', async () => {
    await recordFile(await testVideo({ container: 'mp4' }), ownFolder(), Date.now() - 600_000);
    await writeFile(join(ownFolder(), 'x.mp4.damaged'), '');
    await house.cameras.remove(engineActor, cameraId);
    const before = await start();
    await repaired(before);
    expect(await house.segments.ofCamera(cameraId)).toHaveLength(1);
    await house.cameras.forgetRemoved(Date.now() + 2 * 86_400_000);
    await vi.waitFor(async () => expect(await house.segments.ofCamera(cameraId)).toHaveLength(0), { timeout: 10_000 });
    await vi.waitFor(async () => expect(await stat(ownFolder()).catch(() => null)).toBeNull(), { timeout: 5000 });
  });

  it('touches no file outside of the recordings, whatever the database names', async () => {
    const outside = join(house.folder, 'precious.mp4');
    await writeFile(outside, 'precious');
    const watched = await start();
    await repaired(watched);
    const times = { started_at: 1, ended_at: 2, bytes: 8, codec: 'h264', width: 1, height: 1, finished: 1 as const };
    await house.segments.record({ camera_id: cameraId, file: '../../precious.mp4', ...times });
    await house.segments.record({ camera_id: cameraId, file: outside, ...times });
    await vi.waitFor(async () => expect(await house.segments.ofCamera(cameraId)).toHaveLength(0), { timeout: 10_000 });
    expect(await readFile(outside, 'utf8')).toBe('precious');
    expect(watched.lines.filter((line) => line.includes('outside of the recordings'))).toHaveLength(2);
  });

  it('goes on after files were deleted by somebody else', async () => {
    const [segment] = await recordFile(await testVideo({ container: 'mp4' }), ownFolder(), Date.now() - 40 * 86_400_000);
    const watched = await start({ times: { oldWorkersGoneMs: 100, roundEveryMs: 2000 } });
    await repaired(watched);
    await rm(join(ownFolder(), segment?.file ?? ''));
    await vi.waitFor(async () => expect(await house.segments.ofCamera(cameraId)).toHaveLength(0), { timeout: 10_000 });
    expect(watched.lines.filter((line) => line.includes('cannot'))).toEqual([]);
  });
});
