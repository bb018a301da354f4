import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { longestDetectorBytes } from '../../contract/detector.ts';
import { DetectorId } from '../../contract/object-class.ts';
import { syncFile } from './sync-file.ts';

/** How many imported detectors are there, and the names of those that are not. */
export type CarriedDetectors = { readonly count: number; readonly left: readonly string[] };

const partBytes = 8_000_000;
/** Of all of them together. */
const mostBytes = 4_000_000_000;

type Known = { readonly id: string; readonly name: string };

function isThere(raw: Database.Database, table: string): boolean {
  return raw.prepare(`select 1 from sqlite_schema where type = 'table' and name = ?`).get(table) !== undefined;
}

function detectorsOf(raw: Database.Database): Known[] {
  if (!isThere(raw, 'detectors')) return [];
  return (raw.prepare('select id, name from detectors order by added_at, id').all() as Known[]).filter(({ id }) => DetectorId.safeParse(id).success);
}

function* partsOf(path: string): Generator<Buffer> {
  const handle = openSync(path, 'r');
  try {
    for (;;) {
      const part = Buffer.alloc(partBytes);
      const length = readSync(handle, part);
      if (length === 0) return;
      yield part.subarray(0, length);
    }
  } finally {
    closeSync(handle);
  }
}

function sha256Of(path: string): string {
  const hash = createHash('sha256');
  for (const part of partsOf(path)) hash.update(part);
  return hash.digest('hex');
}

/** Puts the files of a data folder's imported detectors into a copy of its database, in parts. One that is not what its name says is left out. */
export function packDetectors(copy: Database.Database, dataFolder: string): CarriedDetectors {
  const left: string[] = [];
  let count = 0;
  let room = mostBytes;
  copy.exec('create table backup_detectors (id text not null, part integer not null, data blob not null, primary key (id, part))');
  const insert = copy.prepare('insert into backup_detectors values (?, ?, ?)');
  for (const { id, name } of detectorsOf(copy)) {
    const path = join(dataFolder, 'detectors', `${id}.onnx`);
    const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? Infinity;
    if (bytes > Math.min(longestDetectorBytes, room) || sha256Of(path) !== id) {
      left.push(name);
      continue;
    }
    copy.transaction(() => {
      let number = 0;
      for (const part of partsOf(path)) insert.run(id, number++, part);
    })();
    room -= bytes;
    count++;
  }
  return { count, left };
}

/**
 * Takes the detectors' files out of a copy of a backup and puts each into the data folder when it is whole; those that are
 * there already stay. New ones are entered into `added`. Null: the backup is from before they were in it.
 */
export function unpackDetectors(copy: Database.Database, dataFolder: string, added: string[]): CarriedDetectors | null {
  if (!isThere(copy, 'backup_detectors')) return null;
  const folder = join(dataFolder, 'detectors');
  const arriving = join(folder, 'arriving');
  mkdirSync(arriving, { recursive: true, mode: 0o700 });
  const bytesOf = copy.prepare('select coalesce(sum(length(cast(data as blob))), 0) from backup_detectors where id = ?').pluck();
  const left: string[] = [];
  let count = 0;
  let room = mostBytes;
  for (const { id, name } of detectorsOf(copy)) {
    const target = join(folder, `${id}.onnx`);
    const isNew = !existsSync(target);
    if (!isNew && sha256Of(target) === id) {
      count++;
      continue;
    }
    const bytes = bytesOf.get(id) as number;
    const beside = join(arriving, randomUUID());
    try {
      if (bytes === 0 || bytes > Math.min(longestDetectorBytes, room) || writeParts(copy, id, beside) !== id) {
        left.push(name);
        continue;
      }
      syncFile(beside);
      renameSync(beside, target);
    } finally {
      rmSync(beside, { force: true });
    }
    if (isNew) added.push(target);
    room -= bytes;
    count++;
  }
  copy.exec('drop table backup_detectors; vacuum');
  return { count, left };
}

/** Writes the parts one after the other; gives the SHA-256 of the whole. */
function writeParts(copy: Database.Database, id: string, path: string): string {
  const parts = copy.prepare('select cast(data as blob) from backup_detectors where id = ? and data is not null order by part').pluck();
  const hash = createHash('sha256');
  const handle = openSync(path, 'wx', 0o600);
  try {
    for (const data of parts.iterate(id) as IterableIterator<Uint8Array>) {
      hash.update(data);
      writeFileSync(handle, data);
    }
    return hash.digest('hex');
  } finally {
    closeSync(handle);
  }
}
