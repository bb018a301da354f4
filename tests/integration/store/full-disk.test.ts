import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDoor, openChannel, type Door } from '../../support/door.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { drawnPictures, episodeAt, sequence } from '../../support/seed-events.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';
import type { Episode } from '../../../electron/engine/behavior/episode.ts';
import { isDiskFull } from '../../../electron/engine/store/store-error.ts';

const disk = mountSmallDisk(12_000_000);
let house: TestHouse;
let door: Door;
const random = sequence(4);
/** Large enough that there can be room for the database and none for it. */
const picture = Buffer.concat([...drawnPictures(1), Buffer.alloc(3_000_000)]);

beforeAll(async () => {
  if (!disk) return;
  house = await openTestHouse(join(disk.folder, 'data'));
  door = await openDoor(house, disk.folder);
});

afterAll(async () => {
  if (!disk) return;
  try {
    await door.close();
    await house.close();
  } finally {
    disk.unmount();
  }
});

/** Takes what is free but some bytes. */
function fill(leaveBytes: number): void {
  const { bavail, bsize } = statfsSync(disk?.folder ?? '');
  writeFileSync(join(disk?.folder ?? '', 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes)));
}

test.skipIf(!disk)('with no room for pictures events are recorded without; with no room at all they are refused, and all is well once there is room', async () => {
  const camera = await house.addCamera();
  const cookie = await door.signIn();
  const told: string[] = [];
  house.events.subscribe(({ id }) => told.push(id));
  const record = (episode = episodeAt(Date.now(), random), jpeg: Uint8Array | null = picture) => house.events.recordEpisode(camera.id, { kind: 'closed', episode }, jpeg).then(() => episode);

  const sound = await record();
  expect(await house.events.get(sound.id)).toMatchObject({ hasPicture: true });

  fill(picture.length / 2);
  const refused: { episode: Episode; error: unknown }[] = [];
  const withoutPicture: string[] = [];
  for (let tries = 0; tries < 500 && refused.length === 0; tries++) {
    const episode = episodeAt(Date.now(), random);
    await record(episode).then(
      () => withoutPicture.push(episode.id),
      (error: unknown) => refused.push({ episode, error }),
    );
  }
  expect(withoutPicture.length).toBeGreaterThan(0);
  const { episode, error } = refused[0] ?? never();
  expect({ error, full: isDiskFull(error) }).toMatchObject({ full: true });
  expect(told).not.toContain(episode.id);

  const channel = await openChannel(door, cookie);
  const draft = { name: 'x', address: `rtsp://192.0.2.2/${'x'.repeat(2000)}` };
  let answer = await channel.call('cameras.add', { draft });
  for (let tries = 0; tries < 100 && 'ok' in answer && answer.ok; tries++) answer = await channel.call('cameras.add', { draft });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'disk-full' } });
  expect(await channel.call('events.list', { filter: {} })).toMatchObject({ ok: true });
  channel.socket.close();

  rmSync(join(disk?.folder ?? '', 'filler'));
  await record(episode);
  expect(await house.events.get(episode.id)).toMatchObject({ hasPicture: true });
  for (const id of [sound.id, ...withoutPicture]) expect((await house.events.get(id)).id).toBe(id);
  expect(withoutPicture.some((id) => existsSync(`${house.files.picture(id)}.new`))).toBe(false);
});

function never(): never {
  throw new Error('nothing was refused');
}
