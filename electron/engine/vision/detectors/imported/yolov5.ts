import { suppress } from '../suppression.ts';
import { namesFor } from './class-names.ts';
import { plainFeed, type ImportedFamily } from './imported-family.ts';
import { aroundCentre, leastConfidence, outputOf, stridesFor, watchedRows } from './rows.ts';

/*
 * YOLOv5 (https://github.com/ultralytics/yolov5, export.py) and YOLOv7 with the same head: three boxes in each cell, the
 * output [1, 3 · cells, 5 + classes] in pixels: centre, size, how likely there is an object, how likely which.
 */
const maxOverlap = 0.5;
const boxNumbers = 5;
const boxesInCell = 3;

export const family: ImportedFamily = {
  id: 'yolov5',
  recognise({ width, height, takesSizes, outputs, metadata }) {
    // Older exports give the maps of each stride besides; the joined rows come first.
    const [[name, dims] = ['', []]] = Object.entries(outputs);
    const [batch, count = 0, numbers = 0] = dims;
    if (takesSizes || dims.length !== 3 || batch !== 1 || numbers <= boxNumbers || stridesFor(count, width, height, boxesInCell) === null) return null;
    const classCount = numbers - boxNumbers;
    return { feed: { ...plainFeed, way: 'letterbox' }, outputs: { rows: name }, settings: {}, classCount, names: namesFor(classCount, metadata) };
  },
  decode(outputs, size, card) {
    const { data, dims } = outputOf(outputs, 'rows', 3);
    const [, count = 0, numbers = 0] = dims;
    if (numbers !== boxNumbers + card.classCount) throw new Error(`rows of ${numbers} numbers are not of ${card.classCount} classes`);
    const at = (row: number, number: number): number => data[row * numbers + number] ?? 0;
    const found = watchedRows(
      {
        count,
        mayHold: (row) => at(row, 4) >= leastConfidence,
        score: (row, index) => at(row, 4) * at(row, boxNumbers + index),
        box: (row) => aroundCentre(at(row, 0), at(row, 1), at(row, 2), at(row, 3)),
      },
      card,
      size,
    );
    return suppress(found, maxOverlap);
  },
};
