import { execFile } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Camera } from '../../../electron/contract/camera.ts';
import { engineActor, verifyAudit } from '../../../electron/engine/accounts/audit.ts';
import { readJudged } from '../../../electron/engine/recordings/judged.ts';
import { planRound } from '../../../electron/engine/recordings/plan-round.ts';
import { makeRetentionFacts } from '../../../electron/engine/recordings/retention-facts.ts';
import { databaseFileName } from '../../../electron/engine/store/store.ts';
import type { ImportedCard } from '../../../electron/engine/vision/detectors/imported/imported-card.ts';
import { modelFile } from '../../support/made-up-models.ts';
import { openTestHouse, removeFolder, setupKey, temporaryFolder, type TestHouse } from '../../support/house.ts';
import { drawnPictures, episodeAt, sequence } from '../../support/seed-events.ts';

const root = join(import.meta.dirname, '../../..');
const [picture = Buffer.alloc(0)] = drawnPictures(1);
const random = sequence(8);
let folder: string;
let copy: string;

beforeEach(() => {
  folder = temporaryFolder();
  copy = join(folder, 'backups', 'copy.db');
});
afterEach(() => removeFolder(folder));

function run(command: 'backup' | 'restore' | 'rebuild', ...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const node24 = join(root, 'node_modules/node/bin/node');
  return new Promise((resolve) => {
    execFile(node24, [join(root, `electron/engine/cli/${command}.ts`), ...args, '--data', folder], { env: { ...process.env, LANG: 'C' } }, (error, out, err) =>
      resolve({ status: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

/** A station with one administrator, one camera and some events, closed again. Gives the events' ids. */
async function station(events: number): Promise<string[]> {
  const house = await openTestHouse(folder);
  if (await house.accounts.needFirst()) await house.accounts.createFirst(setupKey, { username: 'chief', password: 'correct horse battery', language: 'en' });
  const camera = await house.addCamera({ username: 'admin', password: 'secret' });
  const ids: string[] = [];
  for (let index = 0; index < events; index++) {
    const episode = episodeAt(1_790_000_000_000 + index * 1000, random);
    await house.events.recordEpisode(camera.id, { kind: 'closed', episode }, picture);
    await house.events.decide({ accountId: 'a', name: 'Wang' }, episode.id, { state: 'confirmed', note: '' });
    ids.push(episode.id);
  }
  await house.close();
  return ids;
}

test('a backup made while the engine writes is whole and can be restored, the old database kept', async () => {
  const ids = await station(3);
  const house = await openTestHouse(folder);
  const { camera } = (await house.cameras.list())[0] ?? never();
  const enough = new AbortController();
  const writer = (async () => {
    while (!enough.signal.aborted) await house.events.recordEpisode(camera.id, { kind: 'closed', episode: episodeAt(Date.now(), random) }, null);
  })();
  const made = await run('backup', copy);
  enough.abort();
  await writer;
  expect(made).toMatchObject({ status: 0, err: '' });
  expect((await run('restore', copy)).status).toBe(2);
  await house.close();
  const restored = await run('restore', copy);
  expect(restored).toMatchObject({ status: 0, err: '' });
  expect(restored.out).toContain('before-restore');
  const again = await openTestHouse(folder);
  for (const id of ids) expect(await again.events.get(id)).toMatchObject({ state: 'confirmed' });
  expect(await verifyAudit(again.store.db)).toMatchObject({ sound: true });
  await again.cameras.start();
  expect([...again.runtime.runs.values()][0]?.main.password).toBe('secret');
  await again.close();
});

test('the detectors that users brought are in the backup and come back', async () => {
  const house = await openTestHouse(folder);
  const { path, id } = modelFile(Buffer.from('a detector'));
  const card: ImportedCard = {
    kind: 'imported', id, family: 'yolov8', input: { name: 'images', fit: { way: 'stretch', width: 96, height: 96 }, colours: 'RGB', mean: [0, 0, 0], deviation: [255, 255, 255], sizes: null },
    outputs: {}, settings: {}, classes: [{ index: 0, class: 'person' }], classCount: 1,
  };
  const facts = { family: 'yolov8' as const, picture: { width: 96, height: 96, follows: false }, names: ['person'], msPerRun: 1, builtInMsPerRun: 1 };
  await house.detectors.add(engineActor, { path, id, bytes: 10, name: 'Night shift' }, { card, facts });
  await house.close();
  expect((await run('backup', copy)).out).toContain('1 imported detectors are in it.');
  rmSync(join(folder, 'detectors'), { recursive: true });
  expect((await run('restore', copy)).out).toContain('1 imported detectors are back.');
  const again = await openTestHouse(folder);
  expect(await again.detectors.list()).toMatchObject([{ name: 'Night shift', missing: false }]);
  await again.close();
  rmSync(join(folder, 'detectors', `${id}.onnx`));
  const without = join(folder, 'backups', 'without.db');
  expect((await run('backup', without)).out).toContain('Detectors left out: Night shift.');
  expect((await run('restore', without)).out).toContain('Without a file: Night shift.');
});

test('everybody has to sign in again after a restore', async () => {
  const house = await openTestHouse(folder);
  const { token } = await house.accounts.createFirst(setupKey, { username: 'chief', password: 'correct horse battery', language: 'en' });
  await house.close();
  await run('backup', copy);
  await run('restore', copy);
  const again = await openTestHouse(folder);
  expect(await again.accounts.sessions.find(token)).toBeNull();
  await again.close();
});

test.each([
  ['backup without a file', 'backup', []],
  ['backup with two files', 'backup', ['a.db', 'b.db']],
  ['backup with an unknown option', 'backup', ['a.db', '--force']],
  ['backup of a folder without a database', 'backup', ['a.db']],
  ['restore of a missing file', 'restore', ['/nowhere/at/all.db']],
  ['restore of this test', 'restore', [import.meta.filename]],
  ['rebuild with a file', 'rebuild', ['x']],
] as const)('%s is one line and status 2', async (_what, command, args) => {
  const { status, out, err } = await run(command, ...args);
  expect(status).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(/^[^\n]{10,}\n$/);
});

test('a backup never overwrites a file', async () => {
  await station(0);
  mkdirSync(dirname(copy));
  writeFileSync(copy, 'precious');
  expect((await run('backup', copy)).status).toBe(2);
  expect(readFileSync(copy, 'utf8')).toBe('precious');
});

test('events and their cameras come back from the pictures when the database is lost', async () => {
  const ids = await station(3);
  for (const extension of ['', '-wal', '-shm']) rmSync(join(folder, databaseFileName + extension), { force: true });
  expect(await run('rebuild')).toMatchObject({ status: 0, err: '', out: expect.stringContaining('3 events') as string });
  const house = await openTestHouse(folder);
  for (const id of ids) expect(await house.events.get(id)).toMatchObject({ cameraName: 'gate', hasPicture: true });
  await house.close();
});

test('of a damaged database accounts, cameras with their passwords and decisions are saved', async () => {
  const ids = await station(40);
  const file = join(folder, databaseFileName);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(4096 * 4, 0xaa), 0, 4096 * 4, Math.floor(statSync(file).size / 4096 / 2) * 4096);
  closeSync(handle);
  truncateSync(file, statSync(file).size - 4096);
  const { status, out } = await run('rebuild');
  expect({ status, out }).toMatchObject({ status: 0, out: expect.stringMatching(/1 accounts, 1 cameras/) as string });
  const house = await openTestHouse(folder);
  await house.accounts.signIn('chief', 'correct horse battery');
  await house.cameras.start();
  expect([...house.runtime.runs.values()][0]?.main.password).toBe('secret');
  for (const id of ids) expect((await house.events.get(id)).id).toBe(id);
  expect((await house.events.count({})).count).toBe(40);
  await house.close();
});

test('rebuilding a sound database adds nothing and loses nothing', async () => {
  const ids = await station(2);
  expect((await run('rebuild')).out).toContain('0 events');
  const house = await openTestHouse(folder);
  for (const id of ids) expect(await house.events.get(id)).toMatchObject({ state: 'confirmed' });
  await house.close();
});

/** What retention would delete by event at the next start. */
async function judgedAway(house: TestHouse): Promise<unknown[]> {
  const { segments, store } = house;
  const judged = await readJudged(store.db);
  return planRound({ segments, facts: makeRetentionFacts(store.db), keepBytes: null, mustFreeBytes: 0, judged, isAgeKnown: true, now: Date.now() });
}

/** An old recording in the index, of the one camera. */
async function index(house: TestHouse, startedAt: number): Promise<void> {
  const { id } = await camera(house);
  const times = { started_at: startedAt, ended_at: startedAt + 30_000 };
  await house.segments.record({ camera_id: id, file: `${startedAt}.mp4`, ...times, bytes: 1, codec: 'h264', width: 640, height: 360, finished: 1 });
}

async function camera(house: TestHouse): Promise<Camera> {
  return ((await house.cameras.list())[0] ?? never()).camera;
}

test('after a restore events newer than the backup come back and no recording goes because they were missing', async () => {
  await station(1);
  await run('backup', copy);
  const house = await openTestHouse(folder);
  const newer = episodeAt(Date.now() - 600_000, random);
  await house.events.recordEpisode((await camera(house)).id, { kind: 'closed', episode: newer }, picture);
  await house.close();
  expect((await run('restore', copy)).out).toContain('1 events newer than the backup');
  const again = await openTestHouse(folder);
  expect(await again.events.get(newer.id)).toMatchObject({ hasPicture: true, state: 'open' });
  await index(again, Date.now() - 900_000);
  expect(await judgedAway(again)).toEqual([]);
  await again.close();
});

test('after a rebuild no recording goes because its events are not known any more', async () => {
  await station(1);
  for (const extension of ['', '-wal', '-shm']) rmSync(join(folder, databaseFileName + extension), { force: true });
  await run('rebuild');
  const house = await openTestHouse(folder);
  const lost = await camera(house);
  expect(lost).toMatchObject({ enabled: false, recording: 'always' });
  await house.cameras.edit(engineActor, lost.id, { ...lost, address: 'rtsp://192.0.2.1/main', recording: 'events' });
  await index(house, Date.now() - 900_000);
  expect(await judgedAway(house)).toEqual([]);
  await house.close();
});

/** Overwrites the first page of a table. */
function damageTable(table: string): void {
  const file = join(folder, databaseFileName);
  const raw = new Database(file);
  const page = raw.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(table) as number;
  const bytes = raw.pragma('page_size', { simple: true }) as number;
  raw.close();
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(bytes, 0xaa), 0, bytes, (page - 1) * bytes);
  closeSync(handle);
}

test.each([
  ['cameras', 'none of the cameras'],
  ['events', 'no event'],
  ['event_details', 'no detail of an event'],
])('events and decisions are saved from a database with a damaged table %s, that is %s', async (table) => {
  const ids = await station(40);
  damageTable(table);
  expect(await run('rebuild')).toMatchObject({ status: 0, out: expect.stringContaining('40 decisions') as string });
  const house = await openTestHouse(folder);
  for (const id of ids) {
    const { state, history, hasPicture } = await house.events.get(id);
    expect({ state, hasPicture, by: history.map(({ by }) => by) }).toEqual({ state: 'confirmed', hasPicture: true, by: ['Wang'] });
  }
  expect((await sql`pragma foreign_key_check`.execute(house.store.db)).rows).toEqual([]);
  await house.close();
});

function never(): never {
  throw new Error('there is no camera');
}
