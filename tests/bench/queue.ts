import type { EventFilter } from '../../electron/contract/event.ts';
import { fillEvents } from '../support/fill-events.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../support/house.ts';
import type { BenchRow } from './row.ts';

const pageSize = 100;
const cameraCount = 32;
const behaviors = ['intrusion', 'line-crossing', 'loitering', 'running', 'fall', 'fight', 'crowd', 'wrong-way', 'left-object', 'illegal-stop'];
const firstAt = 1_760_000_000_000;
const spanMs = 365 * 86_400_000;

/** What reviewers ask for, from the plain queue to combinations that hardly anything passes. */
function filtersFor(cameraIds: readonly string[]): EventFilter[] {
  const [first = '', last = ''] = [cameraIds[0], cameraIds.at(-1)];
  const week = firstAt + spanMs - 7 * 86_400_000;
  return [
    {},
    { states: ['open'] },
    { states: ['confirmed'], severities: ['red'] },
    { cameras: [first] },
    { cameras: [last], states: ['open'] },
    { cameras: [first, last], behaviors: ['illegal-stop'], states: ['confirmed'] },
    { behaviors: ['illegal-stop', 'left-object'] },
    { from: firstAt + spanMs / 2, to: firstAt + spanMs / 2 + 86_400_000 },
    { from: week, states: ['open'], severities: ['red', 'yellow'] },
    { cameras: cameraIds.slice(8, 24), behaviors: ['fight', 'fall'] },
  ];
}

/** Times of pages from the top of the queue downwards and of the counts, for every filter. */
async function pageTimes(house: TestHouse, filters: readonly EventFilter[], pages: number): Promise<number[]> {
  const times: number[] = [];
  for (const filter of filters) {
    let cursor: string | undefined;
    for (let page = 0; page < pages; page++) {
      const startedAt = performance.now();
      const { next } = await house.events.list(filter, cursor, pageSize);
      times.push(performance.now() - startedAt);
      if (next === null) break;
      cursor = next;
    }
  }
  return times;
}

/** Times of drags of the scroll bar to nine places between the newest and the oldest, for every filter. */
async function seekTimes(house: TestHouse, filters: readonly EventFilter[]): Promise<number[]> {
  const times: number[] = [];
  for (const filter of filters) {
    const { count } = await house.events.count(filter);
    for (const share of [0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 1]) {
      const startedAt = performance.now();
      await house.events.listAt(filter, Math.floor(count * share), pageSize);
      times.push(performance.now() - startedAt);
    }
  }
  return times;
}

async function countTimes(house: TestHouse, filters: readonly EventFilter[]): Promise<number[]> {
  const times: number[] = [];
  for (const filter of filters) {
    const startedAt = performance.now();
    await house.events.count(filter);
    times.push(performance.now() - startedAt);
  }
  return times;
}

function p95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}

async function withEvents<T>(count: number, work: (house: TestHouse, filters: EventFilter[]) => Promise<T>): Promise<T> {
  const house = await openTestHouse();
  try {
    const cameras = await Promise.all(Array.from({ length: cameraCount }, (_, index) => house.addCamera({ name: `camera ${index}` })));
    const cameraIds = cameras.map(({ id }) => id);
    fillEvents(house, { cameraIds, behaviors, count, firstAt, spanMs });
    return await work(house, filtersFor(cameraIds));
  } finally {
    await house.close();
    removeFolder(house.folder);
  }
}

/** The review queue at `count` events: pages of 100 and counts with every kind of filter, against the same at 10,000. */
export async function benchQueue(count = 1_000_000, pages = 30): Promise<BenchRow[]> {
  const measure = (events: number) =>
    withEvents(events, async (house, filters) => {
      await pageTimes(house, filters, 2);
      return { page: p95(await pageTimes(house, filters, pages)), count: p95(await countTimes(house, filters)), seek: p95(await seekTimes(house, filters)) };
    });
  const small = await measure(10_000);
  const large = await measure(count);
  const row = (name: string, value: number, reference: number): BenchRow => ({
    name: `${name} at ${count.toLocaleString('en')} events, p95`,
    value: Number(value.toFixed(2)),
    unit: 'ms',
    reference: `the same at 10,000 events: ${reference.toFixed(2)} ms`,
    ratio: Number((value / reference).toFixed(2)),
  });
  return [
    row('review queue, page of 100', large.page, small.page),
    row('review queue, page of 100 at any offset', large.seek, small.seek),
    row('review queue, count', large.count, small.count),
  ];
}
