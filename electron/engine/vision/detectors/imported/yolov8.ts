import { suppress } from '../suppression.ts';
import { namesFor } from './class-names.ts';
import { plainFeed, type ImportedFamily } from './imported-family.ts';
import { aroundCentre, outputOf, stridesFor, watchedRows } from './rows.ts';

/*
 * YOLOv8, v9, 11 and 12 as Ultralytics exports them (https://docs.ultralytics.com/modes/export): one output
 * [1, 4 + classes, cells] in pixels, centre and size, then how likely each class is. Some converters turn it to
 * [1, cells, 4 + classes].
 */
const maxOverlap = 0.6;
const boxNumbers = 4;

export const family: ImportedFamily = {
  id: 'yolov8',
  recognise({ width, height, takesSizes, outputs, metadata }) {
    const [[name, dims] = ['', []], ...others] = Object.entries(outputs);
    const [batch, second = 0, third = 0] = dims;
    if (takesSizes || others.length > 0 || dims.length !== 3 || batch !== 1) return null;
    const isPlain = second > boxNumbers && stridesFor(third, width, height) !== null;
    // Turned around it looks like YOLOX, but for one number: then the names have to fit.
    const isTurned = !isPlain && third > boxNumbers && stridesFor(second, width, height) !== null && namesFor(third - boxNumbers, metadata) !== null;
    if (!isPlain && !isTurned) return null;
    const classCount = (isPlain ? second : third) - boxNumbers;
    return { feed: { ...plainFeed, way: 'letterbox' }, outputs: { rows: name }, settings: { turned: isTurned ? 1 : 0 }, classCount, names: namesFor(classCount, metadata) };
  },
  decode(outputs, size, card) {
    const { data, dims } = outputOf(outputs, 'rows', 3);
    const isTurned = card.settings['turned'] === 1;
    const numbers = boxNumbers + card.classCount;
    const count = dims[isTurned ? 1 : 2] ?? 0;
    if (dims[isTurned ? 2 : 1] !== numbers) throw new Error(`rows of ${dims.join('x')} are not of ${card.classCount} classes`);
    const at = isTurned ? (row: number, number: number): number => data[row * numbers + number] ?? 0 : (row: number, number: number): number => data[number * count + row] ?? 0;
    const found = watchedRows(
      { count, score: (row, index) => at(row, boxNumbers + index), box: (row) => aroundCentre(at(row, 0), at(row, 1), at(row, 2), at(row, 3)) },
      card,
      size,
    );
    return suppress(found, maxOverlap);
  },
};
