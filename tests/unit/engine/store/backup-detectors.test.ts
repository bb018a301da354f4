import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, restoreBackup } from '../../../../electron/engine/store/backup.ts';
import { databaseFileName, openStore } from '../../../../electron/engine/store/store.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';

/** Longer than one part of a backup. */
const large = Buffer.alloc(9_000_000, 'a detector of some size ');
const small = Buffer.from('a small detector');
let folder: string;
let copy: string;

const idOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const fileOf = (id: string): string => join(folder, 'detectors', `${id}.onnx`);
const files = (): string[] => readdirSync(join(folder, 'detectors')).filter((name) => name.endsWith('.onnx'));

async function know(id: string, name: string): Promise<void> {
  const store = await openStore(folder);
  await store.db.insertInto('detectors').values({ id, name, bytes: 1, added_at: Date.now(), card_json: '{}', facts_json: '{}', removed_at: null }).execute();
  await store.close();
}

async function keep(bytes: Uint8Array, name: string): Promise<string> {
  mkdirSync(join(folder, 'detectors'), { recursive: true });
  writeFileSync(fileOf(idOf(bytes)), bytes);
  await know(idOf(bytes), name);
  return idOf(bytes);
}

function change(file: string, statement: string): void {
  const raw = new Database(file);
  raw.exec(statement);
  raw.close();
}

beforeEach(() => {
  folder = temporaryFolder();
  copy = join(folder, 'copy.db');
});
afterEach(() => removeFolder(folder));

describe('the detectors that users brought, in a backup', () => {
  it('come back byte for byte, and the database is as small as before', async () => {
    const ids = [await keep(large, 'Large'), await keep(small, 'Small')];
    expect(backUp(folder, copy)).toEqual({ count: 2, left: [] });
    expect(statSync(copy).size).toBeGreaterThan(large.length);
    rmSync(join(folder, 'detectors'), { recursive: true });
    expect(restoreBackup(folder, copy).detectors).toEqual({ count: 2, left: [] });
    expect(ids.map((id) => idOf(readFileSync(fileOf(id))))).toEqual(ids);
    expect(statSync(fileOf(idOf(small))).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, databaseFileName)).size).toBeLessThan(2_000_000);
    expect(readdirSync(join(folder, 'detectors', 'arriving'))).toEqual([]);
  });

  it('are left out, by name, where the file is gone or is not what its name says', async () => {
    const id = await keep(small, 'Changed');
    writeFileSync(fileOf(id), 'something else');
    await know('0'.repeat(64), 'Gone');
    expect(backUp(folder, copy)).toEqual({ count: 0, left: ['Changed', 'Gone'] });
    expect(restoreBackup(folder, copy).detectors).toEqual({ count: 0, left: ['Changed', 'Gone'] });
    expect(readFileSync(fileOf(id), 'utf8')).toBe('something else');
  });

  it('are not taken where the backup was changed; the database comes back all the same', async () => {
    const id = await keep(small, 'Small');
    backUp(folder, copy);
    rmSync(fileOf(id));
    change(copy, `update backup_detectors set data = x'00'`);
    const { old, detectors } = restoreBackup(folder, copy);
    expect(old).toMatch(/before-restore/);
    expect(detectors).toEqual({ count: 0, left: ['Small'] });
    expect(files()).toEqual([]);
    expect(readdirSync(join(folder, 'detectors', 'arriving'))).toEqual([]);
  });

  it('take the place of a damaged file, and leave a sound one', async () => {
    const [damaged, sound] = [await keep(small, 'Small'), await keep(large, 'Large')];
    backUp(folder, copy);
    writeFileSync(fileOf(damaged), 'half');
    const before = statSync(fileOf(sound)).ino;
    expect(restoreBackup(folder, copy).detectors).toEqual({ count: 2, left: [] });
    expect(idOf(readFileSync(fileOf(damaged)))).toBe(damaged);
    expect(statSync(fileOf(sound)).ino).toBe(before);
  });

  it('never become a path that the backup names', async () => {
    await keep(small, 'Small');
    backUp(folder, copy);
    change(copy, `update detectors set id = '../../escaped'; insert into backup_detectors values ('../../escaped', 0, x'00')`);
    expect(restoreBackup(folder, copy).detectors).toEqual({ count: 0, left: [] });
    expect(existsSync(join(folder, '..', 'escaped.onnx'))).toBe(false);
  });

  it('may be missing: a backup from before restores, and the files that are there stay', async () => {
    const id = await keep(small, 'Small');
    backUp(folder, copy, { withDetectors: false });
    expect(restoreBackup(folder, copy).detectors).toBeNull();
    expect(files()).toEqual([`${id}.onnx`]);
  });
});
