import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { databaseFileName } from '../../electron/engine/store/store.ts';
import { sequence } from './seed-events.ts';

const severities = ['red', 'yellow', 'blue'] as const;

export type Filling = { readonly cameraIds: readonly string[]; readonly behaviors: readonly string[]; readonly count: number; readonly firstAt: number; readonly spanMs: number };

/**
 * Fills a span of time with events straight in the database, many in a second: a few cameras and behaviours make most of
 * them, and the older ones are nearly all decided.
 */
export function fillEvents(house: { readonly store: { readonly folder: string } }, { cameraIds, behaviors, count, firstAt, spanMs }: Filling): void {
  const raw = new Database(join(house.store.folder, databaseFileName));
  const random = sequence(11);
  const insert = raw.prepare(`insert into events (id, camera_id, rule_id, behavior, severity, started_at, ended_at, state, place, has_picture, clip)
    values (?, ?, ?, ?, ?, ?, ?, ?, 'Yard', 1, 'ready')`);
  const details = raw.prepare('insert into event_details (event_id, objects_json, reasons_json) values (?, ?, ?)');
  const objects = JSON.stringify([{ track: 1, class: 'person', confidence: 0.9, path: Array.from({ length: 10 }, (_, at) => ({ at, box: { left: 0.1, top: 0.1, width: 0.1, height: 0.1 } })) }]);
  raw.transaction(() => {
    for (let index = 0; index < count; index++) {
      const startedAt = Math.floor(firstAt + (spanMs * index) / count);
      const id = uuidv7({ msecs: startedAt });
      const kind = Math.floor(random() ** 3 * behaviors.length);
      const open = random() < (index > count * 0.98 ? 0.6 : 0.001);
      const state = open ? 'open' : random() < 0.2 ? 'confirmed' : 'dismissed';
      insert.run(id, cameraIds[Math.floor(random() ** 2 * cameraIds.length)], behaviors[kind], behaviors[kind], severities[kind % 3], startedAt, startedAt + 9000, state);
      // False alarms are the less sure ones, as in life.
      const confidence = state === 'confirmed' ? 0.4 + random() * 0.55 : 0.2 + random() ** 2 * 0.6;
      details.run(id, objects, JSON.stringify([{ measure: 'confidence', value: confidence, threshold: 0.2, unit: 'ratio' }]));
    }
  })();
  raw.close();
}
