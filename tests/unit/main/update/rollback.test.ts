import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { beginUpdate, mostAttempts, noteReady, noteStart, rollBack, shouldRollBack } from '../../../../electron/main/update/rollback.ts';
import { readProgress, writeProgress } from '../../../../electron/main/update/update-state.ts';
import { readSetting, writeSetting } from '../../../../electron/engine/store/settings.ts';
import { openStore } from '../../../../electron/engine/store/store.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';

let folder: string;
let data: string;
beforeEach(() => {
  folder = temporaryFolder();
  data = join(folder, 'data');
});
afterEach(() => removeFolder(folder));

const Speed = z.object({ speed: z.number().default(1) });

async function write(speed: number): Promise<void> {
  const store = await openStore(data);
  await writeSetting(store.db, 'test', { speed });
  await store.close();
}
async function read(): Promise<number> {
  const store = await openStore(data);
  const { speed } = await readSetting(store.db, 'test', Speed);
  await store.close();
  return speed;
}
const begin = (previous: { file: string; target: string } | null = null): void => beginUpdate(folder, { from: '1.0.0', to: '1.1.0', previous, now: 1_790_000_000_000 });

test('a usual start knows of no update', () => {
  expect(noteStart(folder, '1.0.0', data)).toBeNull();
  expect(shouldRollBack(null, 'died')).toBe(false);
  expect(noteReady(folder)).toBeNull();
});

test('at the first start of a new version the database is copied once; when it comes up the update is done', async () => {
  await write(5);
  begin();
  const first = noteStart(folder, '1.1.0', data);
  expect(first).toMatchObject({ from: '1.0.0', to: '1.1.0', attempts: 1 });
  const copied = readFileSync(first?.backup ?? '');
  await write(9);
  expect(noteStart(folder, '1.1.0', data)).toMatchObject({ attempts: 2, backup: first?.backup });
  expect(readFileSync(first?.backup ?? '').equals(copied)).toBe(true);
  expect(noteReady(folder)).toMatchObject({ to: '1.1.0' });
  expect(readProgress(folder)).toBeNull();
});

test('the old version that starts again forgets an update that was not installed', () => {
  begin();
  expect(noteStart(folder, '1.0.0', data)).toBeNull();
  expect(readProgress(folder)).toBeNull();
});

test('a failed migration ends the new version at once, dying only after several attempts, other problems never', () => {
  begin();
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const progress = noteStart(folder, '1.1.0', data);
    expect(shouldRollBack(progress, 'died')).toBe(attempt >= mostAttempts);
    expect(shouldRollBack(progress, { failed: 'migration-failed' })).toBe(true);
    for (const failed of ['in-use', 'port-taken', 'disk-full', 'key-locked']) expect(shouldRollBack(progress, { failed })).toBe(false);
  }
});

test('going back brings database and program of before', async () => {
  await write(5);
  const target = join(folder, 'Watchhouse.AppImage');
  writeFileSync(target, 'new');
  writeFileSync(`${target}.previous`, 'old');
  begin({ file: `${target}.previous`, target });
  const progress = noteStart(folder, '1.1.0', data);
  await write(9);
  if (progress === null) throw new Error('no update under way');
  expect(rollBack(folder, progress)).toEqual({ next: 'start', program: target, version: '1.0.0' });
  expect(readFileSync(target, 'utf8')).toBe('old');
  expect(await read()).toBe(5);
  expect(readProgress(folder)).toBeNull();
});

test('where the old program was not kept the person is told which version to install', async () => {
  await write(5);
  begin();
  const progress = noteStart(folder, '1.1.0', data);
  if (progress === null) throw new Error('no update under way');
  expect(rollBack(folder, progress)).toEqual({ next: 'install', version: '1.0.0' });
});

test('going back waits for the engine: a database in use is not touched and the update stays noted', async () => {
  await write(5);
  begin();
  const progress = noteStart(folder, '1.1.0', data);
  if (progress === null) throw new Error('no update under way');
  const store = await openStore(data);
  expect(() => rollBack(folder, progress)).toThrow(expect.objectContaining({ kind: 'in-use' }) as Error);
  await store.close();
  expect(readProgress(folder)).not.toBeNull();
});

test('a note that is damaged or too large is no update', () => {
  for (const text of ['', '{', '{"from":"1.0.0"}', JSON.stringify({ from: '1.0.0', to: '../2', backup: null, dataFolder: null, previous: null, startedAt: 1, attempts: 0 }), ' '.repeat(100_000)]) {
    writeFileSync(join(folder, 'update-state.json'), text);
    expect(readProgress(folder)).toBeNull();
    expect(noteStart(folder, '1.1.0', data)).toBeNull();
  }
  writeProgress(folder, { from: '1.0.0', to: '1.1.0', backup: null, dataFolder: null, previous: null, startedAt: 1, attempts: 0 });
  expect(existsSync(join(folder, 'update-state.json.new'))).toBe(false);
});
