import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { verifyAudit } from '../../electron/engine/accounts/audit.ts';
import { eventInPicture, makeEventFiles } from '../../electron/engine/events/event-files.ts';
import { recordingsFolderName } from '../../electron/engine/nodes/cameras.ts';
import { segmentPath } from '../../electron/engine/recordings/places.ts';
import { databaseFileName, openStore } from '../../electron/engine/store/store.ts';
import { decodeWithFfmpeg } from '../support/recording.ts';
import type { Told } from './told.ts';

/** What became of everything that was promised. Each list names what is lost; all are empty when nothing is. */
export type Account = {
  readonly events: { readonly told: number; readonly confirmed: number; readonly lost: readonly string[] };
  readonly segments: { readonly noted: number; readonly inIndex: number; readonly lost: readonly string[]; readonly unplayable: readonly string[] };
  readonly clips: { readonly ready: number; readonly none: number; readonly pending: number; readonly lost: readonly string[]; readonly unplayable: readonly string[] };
  readonly audit: { readonly sound: boolean; readonly entries: number };
  readonly integrity: string;
};

/** Losses of any kind, as one list. */
export function lossesOf({ events, segments, clips, audit, integrity }: Account): string[] {
  return [
    ...events.lost.map((id) => `event ${id}`),
    ...segments.lost.map((file) => `segment ${file} is gone`),
    ...segments.unplayable.map((why) => `segment ${why}`),
    ...clips.lost.map((id) => `clip ${id}`),
    ...clips.unplayable.map((why) => `clip ${why}`),
    ...(audit.sound ? [] : ['the audit chain is broken']),
    ...(integrity === 'ok' ? [] : [`database: ${integrity}`]),
  ];
}

/** Compares a data folder whose engine has stopped with what the engine had said. */
export async function verify(data: string, told: Told): Promise<Account> {
  const raw = new Database(path.join(data, databaseFileName), { readonly: true });
  const integrity = String(raw.pragma('integrity_check', { simple: true }));
  raw.close();
  const store = await openStore(data, 'always');
  try {
    const rows = await store.db.selectFrom('events').select(['id', 'state', 'ended_at', 'clip']).execute();
    const segments = await store.db.selectFrom('segments').select(['camera_id', 'file', 'bytes', 'finished']).execute();
    const { sound, entries } = await verifyAudit(store.db);
    const events = new Map(rows.map((row) => [row.id, row]));
    const inIndex = new Set(segments.map(({ camera_id, file }) => `${camera_id}/${file}`));
    const place = (cameraId: string, file: string): string => segmentPath(path.join(data, recordingsFolderName), cameraId, file) ?? '';
    const isWhole = (file: string, bytes: number): boolean => existsSync(file) && statSync(file).size === bytes;
    const files = makeEventFiles(data);
    const finished = segments.filter((row) => row.finished === 1);
    const ready = rows.filter(({ clip }) => clip === 'ready');
    const broken = (id: string): boolean => {
      const [said, found] = [told.events.get(id), events.get(id)];
      if (found === undefined || said === undefined) return true;
      const isOpenAgain = said.endedAt !== null && found.ended_at === null;
      const isUndecided = told.confirmed.has(id) && found.state !== 'confirmed';
      return isOpenAgain || isUndecided || (said.hasPicture && eventInPicture(readFileSync(files.picture(id)))?.id !== id);
    };
    return {
      events: { told: told.events.size, confirmed: told.confirmed.size, lost: [...told.events.keys()].filter(broken) },
      segments: {
        noted: told.segments.size,
        inIndex: finished.length,
        lost: [...told.segments].filter(([key, { cameraId, file, bytes }]) => !inIndex.has(key) || !isWhole(place(cameraId, file), bytes)).map(([key]) => key),
        unplayable: await unplayable(finished.map(({ camera_id, file }) => place(camera_id, file))),
      },
      clips: {
        ready: ready.length,
        none: rows.filter(({ clip }) => clip === 'none').length,
        pending: rows.filter(({ clip }) => clip === 'pending').length,
        lost: [
          ...[...told.events.values()].filter(({ id, clip }) => clip === 'ready' && events.get(id)?.clip !== 'ready').map(({ id }) => id),
          ...rows.filter(({ clip }) => clip === 'failed').map(({ id }) => `${id} (failed)`),
        ],
        unplayable: await unplayable(ready.map(({ id }) => files.clip(id))),
      },
      audit: { sound, entries },
      integrity,
    };
  } finally {
    await store.close();
  }
}

/** Files that ffmpeg complains about or in which it finds no picture, with what it says. */
async function unplayable(files: readonly string[]): Promise<string[]> {
  const bad: string[] = [];
  for (const file of files) {
    const pictures = await decodeWithFfmpeg(file).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (typeof pictures === 'string') bad.push(`${file}: ${pictures}`);
    else if (pictures === 0) bad.push(`${file}: no picture`);
  }
  return bad;
}
