import { suppress } from '../suppression.ts';
import { namesFor } from './class-names.ts';
import type { ImportedFamily } from './imported-family.ts';
import { aroundCentre, cellAt, leastConfidence, outputOf, stridesFor, watchedRows } from './rows.ts';

/*
 * YOLOX (https://github.com/Megvii-BaseDetection/YOLOX), as tools/export_onnx.py writes it: one output of
 * [1, cells, 5 + classes], each row the box, how likely there is an object, and how likely which. The box is relative to
 * its cell, its size a logarithm, unless it was exported with --decode_in_inference. Blue first, values 0..255.
 */
const maxOverlap = 0.5;
const boxNumbers = 5;

export const family: ImportedFamily = {
  id: 'yolox',
  recognise({ width, height, takesSizes, outputs, metadata }) {
    const [[name, dims] = ['', []], ...others] = Object.entries(outputs);
    const [batch, count = 0, numbers = 0] = dims;
    if (takesSizes || others.length > 0 || dims.length !== 3 || batch !== 1 || numbers <= boxNumbers || stridesFor(count, width, height) === null) return null;
    const classCount = numbers - boxNumbers;
    const feed = { colours: 'BGR', mean: [0, 0, 0], deviation: [1, 1, 1], way: 'letterbox', pad: 114 } as const;
    return { feed, outputs: { rows: name }, settings: {}, classCount, names: namesFor(classCount, metadata) };
  },
  decode(outputs, size, card) {
    const { data, dims } = outputOf(outputs, 'rows', 3);
    const [, count = 0, numbers = 0] = dims;
    const strides = stridesFor(count, size.width, size.height);
    if (strides === null || numbers !== boxNumbers + card.classCount) throw new Error(`rows of ${dims.join('x')} do not fit a picture of ${size.width}x${size.height}`);
    const at = (row: number, number: number): number => data[row * numbers + number] ?? 0;
    // The last cell is far from the corner that decoded boxes are measured from; offsets from cells are small everywhere.
    const isDecoded = at(count - 1, 0) > size.width / 2;
    const found = watchedRows(
      {
        count,
        mayHold: (row) => at(row, 4) >= leastConfidence,
        score: (row, index) => at(row, 4) * at(row, boxNumbers + index),
        box: (row) => {
          if (isDecoded) return aroundCentre(at(row, 0), at(row, 1), at(row, 2), at(row, 3));
          const cell = cellAt(row, size.width, size.height, strides);
          return aroundCentre((at(row, 0) + cell.column) * cell.stride, (at(row, 1) + cell.row) * cell.stride, Math.exp(at(row, 2)) * cell.stride, Math.exp(at(row, 3)) * cell.stride);
        },
      },
      card,
      size,
    );
    return suppress(found, maxOverlap);
  },
};
