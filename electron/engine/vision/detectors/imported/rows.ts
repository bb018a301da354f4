import type { Detection } from '../../observation.ts';
import type { OutputTensor, PictureSize } from '../detector.ts';
import type { ImportedCard } from './imported-card.ts';
import type { ModelDetection } from './imported-family.ts';

/** Nothing below this confidence is reported: no tracker takes it. */
export const leastConfidence = 0.1;

/** A box in pixels of the planes. */
export type Corners = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** A model's answer as a list of places, each with a score for each class. */
export type Rows = {
  readonly count: number;
  /** 0..1 */
  readonly score: (row: number, index: number) => number;
  readonly box: (row: number) => Corners;
  /** False where a row needs no look at its classes. */
  readonly mayHold?: (row: number) => boolean;
};

/** A box in pixels as it is passed on, relative to the picture; null where the numbers make no box. */
export function detectionOf({ left, top, right, bottom }: Corners, found: Omit<ModelDetection, 'box'>, size: PictureSize): ModelDetection | null {
  const box = { left: left / size.pictureWidth, top: top / size.pictureHeight, width: (right - left) / size.pictureWidth, height: (bottom - top) / size.pictureHeight };
  const isBox = Number.isFinite(box.left) && Number.isFinite(box.top) && box.width > 0 && box.height > 0 && Number.isFinite(box.width) && Number.isFinite(box.height);
  return isBox ? { ...found, box } : null;
}

/**
 * The rows whose surest class is one of the card's. A row that is surer of a class that is not watched is something else,
 * however alike it may be.
 */
export function watchedRows({ count, score, box, mayHold = () => true }: Rows, { classes, classCount }: ImportedCard, size: PictureSize): ModelDetection[] {
  const isWatched = new Set(classes.map(({ index }) => index));
  const found: ModelDetection[] = [];
  for (let row = 0; row < count; row++) {
    if (!mayHold(row)) continue;
    let best: ImportedCard['classes'][number] | null = null;
    let confidence = 0;
    for (const each of classes) {
      const value = score(row, each.index);
      if (value > confidence) [best, confidence] = [each, value];
    }
    if (best === null || !(confidence >= leastConfidence)) continue;
    let isOther = false;
    for (let index = 0; index < classCount && !isOther; index++) isOther = !isWatched.has(index) && score(row, index) > confidence;
    const detection = isOther ? null : detectionOf(box(row), { ...best, confidence: Math.min(1, confidence) }, size);
    if (detection !== null) found.push(detection);
  }
  return found;
}

/** The surest first: what families give whose models leave no box twice. */
export function surestFirst<D extends Detection>(detections: readonly D[]): D[] {
  return detections.toSorted((a, b) => b.confidence - a.confidence);
}

/** An output of the card by the family's name. @throws when it is not there or not of that many dimensions */
export function outputOf(outputs: Readonly<Record<string, OutputTensor>>, name: string, dimensions: number): OutputTensor {
  const output = outputs[name];
  if (output?.dims.length !== dimensions) throw new Error(`the model gives no output ${name} of ${dimensions} dimensions any more`);
  return output;
}

/** How many cells a picture has at these strides together; sides that no stride divides are rounded up. */
export function cellsOf(width: number, height: number, strides: readonly number[]): number {
  return strides.reduce((sum, stride) => sum + Math.ceil(width / stride) * Math.ceil(height / stride), 0);
}

/** The strides at which a picture of that size has so many cells, `perCell` of them in each; null: at none. */
export function stridesFor(count: number, width: number, height: number, perCell = 1): readonly number[] | null {
  const known = [[8, 16, 32], [8, 16, 32, 64], [4, 8, 16, 32]];
  return known.find((strides) => cellsOf(width, height, strides) * perCell === count) ?? null;
}

export type Cell = { readonly stride: number; readonly column: number; readonly row: number };

/** The cell that a row of a model's answer stands for; strides follow one another, cells go line by line. */
export function cellAt(index: number, width: number, height: number, strides: readonly number[]): Cell {
  let rest = index;
  for (const stride of strides) {
    const columns = Math.ceil(width / stride);
    const cells = columns * Math.ceil(height / stride);
    if (rest < cells) return { stride, column: rest % columns, row: Math.floor(rest / columns) };
    rest -= cells;
  }
  throw new Error('more rows than cells');
}

/** A box given by its centre and size. */
export function aroundCentre(x: number, y: number, width: number, height: number): Corners {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
