import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BehaviorRule } from '../../../../electron/contract/scene.ts';
import type { Episode } from '../../../../electron/engine/behavior/episode.ts';
import { planRound, type RoundOptions } from '../../../../electron/engine/recordings/plan-round.ts';
import { makeRetentionFacts } from '../../../../electron/engine/recordings/retention-facts.ts';
import { engineActor } from '../../../../electron/engine/accounts/audit.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../../support/house.ts';
import { episodeAt, sequence, yard } from '../../../support/seed-events.ts';

const now = 1_790_000_000_000;
const minute = 60_000;
const day = 86_400_000;
const megabyte = 1_000_000;
let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(async () => {
  await house.close();
  removeFolder(house.folder);
});

async function record(cameraId: string, startedAt: number, bytes = megabyte): Promise<void> {
  const times = { started_at: startedAt, ended_at: startedAt + 30_000 };
  await house.segments.record({ camera_id: cameraId, file: `${startedAt}.mp4`, ...times, bytes, codec: 'h264', width: 640, height: 360, finished: 1 });
}

/** An event with its clip already cut, so that only retention's rules hold. */
async function happen(cameraId: string, startedAt: number, endedAt: number | null, clip: 'ready' | 'pending' = 'ready'): Promise<void> {
  const episode: Episode = { ...episodeAt(startedAt, sequence(startedAt)), startedAt, endedAt };
  await house.events.recordEpisode(cameraId, { kind: endedAt === null ? 'opened' : 'closed', episode }, null);
  if (clip === 'ready') await house.events.clipSettled(episode.id, { clip: 'ready', startedAt, durationMs: 1 });
}

/** What one round deletes: how long ago each segment began, in minutes. */
async function round(options: Partial<RoundOptions> = {}): Promise<number[]> {
  const doomed = await planRound({
    segments: house.segments,
    facts: makeRetentionFacts(house.store.db),
    keepBytes: null,
    mustFreeBytes: 0,
    judged: new Map(),
    isAgeKnown: true,
    now,
    ...options,
  });
  return doomed.map(({ started_at }) => Math.round((now - started_at) / minute)).sort((a, b) => b - a);
}

describe('recordings around events', () => {
  it('stay from 5 s before an event to 10 s after it; the rest goes after two minutes', async () => {
    const { id } = await house.addCamera();
    for (const ago of [10, 9, 8, 7, 6, 3, 1]) await record(id, now - ago * minute);
    await happen(id, now - 8 * minute + 34_000, now - 6 * minute - 31_000);
    expect(await round()).toEqual([10, 9, 6, 3]);
  });

  it('stay while the event goes on', async () => {
    const { id } = await house.addCamera();
    for (const ago of [10, 9, 8]) await record(id, now - ago * minute);
    await happen(id, now - 9 * minute, null);
    expect(await round()).toEqual([10]);
  });

  it('are all there is to keep from the moment on that the mode is changed, not before', async () => {
    const { id, name, address } = await house.addCamera({ recording: 'always' });
    const judged = new Map<string, number>();
    for (const ago of [10, 9]) await record(id, now - ago * minute);
    expect(await round({ judged })).toEqual([]);
    const { camera } = (await house.cameras.list())[0] ?? {};
    await house.cameras.edit(engineActor, id, { ...camera, name, address, recording: 'events', transport: 'tcp', loop: true, enabled: true, analysisFps: 5, keepDays: 30, learning: false });
    await record(id, now - 1);
    await record(id, now + minute);
    expect(await round({ judged, now: now + 5 * minute })).toEqual([-1]);
  });

  it('of one camera are not kept by the events of another', async () => {
    const [one, other] = [await house.addCamera(), await house.addCamera()];
    await record(one.id, now - 10 * minute);
    await record(other.id, now - 9 * minute);
    await happen(other.id, now - 10 * minute, now - 8 * minute);
    expect(await round()).toEqual([10]);
  });
});

describe('recordings in which a long stay began', () => {
  const rule = (behavior: string, settings: Record<string, number>, enabled = true): BehaviorRule => ({ id: behavior, behavior, enabled, zone: yard.id, settings });

  it.each([
    ['loitering counts', [rule('loitering', { seconds: 600, leaveSeconds: 60 })], [14]],
    ['an intrusion counts', [rule('intrusion', { seconds: 300 }), rule('loitering', { seconds: 10 })], [14, 10]],
    ['nothing has to last', [rule('intrusion', { seconds: 0 })], [14, 10, 7, 4]],
    ['the rule is switched off', [rule('loitering', { seconds: 600 }, false)], [14, 10, 7, 4]],
    ['the rule cannot be watched', [{ ...rule('loitering', { seconds: 600 }), zone: undefined }], [14, 10, 7, 4]],
  ])('are still there when it is raised: %s', async (_what, behaviors, gone) => {
    const { id } = await house.addCamera({}, { zones: [yard], lines: [], behaviors });
    for (const ago of [14, 10, 7, 4, 1]) await record(id, now - ago * minute);
    expect(await round()).toEqual(gone);
  });

  it('are kept by it, and the rest goes', async () => {
    const { id } = await house.addCamera({}, { zones: [yard], lines: [], behaviors: [rule('loitering', { seconds: 600 })] });
    const judged = new Map<string, number>();
    for (const ago of [11, 10, 9]) await record(id, now - ago * minute);
    expect(await round({ judged })).toEqual([]);
    await happen(id, now - 10 * minute, null);
    expect(await round({ judged, now: now + 10 * minute })).toEqual([11]);
  });
});

describe('recordings', () => {
  it('go when they are older than their camera keeps them, unless the clock cannot be trusted', async () => {
    const { id } = await house.addCamera({ recording: 'always', keepDays: 2 });
    for (const days of [3, 2.1, 1]) await record(id, now - days * day);
    const gone = await round();
    expect(gone.map((minutes) => minutes / 1440)).toEqual([3, 2.1]);
    expect(await round({ isAgeKnown: false })).toEqual([]);
  });

  it('of a camera that has a limit go beyond it, those without an event first', async () => {
    const { id } = await house.addCamera({ recording: 'always', keepBytes: 200 * megabyte });
    for (const ago of [50, 40, 30]) await record(id, now - ago * minute, 100 * megabyte);
    await happen(id, now - 50 * minute, now - 49 * minute);
    expect(await round()).toEqual([40]);
  });

  it('go beyond the limit of the station, oldest first whatever camera they are of', async () => {
    const [one, other] = [await house.addCamera({ recording: 'always' }), await house.addCamera({ recording: 'always' })];
    for (const ago of [50, 30]) await record(one.id, now - ago * minute);
    for (const ago of [40, 20]) await record(other.id, now - ago * minute);
    expect(await round({ keepBytes: 2 * megabyte })).toEqual([50, 40]);
  });

  it('make room near the reserve, with an event only where the station has no limit of its own', async () => {
    const { id } = await house.addCamera({ recording: 'always' });
    for (const ago of [50, 40, 30]) await record(id, now - ago * minute);
    await happen(id, now - 50 * minute, now - 40 * minute);
    expect(await round({ mustFreeBytes: 1 })).toEqual([30]);
    expect(await round({ mustFreeBytes: 2 * megabyte })).toEqual([50, 30]);
    expect(await round({ mustFreeBytes: 2 * megabyte, keepBytes: 1000 * megabyte })).toEqual([30]);
  });

  it('that a clip is still to be cut from stay, whatever the limits say', async () => {
    const { id } = await house.addCamera({ keepDays: 1 });
    for (const ago of [5000, 4999]) await record(id, now - ago * minute);
    await happen(id, now - 5000 * minute + 1000, now - 5000 * minute + 2000, 'pending');
    expect(await round({ keepBytes: 1, mustFreeBytes: 1e12 })).toEqual([4999]);
  });

  it('of a removed camera stay for the day in which it can be restored, and then go all of them', async () => {
    const { id } = await house.addCamera({ recording: 'always' });
    await record(id, now - minute);
    await house.cameras.remove(engineActor, id);
    expect(await round()).toEqual([]);
    await house.cameras.forgetRemoved(Date.now() + 2 * day);
    expect(await round()).toEqual([1]);
  });

  it('that do not fit into a round go in a later one', async () => {
    const [one, other] = [await house.addCamera(), await house.addCamera()];
    for (const ago of [10, 9, 8]) for (const { id } of [one, other]) await record(id, now - ago * minute);
    const judged = new Map<string, number>();
    const options = { judged, mostDoomed: 202 };
    expect(await round(options)).toHaveLength(3);
    const rows = await house.segments.oldest(10);
    await house.segments.forget(rows.filter(({ camera_id }) => judged.has(camera_id)).map(({ id }) => id));
    expect(await round(options)).toHaveLength(3);
  });

  it('are deleted a bounded number at a time', async () => {
    const { id } = await house.addCamera({ recording: 'always' });
    for (let index = 0; index < 250; index++) await record(id, now - 40 * day - index * 30_000);
    const first = await round();
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(250);
  });
});
