import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { fightScore } from '../../../electron/engine/vision/fight/fight-score.ts';
import { InferenceThread } from '../../../electron/engine/vision/inference/inference-thread.ts';
import { readFightModel, readModel } from '../../../electron/engine/vision/model-card.ts';

const models = join(import.meta.dirname, '..', '..', '..', 'models');
const Fixture = z.object({ logit: z.array(z.number()), sum: z.number() });
const fixture = Fixture.parse(JSON.parse(readFileSync(join(models, 'trained', 'fight.fixture.json'), 'utf8')));

/** As models/trained/fight.md defines the two regions of the fixture. */
function fixturePictures(): Uint8Array<ArrayBuffer> {
  const wave = (v: number): number => Math.abs((((v % 64) + 64) % 64) - 32) * 7;
  const data = new Uint8Array(2 * 24 * 160 * 160);
  let at = 0;
  for (const region of [0, 1])
    for (let k = 0; k < 24; k++)
      for (let y = 0; y < 160; y++)
        for (let x = 0; x < 160; x++)
          data[at++] =
            region === 0
              ? (wave(x + 3 * k) + wave(y - 2 * k + (x >> 2))) >> 1
              : (wave(x + ((5 * k * k) % 11)) + wave(y + ((7 * k) % 5) + ((x * y) >> 6))) >> 1;
  return data;
}

let thread: InferenceThread;
beforeAll(async () => {
  thread = new InferenceThread({ model: await readModel(models, 'nanodet'), fight: await readFightModel(models), provider: 'cpu', threads: 1 });
  await thread.start();
});
afterAll(() => thread.stop());

test('the fight model says in the program what it said where it was trained', async () => {
  const { card } = await readFightModel(models);
  const pictures = fixturePictures();
  expect(pictures.reduce((sum, value) => sum + value, 0)).toBe(fixture.sum);
  const score = await thread.judgeFight(pictures);
  expect(score).toBeCloseTo(fightScore(Float32Array.from(fixture.logit), card), 3);
});

test('pictures that are no whole regions are refused', async () => {
  await expect(thread.judgeFight(new Uint8Array(10))).rejects.toMatchObject({ kind: 'bad-picture' });
});
