import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventDetail, EventSummary } from '../../../../electron/contract/event.ts';
import type { Episode } from '../../../../electron/engine/behavior/episode.ts';
import { eventInPicture } from '../../../../electron/engine/events/event-files.ts';
import { rebuildEvents } from '../../../../electron/engine/events/rebuild.ts';
import { openTestHouse, removeFolder, temporaryFolder, type TestHouse } from '../../../support/house.ts';
import { drawnPictures, episodeAt, sequence } from '../../../support/seed-events.ts';

let house: TestHouse;
let cameraId: string;
let heard: EventSummary[];
const at = 1_790_000_000_000;
const random = sequence(1);
const [picture = Buffer.alloc(0)] = drawnPictures(1);
const by = { accountId: 'a', name: 'Wang' };

beforeEach(async () => {
  house = await openTestHouse();
  cameraId = (await house.addCamera()).id;
  heard = [];
  house.events.subscribe((event) => heard.push(event));
});
afterEach(async () => {
  await house.close();
  removeFolder(house.folder);
});

const standingId = ({ standing }: EventDetail): number => standing?.id ?? -1;
const closed = (): Episode => episodeAt(at, random);
const opened = (): Episode => ({ ...closed(), endedAt: null });
const record = (episode: Episode, kind: 'opened' | 'updated' | 'closed', jpeg: Uint8Array | null = null) =>
  house.events.recordEpisode(cameraId, { kind, episode }, jpeg);
const warnings = () => house.log.recent(100).filter(({ level }) => level === 'warn');

test('an event is told after it can be read, once when it opens and once when it closes', async () => {
  const found: Promise<unknown>[] = [];
  house.events.subscribe(({ id }) => found.push(house.events.get(id)));
  const episode = opened();
  await record(episode, 'opened', picture);
  await record(episode, 'updated');
  await record({ ...episode, endedAt: at + 5000 }, 'closed');
  expect(heard.map(({ endedAt }) => endedAt)).toEqual([null, at + 5000]);
  expect(await Promise.all(found)).toHaveLength(2);
});

test('telling the same again adds nothing, and news that comes late does not reopen an event', async () => {
  const episode = closed();
  await Promise.all([record({ ...episode, endedAt: null }, 'opened'), record(episode, 'closed'), record(episode, 'closed')]);
  await record({ ...episode, endedAt: null, objects: [] }, 'updated');
  const { rows } = await house.events.list({}, undefined, 10);
  expect(rows).toMatchObject([{ id: episode.id, endedAt: episode.endedAt }]);
  expect((await house.events.get(episode.id)).objects).toHaveLength(1);
});

test('a recording that is told again does not undo a decision', async () => {
  const episode = closed();
  await record(episode, 'closed');
  await house.events.decide(by, episode.id, { state: 'confirmed', note: '' });
  await record(episode, 'closed');
  expect((await house.events.get(episode.id)).state).toBe('confirmed');
});

test('the picture is whole, shows the same image and carries the event', async () => {
  const episode = opened();
  await record(episode, 'opened', picture);
  await record({ ...episode, endedAt: at + 9000 }, 'closed');
  const stored = readFileSync(house.files.picture(episode.id));
  expect(eventInPicture(stored)).toMatchObject({ id: episode.id, cameraName: 'gate', endedAt: at + 9000 });
  expect(stored.subarray(-1000)).toEqual(picture.subarray(-1000));
  expect(await house.events.get(episode.id)).toMatchObject({ hasPicture: true });
});

test('an event with a very long path fits into its picture', async () => {
  const episode = closed();
  const path = Array.from({ length: 5000 }, (_, step) => ({ at: at + step, box: { left: 0.123456, top: 0.2, width: 0.1, height: 0.1 } }));
  await record({ ...episode, objects: episode.objects.map((object) => ({ ...object, path })) }, 'closed', picture);
  expect(eventInPicture(readFileSync(house.files.picture(episode.id)))?.objects[0]?.path).toHaveLength(5000);
});

test('an event whose picture is no picture is recorded without', async () => {
  const episode = closed();
  await record(episode, 'closed', Buffer.from('not a jpeg'));
  expect(await house.events.get(episode.id)).toMatchObject({ hasPicture: false });
  expect(warnings()).toHaveLength(1);
});

test('an event whose picture cannot be written is recorded without, and so are those after it', async () => {
  writeFileSync(house.files.folder, 'a file where the folder should be');
  const [first, second] = [closed(), closed()];
  await record(first, 'closed', picture);
  await record(second, 'closed', picture);
  for (const { id } of [first, second]) expect(await house.events.get(id)).toMatchObject({ hasPicture: false });
  expect(warnings()).toHaveLength(2);
});

test.each([
  ['an id that leads out of the folder', { id: '../../../etc/passwd' }],
  ['a time that is none', { startedAt: Number.NaN }],
  ['an unknown severity', { severity: 'purple' as never }],
])('an episode with %s is left out with a warning', async (_what, wrong) => {
  await record({ ...closed(), ...wrong }, 'closed', picture);
  expect((await house.events.list({}, undefined, 10)).rows).toEqual([]);
  expect(warnings()).toHaveLength(1);
});

test('an event of a camera that nobody knows is left out, picture and all', async () => {
  const episode = closed();
  await house.events.recordEpisode('11111111-1111-4111-8111-111111111111', { kind: 'closed', episode }, picture);
  expect((await house.events.list({}, undefined, 10)).rows).toEqual([]);
  expect(existsSync(house.files.picture(episode.id))).toBe(false);
});

test('an event of a camera that was removed keeps the camera’s name', async () => {
  const episode = closed();
  await record(episode, 'closed');
  await house.cameras.remove(by, cameraId);
  await house.cameras.forgetRemoved(Date.now() + 2 * 86_400_000);
  expect(await house.events.get(episode.id)).toMatchObject({ cameraName: 'gate' });
});

test('to dismiss needs a reason', async () => {
  const episode = closed();
  await record(episode, 'closed');
  await expect(house.events.decide(by, episode.id, { state: 'dismissed', note: '' })).rejects.toMatchObject({ kind: 'bad-input' });
});

test('undo goes back decision by decision, and the history keeps everything', async () => {
  const episode = closed();
  await record(episode, 'closed');
  const confirmed = await house.events.decide(by, episode.id, { state: 'confirmed', note: 'seen' });
  const dismissed = await house.events.decide(by, episode.id, { state: 'dismissed', reason: 'animal', note: '' });
  const undone = await house.events.undo(by, episode.id, standingId(dismissed));
  expect(undone).toMatchObject({ state: 'confirmed', standing: confirmed.standing });
  expect(await house.events.undo(by, episode.id, standingId(undone))).toMatchObject({ state: 'open', standing: null });
  await expect(house.events.undo(by, episode.id, standingId(undone))).rejects.toMatchObject({ kind: 'conflict' });
  const again = await house.events.decide(by, episode.id, { state: 'confirmed', note: '' });
  expect(again.history.map(({ state, by: name }) => [state, name])).toEqual(['confirmed', 'dismissed', 'confirmed', 'open', 'confirmed'].map((state) => [state, 'Wang']));
  expect(await house.events.undo(by, episode.id, standingId(again))).toMatchObject({ state: 'open' });
});

test('undo takes back no decision but the one it names', async () => {
  const episode = closed();
  await record(episode, 'closed');
  const mine = await house.events.decide(by, episode.id, { state: 'confirmed', note: '' });
  await house.events.decide({ accountId: 'b', name: 'Li' }, episode.id, { state: 'dismissed', reason: 'animal', note: '' });
  await expect(house.events.undo(by, episode.id, standingId(mine))).rejects.toMatchObject({ kind: 'conflict' });
  expect(await house.events.get(episode.id)).toMatchObject({ state: 'dismissed', standing: { by: 'Li' }, history: [{ by: 'Wang' }, { by: 'Li' }] });
});

test('a decision about an event that is not there is refused', async () => {
  const decision = { state: 'confirmed', note: '' } as const;
  await expect(house.events.decide(by, closed().id, decision)).rejects.toMatchObject({ kind: 'not-found' });
  await expect(house.events.undo(by, closed().id, 1)).rejects.toMatchObject({ kind: 'not-found' });
});

test('a clip is due ten seconds after the end, of a long event after its first part', async () => {
  const short = { ...opened(), endedAt: at + 4000 };
  await record(short, 'closed');
  expect(await house.events.clipsDue(at + 13_999, 10)).toEqual([]);
  expect(await house.events.clipsDue(at + 14_000, 10)).toMatchObject([{ event: { id: short.id }, from: at - 5000, to: at + 14_000 }]);
  const long = opened();
  await record(long, 'opened');
  expect((await house.events.clipsDue(at + 30_000, 10)).map(({ event }) => event.id)).toContain(long.id);
});

test('a clip that is settled or put off is not due', async () => {
  const [first, second] = [closed(), closed()];
  await record(first, 'closed');
  await record(second, 'closed');
  await house.events.clipSettled(first.id, { clip: 'ready', startedAt: at - 5000, durationMs: 15_000 });
  await house.events.clipPostponed(second.id, at + 200_000);
  expect(await house.events.clipsDue(at + 100_000, 10)).toEqual([]);
  expect(await house.events.get(first.id)).toMatchObject({ clip: 'ready', clipStartedAt: at - 5000, clipDurationMs: 15_000 });
  expect(await house.events.clipsDue(at + 200_000, 10)).toHaveLength(1);
});

test('without recording there is no clip to wait for', async () => {
  cameraId = (await house.addCamera({ recording: 'off' })).id;
  const episode = closed();
  await record(episode, 'closed');
  expect(await house.events.get(episode.id)).toMatchObject({ clip: 'none' });
});

test('events that a crash left open end where they were last seen', async () => {
  const episode = opened();
  await record(episode, 'opened');
  await house.close();
  house = await openTestHouse(house.folder);
  expect(await house.events.closeInterrupted()).toBe(1);
  const last = episode.objects[0]?.path.at(-1)?.at ?? 0;
  expect((await house.events.get(episode.id)).endedAt).toBe(Math.floor(last));
  expect(await house.events.clipsDue(at + 100_000, 10)).toHaveLength(1);
});

test('events of cameras whose worker died end, those that began after it and those of other cameras go on', async () => {
  const episode = opened();
  await record(episode, 'opened');
  const told: string[] = [];
  house.events.subscribe(({ id, endedAt }) => endedAt !== null && told.push(id));
  const other = (await house.addCamera({ name: 'other' })).id;
  expect(await house.events.closeInterrupted({ cameraIds: [other], since: episode.startedAt + 10_000 })).toBe(0);
  expect(await house.events.closeInterrupted({ cameraIds: [cameraId], since: episode.startedAt - 1 })).toBe(0);
  expect(await house.events.closeInterrupted({ cameraIds: [cameraId], since: episode.startedAt + 10_000 })).toBe(1);
  expect((await house.events.get(episode.id)).endedAt).not.toBeNull();
  expect(told).toEqual([episode.id]);
});

test('a lost database is rebuilt from pictures and clips', async () => {
  const [seen, filmed] = [closed(), closed()];
  await record(seen, 'closed', picture);
  await record(filmed, 'closed');
  const clips = new Map([[house.files.clip(filmed.id), { event: await house.events.get(filmed.id), startedAt: at - 5000, durationMs: 15_000 }]]);
  const { files } = house;
  mkdirSync(dirname(files.clip(filmed.id)), { recursive: true });
  writeFileSync(files.clip(filmed.id), 'a clip');
  const fresh = await openTestHouse(temporaryFolder());
  const readClip = (file: string) => Promise.resolve(clips.get(file) ?? null);
  expect(await rebuildEvents(fresh.store.db, files, readClip)).toEqual({ added: 2, unreadable: 0 });
  expect(await rebuildEvents(fresh.store.db, files, readClip)).toEqual({ added: 0, unreadable: 0 });
  const before = await house.events.get(seen.id);
  expect(await fresh.events.get(seen.id)).toEqual(before);
  expect(await fresh.events.get(filmed.id)).toMatchObject({ clip: 'ready', clipDurationMs: 15_000, objects: filmed.objects });
  expect(await fresh.cameras.list()).toMatchObject([{ camera: { id: cameraId, name: 'gate', enabled: false } }]);
  await fresh.close();
  removeFolder(fresh.folder);
});

test('nothing unfinished lies beside the pictures', async () => {
  await Promise.all(Array.from({ length: 20 }, () => record(closed(), 'closed', picture)));
  expect(readdirSync(house.files.folder, { recursive: true }).filter((name) => name.toString().endsWith('.new'))).toEqual([]);
});
