import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Refusal } from '../../../../electron/engine/accounts/refusal.ts';
import { makeThrottle, type Throttle } from '../../../../electron/engine/accounts/throttle.ts';
import { openStore, type Store } from '../../../../electron/engine/store/store.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';

let folder: string;
let store: Store;
let throttle: Throttle;
const start = 1_790_000_000_000;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(folder);
  throttle = makeThrottle(store.db);
});
afterEach(async () => {
  await store.close();
  removeFolder(folder);
});

async function retryAfter(username: string, now: number): Promise<number | null> {
  return throttle.take(username, now).then(
    () => null,
    (refusal: unknown) => (refusal as Refusal).retryAfterMs ?? Number.NaN,
  );
}

test('after five failures each further try has to wait twice as long, up to a quarter of an hour', async () => {
  let now = start;
  const waits: number[] = [];
  for (let index = 0; index < 20; index++) {
    const wait = await retryAfter('wang', now);
    if (wait === null) continue;
    waits.push(wait);
    now += wait;
    expect(await retryAfter('wang', now)).toBeNull();
  }
  expect(waits.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 16_000]);
  expect(waits.at(-1)).toBe(15 * 60_000);
});

test('tries made at once are counted before any password is checked', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => retryAfter('wang', start)));
  expect(outcomes.filter((wait) => wait === null)).toHaveLength(5);
});

test('the right password forgets the failures of that name', async () => {
  for (let index = 0; index < 4; index++) await throttle.take('wang', start);
  await throttle.succeeded('wang');
  for (let index = 0; index < 5; index++) expect(await retryAfter('wang', start)).toBeNull();
});

test('one password tried on many names is slowed down as well, briefly', async () => {
  const waits: (number | null)[] = [];
  for (let index = 0; index < 40; index++) waits.push(await retryAfter(`name ${index}`, start));
  expect(waits.slice(0, 30).every((wait) => wait === null)).toBe(true);
  expect(waits[30]).toBe(1000);
  expect(await retryAfter('chief', start + 30_000)).toBeNull();
});

test('a restart gives no new tries', async () => {
  for (let index = 0; index < 5; index++) await throttle.take('wang', start);
  await store.close();
  store = await openStore(folder);
  throttle = makeThrottle(store.db);
  expect(await retryAfter('WANG', start)).toBe(1000);
});

test('what was typed as a name is not stored', async () => {
  await throttle.take('my secret password', start);
  expect(JSON.stringify(await store.db.selectFrom('sign_in_tries').selectAll().execute())).not.toContain('secret');
});

test('failures under a clock that stood a year ahead lock nobody once it is right', async () => {
  const ahead = start + 365 * 24 * 3_600_000;
  for (let index = 0; index < 5; index++) await retryAfter('wang', ahead);
  expect(await retryAfter('wang', ahead)).toBe(1000);
  expect(await retryAfter('wang', start)).toBeNull();
});

test('no wait is longer than the longest, wherever the clock stood', async () => {
  for (let index = 0; index < 5; index++) await retryAfter('wang', start + 10 * 60_000);
  await store.db.updateTable('sign_in_tries').set({ blocked_until_at: start + 25 * 60_000 }).execute();
  expect(await retryAfter('wang', start)).toBe(15 * 60_000);
});
