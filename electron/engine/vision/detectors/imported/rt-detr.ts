import { namesFor } from './class-names.ts';
import { decodeDetr, recogniseAnswered, recogniseRaw } from './detr.ts';
import { plainFeed, type ImportedFamily, type Recognised, type TriedModel } from './imported-family.ts';
import { aroundCentre, outputOf, stridesFor, surestFirst, watchedRows } from './rows.ts';

/*
 * RT-DETR in three forms: its own export (https://github.com/lyuwenyu/RT-DETR, tools/export_onnx.py), that of
 * transformers (`pixel_values` to `logits`, `pred_boxes`), and Ultralytics' [1, questions, 4 + classes] with boxes relative
 * to the picture.
 */
const feed = { ...plainFeed, way: 'stretch' } as const;
const boxNumbers = 4;

function fromUltralytics({ width, height, takesSizes, outputs, metadata }: TriedModel): Recognised | null {
  const [[name, dims] = ['', []], ...others] = Object.entries(outputs);
  const [batch, count = 0, numbers = 0] = dims;
  const classCount = numbers - boxNumbers;
  if (takesSizes || others.length > 0 || dims.length !== 3 || batch !== 1 || classCount < 1 || count > 1000 || stridesFor(count, width, height) !== null) return null;
  const names = namesFor(classCount, metadata);
  return names === null ? null : { feed, outputs: { rows: name }, settings: {}, classCount, names };
}

export const family: ImportedFamily = {
  id: 'rt-detr',
  recognise: (model) => recogniseAnswered(model, feed) ?? recogniseRaw(model, 'pred_boxes', 'logits', feed) ?? fromUltralytics(model),
  decode(outputs, size, card) {
    if (!('rows' in card.outputs)) return decodeDetr(outputs, size, card);
    const { data, dims } = outputOf(outputs, 'rows', 3);
    const [, count = 0, numbers = 0] = dims;
    if (numbers !== boxNumbers + card.classCount) throw new Error(`rows of ${numbers} numbers are not of ${card.classCount} classes`);
    const at = (row: number, number: number): number => data[row * numbers + number] ?? 0;
    const { pictureWidth, pictureHeight } = size;
    return surestFirst(
      watchedRows(
        { count, score: (row, index) => at(row, boxNumbers + index), box: (row) => aroundCentre(at(row, 0) * pictureWidth, at(row, 1) * pictureHeight, at(row, 2) * pictureWidth, at(row, 3) * pictureHeight) },
        card,
        size,
      ),
    );
  },
};
