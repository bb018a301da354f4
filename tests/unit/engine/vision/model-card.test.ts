import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ModelCard, readModel } from '../../../../electron/engine/vision/model-card.ts';
import manifest from '../../../../package.json' with { type: 'json' };

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'models');
const cards = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, card: JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown }));
const dependencies: Readonly<Record<string, string>> = { ...manifest.dependencies, ...manifest.devDependencies };

describe.each(cards)('model card $file', ({ file, card }) => {
  test('is valid and named like its file', () => {
    expect(`${ModelCard.parse(card).id}.json`).toBe(file);
  });

  test('names the exact version of the package that is installed', () => {
    const { origin } = ModelCard.parse(card);
    expect(dependencies[origin.package]).toBe(origin.version);
  });

  test('lists each class once', () => {
    const names = ModelCard.parse(card).classes.map((item) => item.class);
    expect(names).toEqual([...new Set(names)]);
  });
});

describe('model cards', () => {
  const [nanodet] = cards.map(({ card }) => ModelCard.parse(card));

  test('a field nobody knows, a low confidence above the high one and a file outside built/ are refused', () => {
    expect(ModelCard.safeParse({ ...nanodet, colour: 'red' }).success).toBe(false);
    expect(ModelCard.safeParse({ ...nanodet, classes: [{ class: 'car', low: 0.5, high: 0.3 }] }).success).toBe(false);
    expect(ModelCard.safeParse({ ...nanodet, file: '../built/x.onnx' }).success).toBe(false);
  });

  test('a model without a card is an error', async () => {
    await expect(readModel(folder, 'no-such-model')).rejects.toThrow('no-such-model');
  });
});
