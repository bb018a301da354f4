import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layOutLabelledClips } from '../../../../electron/engine/events/labelled-clips.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../../support/house.ts';
import { episodeAt, sequence } from '../../../support/seed-events.ts';

const at = 1_790_000_000_000;
const by = { accountId: 'a', name: 'Wang' };
const random = sequence(1);
let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(async () => {
  await house.close();
  removeFolder(house.folder);
});

async function event(cameraId: string, decision: 'confirmed' | 'dismissed' | null, hasClip = true): Promise<string> {
  const episode = { ...episodeAt(at, random), behavior: 'loitering' };
  await house.events.recordEpisode(cameraId, { kind: 'closed', episode }, null);
  if (decision !== null) await house.events.decide(by, episode.id, { state: decision, note: '', ...(decision === 'dismissed' ? { reason: 'animal' as const } : {}) });
  if (hasClip) {
    mkdirSync(dirname(house.files.clip(episode.id)), { recursive: true });
    writeFileSync(house.files.clip(episode.id), 'clip');
    await house.events.clipSettled(episode.id, { clip: 'ready', startedAt: at, durationMs: 1000 });
  }
  return episode.id;
}

test('decided clips become labelled footage, cameras as scenes, and nothing else does', async () => {
  const open = (await house.addCamera({ learning: true })).id;
  const closed = (await house.addCamera()).id;
  const confirmed = await event(open, 'confirmed');
  const dismissed = await event(open, 'dismissed');
  await event(open, null);
  await event(open, 'confirmed', false);
  await event(closed, 'confirmed');

  const target = join(house.folder, 'labelled');
  const said = await layOutLabelledClips(house.store.db, house.files, target);
  expect(said).toEqual({ byBehavior: { loitering: { confirmed: 1, dismissed: 1 } }, withoutLeave: 1, withoutClip: 1 });
  const time = new Date(at).toISOString();
  expect(readFileSync(join(target, 'loitering', 'labels.csv'), 'utf8').split('\n').toSorted()).toEqual(
    ['', `${confirmed}.mp4,loitering,${open},,${time}`, `${dismissed}.mp4,normal,${open},animal,${time}`, 'file,label,scene,reason,at'].toSorted(),
  );
  expect(readdirSync(join(target, 'loitering')).filter((file) => file.endsWith('.mp4')).toSorted()).toEqual([`${confirmed}.mp4`, `${dismissed}.mp4`].toSorted());
});

test('a camera whose agreement was taken back gives no more clips', async () => {
  const camera = await house.addCamera({ learning: true });
  await event(camera.id, 'confirmed');
  await house.cameras.edit(by, camera.id, { ...camera, learning: false });
  const said = await layOutLabelledClips(house.store.db, house.files, join(house.folder, 'labelled'));
  expect(said).toEqual({ byBehavior: {}, withoutLeave: 1, withoutClip: 0 });
  expect(existsSync(join(house.folder, 'labelled', 'loitering'))).toBe(false);
});
