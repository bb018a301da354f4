import { expectedBin } from '../nanodet.ts';
import { suppress } from '../suppression.ts';
import type { OutputTensor } from '../detector.ts';
import { namesFor } from './class-names.ts';
import type { ImportedFamily, Recognised, TriedModel } from './imported-family.ts';
import { cellAt, cellsOf, outputOf, stridesFor, watchedRows } from './rows.ts';

/*
 * NanoDet and NanoDet-Plus (https://github.com/RangiLyu/nanodet, tools/export_onnx.py). Each row of a cell: how likely each
 * class is, then for left, top, right and bottom the logits of the distance, counted in strides. Newer exports give one
 * output [1, cells, classes + 4 · bins], older ones two for each stride, `cls_pred_stride_8` and `dis_pred_stride_8`.
 */
const maxOverlap = 0.6;
const sides = 4;
const knownBins = [8, 11];
const feed = { colours: 'BGR', mean: [103.53, 116.28, 123.675], deviation: [57.375, 57.12, 58.395], way: 'stretch', pad: 0 } as const;

function inOne({ width, height, outputs, metadata }: TriedModel): Recognised | null {
  const [[name, dims] = ['', []], ...others] = Object.entries(outputs);
  const [batch, count = 0, numbers = 0] = dims;
  if (others.length > 0 || dims.length !== 3 || batch !== 1 || stridesFor(count, width, height) === null) return null;
  for (const bins of knownBins) {
    const classCount = numbers - sides * bins;
    const names = classCount > 0 ? namesFor(classCount, metadata) : null;
    if (names !== null) return { feed, outputs: { rows: name }, settings: { bins }, classCount, names };
  }
  return null;
}

function byStride({ width, height, outputs, metadata }: TriedModel): Recognised | null {
  const scores = new Map<number, string>();
  const distances = new Map<number, string>();
  let [classCount, bins] = [0, 0];
  for (const [name, [batch, count, numbers = 0, ...more]] of Object.entries(outputs)) {
    const [, kind, stride] = /(cls|dis)\D*stride_?(\d+)$/.exec(name) ?? [];
    if (stride === undefined || batch !== 1 || more.length > 0 || count !== cellsOf(width, height, [Number(stride)])) return null;
    if (kind === 'cls') classCount = numbers;
    else bins = numbers / sides;
    (kind === 'cls' ? scores : distances).set(Number(stride), name);
  }
  if (scores.size === 0 || scores.size !== distances.size || classCount === 0 || !knownBins.includes(bins)) return null;
  const named = [...scores].flatMap(([stride, name]) => [[`scores${stride}`, name], [`distances${stride}`, distances.get(stride) ?? '']]);
  return { feed, outputs: Object.fromEntries(named) as Record<string, string>, settings: { bins }, classCount, names: namesFor(classCount, metadata) };
}

export const family: ImportedFamily = {
  id: 'nanodet',
  recognise: (model) => (model.takesSizes ? null : (inOne(model) ?? byStride(model))),
  decode(outputs, size, card) {
    const bins = card.settings['bins'] ?? 0;
    const { classCount } = card;
    /** Rows of one or more strides; where a row's scores and distances stand. */
    const read = (strides: readonly number[], scores: OutputTensor, distances: OutputTensor, distancesFrom: number) => {
      const count = cellsOf(size.width, size.height, strides);
      const [scoreNumbers = 0, distanceNumbers = 0] = [scores.dims[2], distances.dims[2]];
      if (scores.dims[1] !== count || distances.dims[1] !== count || distanceNumbers < distancesFrom + sides * bins) throw new Error(`${String(scores.dims[1])} rows do not fit a picture of ${size.width}x${size.height}`);
      return watchedRows(
        {
          count,
          score: (row, index) => scores.data[row * scoreNumbers + index] ?? 0,
          box: (row) => {
            const { stride, column, row: line } = cellAt(row, size.width, size.height, strides);
            const distance = (side: number): number => expectedBin(distances.data, row * distanceNumbers + distancesFrom + side * bins, 1, bins) * stride;
            const [x, y] = [(column + 0.5) * stride, (line + 0.5) * stride];
            return { left: x - distance(0), top: y - distance(1), right: x + distance(2), bottom: y + distance(3) };
          },
        },
        card,
        size,
      );
    };
    if ('rows' in card.outputs) {
      const rows = outputOf(outputs, 'rows', 3);
      const strides = stridesFor(rows.dims[1] ?? 0, size.width, size.height);
      if (strides === null || rows.dims[2] !== classCount + sides * bins) throw new Error(`rows of ${rows.dims.join('x')} do not fit a picture of ${size.width}x${size.height}`);
      return suppress(read(strides, rows, rows, classCount), maxOverlap);
    }
    const strides = Object.keys(card.outputs).flatMap((name) => (name.startsWith('scores') ? Number(name.slice('scores'.length)) : []));
    return suppress(strides.flatMap((stride) => read([stride], outputOf(outputs, `scores${stride}`, 3), outputOf(outputs, `distances${stride}`, 3), 0)), maxOverlap);
  },
};
