import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const folder = join(import.meta.dirname, '../../../../models/trained');
const frames = 24;
const size = 160;

/** Whole numbers only, so that every language makes the same pictures; models/trained/fight.md has the formula in words. */
function fixtureFrames(): Uint8Array {
  const wave = (value: number): number => Math.abs((((value % 64) + 64) % 64) - 32) * 7;
  const regions = [
    (k: number, y: number, x: number): number => (wave(x + 3 * k) + wave(y - 2 * k + (x >> 2))) >> 1,
    (k: number, y: number, x: number): number => (wave(x + ((5 * k * k) % 11)) + wave(y + ((7 * k) % 5) + ((x * y) >> 6))) >> 1,
  ];
  const pixels = new Uint8Array(regions.length * frames * size * size);
  let index = 0;
  for (const grey of regions)
    for (let k = 0; k < frames; k++)
      for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) pixels[index++] = grey(k, y, x);
  return pixels;
}

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
    const { logit } = await session.run({ frames: new ort.Tensor('uint8', pixels, [2, frames, size, size]) });
    const [drift, shake] = fixture.logit;
    expect(logit?.data[0]).toBeCloseTo(drift, 3);
    expect(logit?.data[1]).toBeCloseTo(shake, 3);
  });
});
