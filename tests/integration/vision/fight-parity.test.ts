import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { fightScore } from '../../../electron/engine/vision/fight/fight-score.ts';
import { InferenceThread } from '../../../electron/engine/vision/inference/inference-thread.ts';
import { readFightModel, readModel } from '../../../electron/engine/vision/model-card.ts';
import { fixtureFrames } from '../../support/fight-fixture.ts';

const models = join(import.meta.dirname, '..', '..', '..', 'models');
const Fixture = z.object({ logit: z.array(z.number()), sum: z.number() });
const fixture = Fixture.parse(JSON.parse(readFileSync(join(models, 'trained', 'fight.fixture.json'), 'utf8')));

let thread: InferenceThread;
beforeAll(async () => {
  thread = new InferenceThread({ model: await readModel(models, 'nanodet'), fight: await readFightModel(models), provider: 'cpu', threads: 1 });
  await thread.start();
});
afterAll(() => thread.stop());

test('the fight model says in the program what it said where it was trained', async () => {
  const { card } = await readFightModel(models);
  const pictures = fixtureFrames();
  expect(pictures.reduce((sum, value) => sum + value, 0)).toBe(fixture.sum);
  const score = await thread.judgeFight(pictures);
  expect(score).toBeCloseTo(fightScore({ [card.output.name]: { data: Float32Array.from(fixture.logit) } }, card), 3);
});

test('pictures that are no whole regions are refused', async () => {
  await expect(thread.judgeFight(new Uint8Array(10))).rejects.toMatchObject({ kind: 'bad-picture' });
});
