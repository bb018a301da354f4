import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ModelCard, readModel, readPoseModel } from '../../../../electron/engine/vision/model-card.ts';
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
    const parsed = ModelCard.parse(card);
    const names = parsed.kind === 'detector' ? parsed.classes.map((item) => item.class) : [];
    expect(names).toEqual([...new Set(names)]);
  });
});

describe('model cards', () => {
  const parsed = cards.map(({ card }) => ModelCard.parse(card));
  const nanodet = parsed.find(({ id }) => id === 'nanodet');

  test('a field nobody knows, a low confidence above the high one and a file outside built/ are refused', () => {
    expect(ModelCard.safeParse({ ...nanodet, colour: 'red' }).success).toBe(false);
    expect(ModelCard.safeParse({ ...nanodet, classes: [{ class: 'car', low: 0.5, high: 0.3 }] }).success).toBe(false);
    expect(ModelCard.safeParse({ ...nanodet, file: '../built/x.onnx' }).success).toBe(false);
  });

  test('a card without a kind is a detector, and one kind cannot be read as the other', async () => {
    expect(ModelCard.parse({ ...nanodet, kind: undefined })).toEqual(nanodet);
    expect(ModelCard.safeParse({ ...nanodet, kind: 'pose' }).success).toBe(false);
    await expect(readModel(folder, 'movenet-multipose')).rejects.toThrow();
    await expect(readPoseModel(folder, 'nanodet')).rejects.toThrow();
  });

  test('a model without a card is an error', async () => {
    await expect(readModel(folder, 'no-such-model')).rejects.toThrow('no-such-model');
  });
});
