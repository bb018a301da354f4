import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fixtureFrames, fixturePictures, fixtureSize } from '../../../support/fight-fixture.ts';

const folder = join(import.meta.dirname, '../../../../models/trained');

const Card = z.object({ sha256: z.string() });
const Fixture = z.object({ sum: z.number(), logit: z.tuple([z.number(), z.number()]) });

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
}

describe('the fight model', () => {
  test('is the file that its card names, of at most 10 MB', async () => {
    const bytes = await readFile(join(folder, 'fight.onnx'));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe((await readJson('fight.json', Card)).sha256);
    expect(bytes.length).toBeLessThanOrEqual(10e6);
  });

  test('scores the pictures of its specification as it did where it was trained', async () => {
    const fixture = await readJson('fight.fixture.json', Fixture);
    const pixels = fixtureFrames();
    expect(pixels.reduce((sum, pixel) => sum + pixel, 0)).toBe(fixture.sum);
    const session = await ort.InferenceSession.create(join(folder, 'fight.onnx'));
    const { logit } = await session.run({ frames: new ort.Tensor('uint8', pixels, [2, fixturePictures, fixtureSize, fixtureSize]) });
    const [drift, shake] = fixture.logit;
    expect(logit?.data[0]).toBeCloseTo(drift, 3);
    expect(logit?.data[1]).toBeCloseTo(shake, 3);
  });
});
