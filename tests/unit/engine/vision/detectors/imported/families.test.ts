import { describe, expect, test } from 'vitest';
import type { DetectorFamilyId } from '../../../../../../electron/contract/detector.ts';
import type { Detection } from '../../../../../../electron/engine/vision/observation.ts';
import { loadModel } from '../../../../../../electron/engine/vision/inference/load-model.ts';
import { emptyPicture, tryModel } from '../../../../../../electron/engine/vision/detectors/trial/try-model.ts';
import { cells, madeUpModel, modelFile, pictureInput, rowsOf, side, type MadeUpModel } from '../../../../../support/made-up-models.ts';

type Expected = { readonly class: Detection['class']; readonly confidence: number; /** Corners in pixels. */ readonly corners: readonly number[] };

async function look(model: MadeUpModel): Promise<{ family: DetectorFamilyId; found: Expected[]; tried: Awaited<ReturnType<typeof tryModel>> }> {
  const { path, id } = modelFile(madeUpModel(model));
  const tried = await tryModel(id, path, 'cpu', 1);
  const loaded = await loadModel({ card: tried.card, path }, 'cpu', 1);
  const picture = emptyPicture(side, side);
  const found = loaded.decode(await loaded.run(picture, [1, 3, side, side]), picture) as Detection[];
  await loaded.release();
  const pixel = (share: number): number => Math.round(share * side * 10) / 10;
  return {
    family: tried.card.family,
    tried,
    found: found.map(({ class: objectClass, confidence, box }) => ({ class: objectClass, confidence: Math.round(confidence * 100) / 100, corners: [box.left, box.top, box.left + box.width, box.top + box.height].map(pixel) })),
  };
}

/** A person in the middle and a car at the left, as every family below is made to say. */
const person: Expected = { class: 'person', confidence: 0.8, corners: [22, 12, 42, 52] };
const car: Expected = { class: 'car', confidence: 0.6, corners: [2, 4, 14, 12] };
const both = [person, car];

const logit = (probability: number): number => Math.log(probability / (1 - probability));

describe('families of imported detectors', () => {
  test('YOLOX: offsets from the cell, sizes as logarithms, object times class', async () => {
    // Row 4 · 12 + 4 of stride 8 is the cell at 32, 32; row 1 the one at 8, 0.
    const data = rowsOf(cells, 85, [
      { row: 52, values: { 0: 0, 1: 0, 2: Math.log(20 / 8), 3: Math.log(40 / 8), 4: 1, 5: 0.8 } },
      { row: 1, values: { 0: 0, 1: 1, 2: Math.log(12 / 8), 3: Math.log(8 / 8), 4: 0.75, 7: 0.8 } },
      { row: 50, values: { 0: 0, 1: 0, 4: 1, 5: 0.3, 21: 0.9 } }, // a dog, and a person only perhaps
    ]);
    const { family, found } = await look({ outputs: [{ name: 'output', shape: [1, cells, 85], data }] });
    expect(family).toBe('yolox');
    expect(found).toEqual(both);
  });

  test('YOLOX exported with its boxes already decoded', async () => {
    const data = rowsOf(cells, 85, [
      { row: 52, values: { 0: 32, 1: 32, 2: 20, 3: 40, 4: 1, 5: 0.8 } },
      { row: 1, values: { 0: 8, 1: 8, 2: 12, 3: 8, 4: 0.75, 7: 0.8 } },
      { row: cells - 1, values: { 0: 80, 1: 80, 2: 1, 3: 1 } },
    ]);
    const { family, found } = await look({ outputs: [{ name: 'output', shape: [1, cells, 85], data }] });
    expect(family).toBe('yolox');
    expect(found).toEqual(both);
  });

  test('YOLOv5: three boxes a cell, in pixels, one of several on the same object is kept', async () => {
    const count = 3 * cells;
    const data = rowsOf(count, 85, [
      { row: 100, values: { 0: 32, 1: 32, 2: 20, 3: 40, 4: 1, 5: 0.8 } },
      { row: 101, values: { 0: 33, 1: 32, 2: 20, 3: 40, 4: 1, 5: 0.7 } },
      { row: 7, values: { 0: 8, 1: 8, 2: 12, 3: 8, 4: 0.75, 7: 0.8 } },
    ]);
    const { family, found } = await look({ outputs: [{ name: 'output0', shape: [1, count, 85], data }] });
    expect(family).toBe('yolov5');
    expect(found).toEqual(both);
  });

  test.each([false, true])('YOLOv8 to 12: no score for the object; turned around: %s', async (turned) => {
    const data = rowsOf(cells, 84, [{ row: 40, values: { 0: 32, 1: 32, 2: 20, 3: 40, 4: 0.8 } }, { row: 1, values: { 0: 8, 1: 8, 2: 12, 3: 8, 6: 0.6 } }], !turned);
    const { family, found } = await look({ outputs: [{ name: 'output0', shape: turned ? [1, cells, 84] : [1, 84, cells], data }] });
    expect(family).toBe('yolov8');
    expect(found).toEqual(both);
  });

  test('own names: only what the program watches counts', async () => {
    const metadata = { names: "{0: 'helmet', 1: 'Pedestrian', 2: 'face of the \\'boss\\'', 3: 'van'}", task: 'detect' };
    const data = rowsOf(cells, 8, [{ row: 3, values: { 0: 10, 1: 10, 2: 9, 3: 9, 6: 0.9 } }, { row: 40, values: { 0: 32, 1: 32, 2: 20, 3: 40, 5: 0.8 } }, { row: 1, values: { 0: 8, 1: 8, 2: 12, 3: 8, 7: 0.6 } }], true);
    const { found, tried } = await look({ metadata, outputs: [{ name: 'output0', shape: [1, 8, cells], data }] });
    expect(found).toEqual(both);
    expect(tried.facts.names).toEqual(['helmet', 'Pedestrian', "face of the \\'boss\\'", 'van']);
    expect(tried.card.classes).toEqual([{ index: 1, class: 'person' }, { index: 3, class: 'car' }]);
  });

  test('YOLOv10 and exports with suppression inside: corners, confidence, class', async () => {
    const data = rowsOf(300, 6, [{ row: 0, values: { 0: 22, 1: 12, 2: 42, 3: 52, 4: 0.8, 5: 0 } }, { row: 1, values: { 0: 2, 1: 4, 2: 14, 3: 12, 4: 0.6, 5: 2 } }, { row: 2, values: { 0: 2, 1: 4, 2: 14, 3: 12, 4: 0.6, 5: 16 } }]);
    const { family, found } = await look({ outputs: [{ name: 'output0', shape: [1, 300, 6], data }] });
    expect(family).toBe('yolo-end2end');
    expect(found).toEqual(both);
  });

  /** Logits of a distribution that lies wholly on one bin. */
  const sidesAt = (from: number, bins: number, distances: readonly number[]): Record<number, number> => Object.fromEntries(distances.map((bin, index) => [from + index * bins + bin, 100]));

  test('NanoDet in one output, with the distances as distributions', async () => {
    // Cells of stride 8 have their centres at 4, 12, …; row 52 at 36, 36 and row 0 at 4, 4.
    const data = rowsOf(cells, 112, [{ row: 52, values: { 0: 0.8, ...sidesAt(80, 8, [2, 3, 1, 2]) } }, { row: 0, values: { 2: 0.6, ...sidesAt(80, 8, [0, 0, 1, 1]) } }]);
    const { family, found } = await look({ outputs: [{ name: 'output', shape: [1, cells, 112], data }] });
    expect(family).toBe('nanodet');
    expect(found).toEqual([{ ...person, corners: [20, 12, 44, 52] }, { ...car, corners: [4, 4, 12, 12] }]);
  });

  test('NanoDet with two outputs for each stride', async () => {
    const outputs = [8, 16, 32].flatMap((stride) => {
      const count = (side / stride) ** 2;
      const here = stride === 8;
      return [
        { name: `cls_pred_stride_${stride}`, shape: [1, count, 80], data: rowsOf(count, 80, here ? [{ row: 52, values: { 0: 0.8 } }] : []) },
        { name: `dis_pred_stride_${stride}`, shape: [1, count, 32], data: rowsOf(count, 32, here ? [{ row: 52, values: sidesAt(0, 8, [2, 3, 1, 2]) }] : []) },
      ];
    });
    const { family, found } = await look({ outputs });
    expect(family).toBe('nanodet');
    expect(found).toEqual([{ ...person, corners: [20, 12, 44, 52] }]);
  });

  const answered = [
    { name: 'labels', shape: [1, 5], data: [0, 2, 16, 0, 0], type: 'int64' },
    { name: 'boxes', shape: [1, 5, 4], data: [22, 12, 42, 52, 2, 4, 14, 12, 0, 0, 9, 9, 0, 0, 0, 0, 0, 0, 9, 9] },
    { name: 'scores', shape: [1, 5], data: [0.8, 0.6, 0.9, 0.9, 0.05] },
  ] as const;
  const withSizes = [pictureInput, { name: 'orig_target_sizes', type: 'int64', shape: [1, 2] }] as const;

  test('RT-DETR, which asks for the size of the picture', async () => {
    const { family, found, tried } = await look({ inputs: withSizes, outputs: answered });
    expect(family).toBe('rt-detr');
    expect(tried.card.input.sizes).toBe('orig_target_sizes');
    expect(found).toEqual(both);
  });

  test('D-FINE is told from RT-DETR by its weights', async () => {
    const { family, found } = await look({ inputs: withSizes, outputs: answered, weights: ['model.decoder.decoder.lqe_layers.0.reg_conf.layers.0.weight'] });
    expect(family).toBe('d-fine');
    expect(found).toEqual(both);
  });

  /** Centre and size relative to the picture. */
  const relative = [32 / side, 32 / side, 20 / side, 40 / side, 8 / side, 8 / side, 12 / side, 8 / side, 0, 0, 0, 0];

  test('RT-DETR as transformers export it: logits and relative boxes', async () => {
    const logits = rowsOf(3, 80, [0, 1, 2].map((row) => ({ row, values: Object.fromEntries(Array.from({ length: 80 }, (_, index) => [index, (row === 0 && index === 0) ? logit(0.8) : row === 1 && index === 2 ? logit(0.6) : -9])) })));
    const { family, found } = await look({ inputs: [{ ...pictureInput, name: 'pixel_values' }], outputs: [{ name: 'logits', shape: [1, 3, 80], data: logits }, { name: 'pred_boxes', shape: [1, 3, 4], data: relative }] });
    expect(family).toBe('rt-detr');
    expect(found).toEqual(both);
  });

  test('RT-DETR as Ultralytics exports it: rows of a relative box and a score for each class', async () => {
    const data = rowsOf(30, 84, [{ row: 0, values: { 0: 32 / side, 1: 32 / side, 2: 20 / side, 3: 40 / side, 4: 0.8 } }, { row: 9, values: { 0: 8 / side, 1: 8 / side, 2: 12 / side, 3: 8 / side, 6: 0.6 } }]);
    const { family, found } = await look({ outputs: [{ name: 'output0', shape: [1, 30, 84], data }] });
    expect(family).toBe('rt-detr');
    expect(found).toEqual(both);
  });

  test('RF-DETR counts its classes as COCO counts categories', async () => {
    const logits = rowsOf(3, 91, [0, 1, 2].map((row) => ({ row, values: Object.fromEntries(Array.from({ length: 91 }, (_, index) => [index, (row === 0 && index === 1) ? logit(0.8) : row === 1 && index === 3 ? logit(0.6) : -9])) })));
    const { family, found, tried } = await look({ inputs: [{ ...pictureInput, name: 'input' }], outputs: [{ name: 'dets', shape: [1, 3, 4], data: relative }, { name: 'labels', shape: [1, 3, 91], data: logits }] });
    expect(family).toBe('rf-detr');
    expect(found).toEqual(both);
    expect(tried.card.classes.map(({ index }) => tried.facts.names[index])).toEqual(['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck']);
  });

  test('numbers that make no box, and such that are none, are left out', async () => {
    const data = rowsOf(cells, 84, [{ row: 0, values: { 0: NaN, 1: 1, 2: 1, 3: 1, 4: 0.9 } }, { row: 1, values: { 0: 1, 1: 1, 2: -5, 3: 1, 4: 0.9 } }, { row: 2, values: { 0: 1, 1: 1, 2: Infinity, 3: 1, 4: 0.9 } }, { row: 3, values: { 0: 9, 1: 9, 2: 9, 3: 9, 4: NaN } }], true);
    expect((await look({ outputs: [{ name: 'output0', shape: [1, 84, cells], data }] })).found).toEqual([]);
  });
});
