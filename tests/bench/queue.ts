import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import type { EventFilter } from '../../electron/contract/event.ts';
import { databaseFileName } from '../../electron/engine/store/store.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../support/house.ts';
import { sequence } from '../support/seed-events.ts';
import type { BenchRow } from './row.ts';

const pageSize = 100;
const cameraCount = 32;
const behaviors = ['intrusion', 'line-crossing', 'loitering', 'running', 'fall', 'fight', 'crowd', 'wrong-way', 'left-object', 'illegal-stop'];
const severities = ['red', 'yellow', 'blue'] as const;
const firstAt = 1_760_000_000_000;
const spanMs = 365 * 86_400_000;

/** Fills a year with events: a few cameras and behaviours make most of them, and the older ones are nearly all decided. */
function fill(house: TestHouse, cameraIds: readonly string[], count: number): void {
  const raw = new Database(join(house.folder, databaseFileName));
  const random = sequence(11);
  const insert = raw.prepare(`insert into events (id, camera_id, rule_id, behavior, severity, started_at, ended_at, state, place, has_picture, clip)
    values (?, ?, 'r', ?, ?, ?, ?, ?, 'Yard', 1, 'ready')`);
  const details = raw.prepare('insert into event_details (event_id, objects_json, reasons_json) values (?, ?, ?)');
  const objects = JSON.stringify([{ track: 1, class: 'person', confidence: 0.9, path: Array.from({ length: 10 }, (_, at) => ({ at, box: { left: 0.1, top: 0.1, width: 0.1, height: 0.1 } })) }]);
  raw.transaction(() => {
    for (let index = 0; index < count; index++) {
      const startedAt = Math.floor(firstAt + (spanMs * index) / count);
      const id = uuidv7({ msecs: startedAt });
      const kind = Math.floor(random() ** 3 * behaviors.length);
      const open = random() < (index > count * 0.98 ? 0.6 : 0.001);
      const state = open ? 'open' : random() < 0.2 ? 'confirmed' : 'dismissed';
      insert.run(id, cameraIds[Math.floor(random() ** 2 * cameraIds.length)], behaviors[kind], severities[kind % 3], startedAt, startedAt + 9000, state);
      details.run(id, objects, '[]');
    }
  })();
  raw.close();
}

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
    fill(house, cameraIds, count);
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
      return { page: p95(await pageTimes(house, filters, pages)), count: p95(await countTimes(house, filters)) };
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
  return [row('review queue, page of 100', large.page, small.page), row('review queue, count', large.count, small.count)];
}
