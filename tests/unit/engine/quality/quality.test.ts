import { afterEach, beforeEach, expect, test } from 'vitest';
import { Scene } from '../../../../electron/contract/scene.ts';
import { engineActor } from '../../../../electron/engine/accounts/audit.ts';
import { behaviorCards } from '../../../../electron/engine/behavior/registry.ts';
import { makeQuality, type Quality } from '../../../../electron/engine/quality/quality.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../../support/house.ts';
import { episodeAt, sequence, yard } from '../../../support/seed-events.ts';

const now = 1_790_000_000_000;
const weekMs = 7 * 86_400_000;
const by = { accountId: 'a', name: 'Wang' };
const random = sequence(1);
const scene = Scene.parse({ zones: [yard], behaviors: [{ id: 'stay', behavior: 'loitering', zone: 'yard' }] });

let house: TestHouse;
let quality: Quality;
let cameraId: string;
beforeEach(async () => {
  house = await openTestHouse();
  cameraId = (await house.addCamera({}, scene)).id;
  quality = makeQuality({ db: house.store.db, cameras: house.cameras, behaviors: behaviorCards, now: () => now });
});
afterEach(async () => {
  await house.close();
  removeFolder(house.folder);
});

async function decided(at: number, confidence: number, state: 'confirmed' | 'dismissed' | 'open', count = 1): Promise<void> {
  for (let index = 0; index < count; index++) {
    const reasons = [{ measure: 'confidence', value: confidence, threshold: 0.2, unit: 'ratio' as const }];
    const episode = { ...episodeAt(at + index, random), ruleId: 'stay', behavior: 'loitering', severity: 'blue' as const, reasons };
    await house.events.recordEpisode(cameraId, { kind: 'closed', episode }, null);
    if (state !== 'open') await house.events.decide(by, episode.id, { state, note: '', ...(state === 'dismissed' ? { reason: 'harmless' as const } : {}) });
  }
}

test('the weeks say what reviewers made of the events, the newest week last', async () => {
  await decided(now - 1000, 0.8, 'confirmed');
  await decided(now - 2000, 0.8, 'open');
  await decided(now - weekMs - 1000, 0.3, 'dismissed', 2);
  await decided(now - 3 * weekMs, 0.3, 'dismissed');
  expect(await quality.review(2)).toEqual([
    {
      behavior: 'loitering',
      cameraId,
      cameraName: 'gate',
      weeks: [
        { from: now - 2 * weekMs, confirmed: 0, dismissed: 2, open: 0 },
        { from: now - weekMs, confirmed: 1, dismissed: 0, open: 1 },
      ],
    },
  ]);
});

test('a decision that was taken back counts no more', async () => {
  const episode = { ...episodeAt(now - 1000, random), ruleId: 'stay', behavior: 'loitering' };
  await house.events.recordEpisode(cameraId, { kind: 'closed', episode }, null);
  const { standing } = await house.events.decide(by, episode.id, { state: 'confirmed', note: '' });
  await house.events.undo(by, episode.id, standing?.id ?? -1);
  expect((await quality.review(1))[0]?.weeks[0]).toMatchObject({ confirmed: 0, open: 1 });
});

test('a threshold is proposed from the decisions, put in force, and put back', async () => {
  await decided(now - 2 * 86_400_000, 0.8, 'confirmed', 12);
  await decided(now - 1000, 0.31, 'dismissed', 12);
  await decided(now - 500, 0.9, 'open', 3);
  const [curve] = await quality.curves();
  expect(curve).toMatchObject({ ruleId: 'stay', setting: 'confidence', place: yard.name, current: 0.2, proposed: 0.35, confirmed: 12, dismissed: 12 });
  expect(curve?.days).toBeCloseTo(2, 1);

  const refit = { cameraId, ruleId: 'stay', setting: 'confidence', before: 0.2, after: 0.35 };
  const camera = await quality.refit(engineActor, refit);
  expect(camera.scene.behaviors[0]?.settings).toEqual({ confidence: 0.35 });
  expect((await quality.curves())[0]).toMatchObject({ current: 0.35, proposed: null });
  await expect(quality.refit(engineActor, refit)).rejects.toMatchObject({ kind: 'conflict' });
  await quality.refit(engineActor, { ...refit, before: 0.35, after: 0.2 });
  expect((await quality.curves())[0]).toMatchObject({ current: 0.2, proposed: 0.35 });
});

test('what defines a behaviour is not fitted, nor is a rule that is gone', async () => {
  const refit = { cameraId, ruleId: 'stay', setting: 'seconds', before: 30, after: 60 };
  await expect(quality.refit(engineActor, refit)).rejects.toMatchObject({ kind: 'bad-input' });
  await expect(quality.refit(engineActor, { ...refit, ruleId: 'other' })).rejects.toMatchObject({ kind: 'not-found' });
});

test('of two thresholds put in force at the same moment one is refused, not lost', async () => {
  const refit = { cameraId, ruleId: 'stay', setting: 'confidence', before: 0.2, after: 0.35 };
  const results = await Promise.allSettled([quality.refit(engineActor, refit), quality.refit(engineActor, { ...refit, after: 0.4 })]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect((await house.cameras.get(cameraId)).scene.behaviors[0]?.settings).toEqual({ confidence: 0.35 });
});
