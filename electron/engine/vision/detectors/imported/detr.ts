import type { OutputTensor, PictureSize } from '../detector.ts';
import { coco80, namesFor, namesIn } from './class-names.ts';
import type { ImportedCard } from './imported-card.ts';
import type { Feed, ModelDetection, Recognised, TriedModel } from './imported-family.ts';
import { aroundCentre, detectionOf, leastConfidence, outputOf, sigmoid, surestFirst, watchedRows } from './rows.ts';

/*
 * What the transformers have in common: a fixed number of questions, each answered by one box, so that nothing is found
 * twice and nothing has to be suppressed.
 */

/** With the picture's size as second input: `labels`, `boxes` and `scores`, corners in pixels, as RT-DETR's and D-FINE's own exports give. */
export function recogniseAnswered({ takesSizes, outputs, metadata }: TriedModel, feed: Feed): Recognised | null {
  const { labels, boxes, scores } = outputs;
  if (!takesSizes || labels?.length !== 2 || scores?.length !== 2 || boxes?.length !== 3 || boxes[2] !== 4) return null;
  if (boxes[0] !== 1 || labels[1] !== boxes[1] || scores[1] !== boxes[1]) return null;
  const names = namesIn(metadata) ?? coco80;
  return { feed, outputs: { labels: 'labels', boxes: 'boxes', scores: 'scores' }, settings: {}, classCount: names.length, names };
}

/** Boxes [1, questions, 4], centre and size relative to the picture, and logits [1, questions, classes]. */
export function recogniseRaw({ takesSizes, outputs, metadata }: TriedModel, boxesName: string, logitsName: string, feed: Feed): Recognised | null {
  const boxes = outputs[boxesName];
  const logits = outputs[logitsName];
  if (takesSizes || boxes?.length !== 3 || logits?.length !== 3 || boxes[0] !== 1 || boxes[2] !== 4 || logits[1] !== boxes[1]) return null;
  const classCount = logits[2] ?? 0;
  return { feed, outputs: { boxes: boxesName, logits: logitsName }, settings: {}, classCount, names: namesFor(classCount, metadata) };
}

/** Reads either of the two forms above. */
export function decodeDetr(outputs: Readonly<Record<string, OutputTensor>>, size: PictureSize, card: ImportedCard): ModelDetection[] {
  return 'scores' in card.outputs ? decodeAnswered(outputs, size, card) : decodeRaw(outputs, size, card);
}

function decodeAnswered(outputs: Readonly<Record<string, OutputTensor>>, size: PictureSize, { classes }: ImportedCard): ModelDetection[] {
  const [labels, boxes, scores] = [outputOf(outputs, 'labels', 2), outputOf(outputs, 'boxes', 3), outputOf(outputs, 'scores', 2)];
  const watched = new Map(classes.map((each) => [each.index, each]));
  const found: ModelDetection[] = [];
  for (const [row, confidence] of scores.data.entries()) {
    const used = watched.get(Math.round(labels.data[row] ?? -1));
    if (used === undefined || !(confidence >= leastConfidence)) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = boxes.data.subarray(row * 4, row * 4 + 4);
    const detection = detectionOf({ left, top, right, bottom }, { ...used, confidence: Math.min(1, confidence) }, size);
    if (detection !== null) found.push(detection);
  }
  return surestFirst(found);
}

function decodeRaw(outputs: Readonly<Record<string, OutputTensor>>, size: PictureSize, card: ImportedCard): ModelDetection[] {
  const [boxes, logits] = [outputOf(outputs, 'boxes', 3), outputOf(outputs, 'logits', 3)];
  const [, count = 0, classCount = 0] = logits.dims;
  if (classCount !== card.classCount) throw new Error(`${classCount} classes instead of ${card.classCount}`);
  const at = (row: number, number: number): number => boxes.data[row * 4 + number] ?? 0;
  const found = watchedRows(
    {
      count,
      score: (row, index) => sigmoid(logits.data[row * classCount + index] ?? -Infinity),
      box: (row) => aroundCentre(at(row, 0) * size.pictureWidth, at(row, 1) * size.pictureHeight, at(row, 2) * size.pictureWidth, at(row, 3) * size.pictureHeight),
    },
    card,
    size,
  );
  return surestFirst(found);
}
