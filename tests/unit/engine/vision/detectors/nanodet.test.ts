import { describe, expect, test } from 'vitest';
import { loadFamily, type OutputTensor } from '../../../../../electron/engine/vision/detectors/detector.ts';
import { expectedBin, family } from '../../../../../electron/engine/vision/detectors/nanodet.ts';
import { DetectorCard } from '../../../../../electron/engine/vision/model-card.ts';
import nanodet from '../../../../../models/nanodet.json' with { type: 'json' };

const card = DetectorCard.parse(nanodet);
const size = { width: 64, height: 32, pictureWidth: 64, pictureHeight: 24 };
const impossible = -20;
const certainBin = 40;
const classes = card.classes.length;

type Placed = { readonly stride: number; readonly column: number; readonly row: number; readonly class: number; readonly logit: number; readonly bins: readonly [number, number, number, number] };

/** Maps that say nothing but the objects placed in them, each distance certain to be a whole number of strides. */
function maps(...objects: readonly Placed[]): Record<string, OutputTensor> {
  return Object.fromEntries(
    card.outputs.map(({ name, stride }) => {
      const rows = size.height / stride;
      const columns = size.width / stride;
      const data = new Float32Array((classes + 44) * rows * columns);
      data.fill(impossible, 0, classes * rows * columns);
      for (const object of objects.filter((placed) => placed.stride === stride)) {
        const cell = object.row * columns + object.column;
        data[object.class * rows * columns + cell] = object.logit;
        object.bins.forEach((bin, side) => {
          data[(classes + side * 11 + bin) * rows * columns + cell] = certainBin;
        });
      }
      return [name, { data, dims: [1, classes + 44, rows, columns] }];
    }),
  );
}

describe('NanoDet family', () => {
  test('a certain bin is that distance, two equal neighbours are half way between', () => {
    const certain = new Float32Array(11);
    certain[7] = certainBin;
    expect(expectedBin(certain, 0, 1)).toBeCloseTo(7, 6);
    certain[8] = certainBin;
    expect(expectedBin(certain, 0, 1)).toBeCloseTo(7.5, 6);
    expect(expectedBin(new Float32Array(11), 0, 1)).toBeCloseTo(5, 6);
  });

  test('a box reaches from the middle of its cell by the distances in strides, relative to the picture without its padding', () => {
    const [person, ...others] = family.decode(maps({ stride: 8, column: 3, row: 1, class: 0, logit: 0, bins: [1, 0, 2, 1] }), size, card);
    expect(others).toEqual([]);
    expect(person?.class).toBe('person');
    expect(person?.confidence).toBeCloseTo(0.5, 6);
    expect(person?.box.left).toBeCloseTo((28 - 8) / 64, 5);
    expect(person?.box.top).toBeCloseTo(12 / 24, 5);
    expect(person?.box.width).toBeCloseTo(24 / 64, 5);
    expect(person?.box.height).toBeCloseTo(8 / 24, 5);
  });

  test('objects of every stride are found, the surest first', () => {
    const found = family.decode(
      maps(
        { stride: 8, column: 0, row: 0, class: 0, logit: 0, bins: [0, 0, 1, 1] },
        { stride: 16, column: 3, row: 1, class: 2, logit: 2, bins: [0, 0, 0, 0] },
        { stride: 32, column: 0, row: 0, class: 4, logit: 1, bins: [0, 0, 0, 0] },
      ),
      size,
      card,
    );
    expect(found.map((object) => object.class)).toEqual(['car', 'bus', 'person']);
  });

  test('an object below the low confidence of its class is not reported, one above it is', () => {
    const low = card.classes[2]?.low ?? 0;
    const logit = Math.log(low / (1 - low));
    const at = (shift: number): number => family.decode(maps({ stride: 8, column: 1, row: 1, class: 2, logit: logit + shift, bins: [1, 1, 1, 1] }), size, card).length;
    expect(at(-0.01)).toBe(0);
    expect(at(0.01)).toBe(1);
  });

  test('maps of another picture size are refused', () => {
    expect(() => family.decode(maps(), { ...size, width: 96 }, card)).toThrow('does not fit');
  });

  test('a card finds its family by name, and an unknown name is an error', async () => {
    expect(await loadFamily(card)).toBe(family);
    await expect(loadFamily({ ...card, family: 'no-such-family' })).rejects.toThrow('no-such-family');
  });
});
