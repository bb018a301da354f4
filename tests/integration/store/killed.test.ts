import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyAudit } from '../../../electron/engine/accounts/audit.ts';
import { eventInPicture } from '../../../electron/engine/events/event-files.ts';
import { openTestHouse, removeFolder, temporaryFolder } from '../../support/house.ts';
import { drawnPictures } from '../../support/seed-events.ts';

const node24 = join(import.meta.dirname, '../../../node_modules/node/bin/node');
const script = join(import.meta.dirname, '../../support/writing-process.ts');
const [picture = Buffer.alloc(0)] = drawnPictures(1);
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolder(folder));

/** What a writing process said before it was killed this long after it was ready. */
async function writeAndKill(afterMs: number): Promise<string[]> {
  const child = spawn(node24, [script, folder, picture.subarray(0, 20_000).toString('hex')], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.startsWith('ready')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the writing process ended by itself with ${String(code)}`)));
  });
  await sleep(afterMs);
  child.kill('SIGKILL');
  await ended;
  return text.split('\n').slice(0, -1).filter((line) => line.startsWith('told '));
}

const rounds = Number(process.env['WATCHHOUSE_KILLS'] ?? 6);

test(`after ${rounds} SIGKILLs during writes every event that was told is there with what was told, picture and all`, async () => {
  const told = new Map<string, { closed: boolean; confirmed: boolean }>();
  for (let round = 0; round < rounds; round++)
    for (const line of await writeAndKill(100 + ((round * 137) % 500))) {
      const [, id = '', end, state] = line.split(' ');
      const before = told.get(id);
      told.set(id, { closed: before?.closed === true || end === 'closed', confirmed: state === 'confirmed' });
    }
  expect(told.size).toBeGreaterThan(rounds);

  const house = await openTestHouse(folder);
  for (const [id, { closed, confirmed }] of told) {
    const event = await house.events.get(id);
    if (closed) expect(event.endedAt).not.toBeNull();
    if (confirmed) expect(event.state).toBe('confirmed');
    expect(eventInPicture(readFileSync(house.files.picture(id)))?.id).toBe(id);
  }
  await house.events.closeInterrupted();
  const { rows } = await house.events.list({}, undefined, 500);
  expect(rows.every(({ endedAt }) => endedAt !== null)).toBe(true);
  const counted = await house.store.db.selectFrom('events').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirst();
  expect((await house.events.count({})).count).toBe(counted?.count);
  expect(await verifyAudit(house.store.db)).toMatchObject({ sound: true });
  await house.close();
});

test('a folder whose engine was killed can be opened at once, and one whose engine lives cannot', async () => {
  const child = spawn(node24, [script, folder, ''], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  await expect(openTestHouse(folder)).rejects.toMatchObject({ kind: 'in-use' });
  child.kill('SIGKILL');
  await new Promise<void>((resolve) => child.once('close', () => resolve()));
  expect(existsSync(join(folder, 'lock.db'))).toBe(true);
  await (await openTestHouse(folder)).close();
});
