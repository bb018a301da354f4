import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventFilter, EventSummary } from '../../../../electron/contract/event.ts';
import { episodeAt, sequence } from '../../../support/seed-events.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../../support/house.ts';

let house: TestHouse;
let all: EventSummary[];
const behaviors = Array.from({ length: 12 }, (_, index) => `behavior-${index}`);

beforeAll(async () => {
  house = await openTestHouse();
  const cameras = await Promise.all(Array.from({ length: 8 }, (_, index) => house.addCamera({ name: `camera ${index}` })));
  const random = sequence(3);
  const heard: EventSummary[] = [];
  house.events.subscribe((event) => heard.push(event));
  for (let index = 0; index < 700; index++) {
    // Several events share a millisecond, so that the order has to fall back on the id.
    const episode = { ...episodeAt(1_790_000_000_000 + Math.floor(random() * 300), random), behavior: behaviors[Math.floor(random() * 12)] ?? '' };
    await house.events.recordEpisode(cameras[Math.floor(random() * 8)]?.id ?? '', { kind: 'closed', episode }, null);
  }
  const by = { accountId: 'someone', name: 'someone' };
  for (const { id } of heard.slice(0, 700))
    if (random() < 0.5) await house.events.decide(by, id, random() < 0.5 ? { state: 'confirmed', note: '' } : { state: 'dismissed', reason: 'animal', note: '' });
  all = (await Promise.all([...new Set(heard.map(({ id }) => id))].map((id) => house.events.get(id)))).toSorted(
    (a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1),
  );
}, 60_000);

afterAll(async () => {
  await house.close();
  removeFolder(house.folder);
});

function expected(filter: EventFilter): string[] {
  const { cameras, behaviors: kinds, severities, states, from = -Infinity, to = Infinity } = filter;
  return all
    .filter(
      (event) =>
        (cameras?.includes(event.cameraId) ?? true) && (kinds?.includes(event.behavior) ?? true) && (severities?.includes(event.severity) ?? true) &&
        (states?.includes(event.state) ?? true) && event.startedAt >= from && event.startedAt < to,
    )
    .map(({ id }) => id);
}

async function paged(filter: EventFilter, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const { rows, next } = await house.events.list(filter, cursor, limit);
    ids.push(...rows.map(({ id }) => id));
    if (next === null) return ids;
    cursor = next;
  }
}

const camera = (index: number): string => [...new Set(all.map(({ cameraId }) => cameraId))].sort()[index] ?? '';

const filters: readonly [string, () => EventFilter][] = [
  ['without a filter', () => ({})],
  ['of one camera', () => ({ cameras: [camera(0)] })],
  ['of one camera, behaviour, severity and state', () => ({ cameras: [camera(1)], behaviors: ['behavior-3'], severities: ['red'], states: ['open'] })],
  ['of two cameras and two states', () => ({ cameras: [camera(2), camera(3)], states: ['open', 'dismissed'] })],
  ['of a span of time', () => ({ from: 1_790_000_000_100, to: 1_790_000_000_180 })],
  ['of a span of time and one behaviour', () => ({ behaviors: ['behavior-7'], from: 1_790_000_000_050, to: 1_790_000_000_250 })],
  ['that nothing passes', () => ({ behaviors: ['no such behaviour'] })],
  ['of an empty list of cameras', () => ({ cameras: [] })],
];

test.each(filters)('pages %s hold every event once, newest first', async (_name, filter) => {
  expect(await paged(filter(), 7)).toEqual(expected(filter()));
  expect(await paged(filter(), 500)).toEqual(expected(filter()));
});

test.each(filters)('any offset %s leads to the rows that stand there, and an offset beyond the end to the last ones', async (_name, filter) => {
  const ids = expected(filter());
  for (const offset of [0, 1, 60, Math.floor(ids.length / 2), Math.max(0, ids.length - 15), ids.length, ids.length + 1000]) {
    const first = Math.max(0, Math.min(offset, ids.length - 20));
    const page = await house.events.listAt(filter(), offset, 20);
    expect(page.rows.map(({ id }) => id)).toEqual(ids.slice(first, first + 20));
    expect(page.offset).toBe(first);
    expect(page.next === null).toBe(first + 20 >= ids.length);
    expect(page.previous === null).toBe(first === 0);
  }
});

test.each(filters)('going up from the last row %s meets every event once', async (_name, filter) => {
  const ids = expected(filter());
  let upwards: string[] = ids.slice(-1);
  for (let before = upwards[0]; before !== undefined; ) {
    const { rows, previous } = await house.events.listAbove(filter(), before, 7);
    upwards = [...rows.map(({ id }) => id), ...upwards];
    before = previous ?? undefined;
  }
  expect(upwards).toEqual(ids);
});

test.each(filters)('the count %s is that of the rows, and names the oldest that waits', async (_name, filter) => {
  const { count, oldestOpenAt } = await house.events.count(filter());
  const ids = expected(filter());
  const open = all.filter(({ id, state }) => ids.includes(id) && state === 'open').map(({ startedAt }) => startedAt);
  expect(count).toBe(ids.length);
  expect(oldestOpenAt).toBe(open.length === 0 ? null : Math.min(...open));
});

test('events that arrive while somebody pages neither repeat nor hide a row', async () => {
  const first = await house.events.list({}, undefined, 50);
  const [some] = all;
  await house.events.recordEpisode(some?.cameraId ?? '', { kind: 'closed', episode: episodeAt(1_790_000_100_000, sequence(9)) }, null);
  const second = await house.events.list({}, first.next ?? undefined, 50);
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(all.slice(0, 100).map(({ id }) => id));
});

test('a cursor that is no event is refused', async () => {
  await expect(house.events.list({}, '01890000-0000-7000-8000-000000000000', 10)).rejects.toMatchObject({ kind: 'not-found' });
});
