import path from 'node:path';
import Database from 'better-sqlite3';
import type { EventSummary } from '../../electron/contract/event.ts';
import { databaseFileName } from '../../electron/engine/store/store.ts';
import type { Window } from '../support/engine.ts';

export type SegmentNote = { readonly cameraId: string; readonly file: string; readonly bytes: number };

/** One of this many events is confirmed as soon as it is told. */
const confirmEvery = 3;
const noteEveryMs = 1000;

/**
 * What the engine has said is done, and may therefore never be lost: events pushed to a window, decisions answered, clips
 * called ready, segments that stand in the index as finished.
 */
export class Told {
  readonly events = new Map<string, EventSummary>();
  readonly confirmed = new Set<string>();
  readonly segments = new Map<string, SegmentNote>();
  readonly #data: string;
  #timer: NodeJS.Timeout | null = null;

  constructor(data: string) {
    this.#data = data;
  }

  /** Listens to a window, and reviews as an officer would. */
  listen(window: Window): void {
    window.on('event', (event) => {
      const isNew = !this.events.has(event.id);
      this.events.set(event.id, event);
      if (!isNew || this.events.size % confirmEvery !== 0) return;
      // An engine that is killed before it answers has promised nothing.
      window.call('events.decide', { eventId: event.id, state: 'confirmed', note: 'seen' }).then(
        () => this.confirmed.add(event.id),
        () => undefined,
      );
    });
  }

  /** Notes finished segments every second; only while the engine lives, so that it stays the one that recovers its database. */
  noteSegments(isEngineAlive: () => boolean): void {
    this.#timer = setInterval(() => {
      if (isEngineAlive()) this.noteSegmentsNow();
    }, noteEveryMs);
  }

  noteSegmentsNow(): void {
    const database = new Database(path.join(this.#data, databaseFileName), { readonly: true, fileMustExist: true, timeout: 2000 });
    try {
      const rows = database.prepare<[], { camera_id: string; file: string; bytes: number }>('select camera_id, file, bytes from segments where finished = 1').all();
      for (const { camera_id, file, bytes } of rows) this.segments.set(`${camera_id}/${file}`, { cameraId: camera_id, file, bytes });
    } finally {
      database.close();
    }
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }
}
