import type { DetectorCard } from '../model-card.ts';
import type { Detection } from '../observation.ts';
import type { DetectorFamily, OutputTensor, PictureSize } from './detector.ts';
import { suppress } from './suppression.ts';

/*
 * NanoDet (https://github.com/RangiLyu/nanodet): anchor free, one map for each stride. A map's channels are the
 * classes' logits, then for left, top, right and bottom the logits of the distance from the cell's centre, counted in
 * strides, as a distribution over 0..10 (Li et al., Generalized Focal Loss, 2020).
 */
const bins = 11;
const sides = 4;
/** Of NanoDet's own post-processing. */
const maxOverlap = 0.6;

/** Mean of the distribution over `count` bins whose logits stand at `offset`, `offset + step`, … */
export function expectedBin(logits: Float32Array, offset: number, step: number, count = bins): number {
  let highest = -Infinity;
  for (let bin = 0; bin < count; bin++) highest = Math.max(highest, logits[offset + bin * step] ?? 0);
  let sum = 0;
  let weighted = 0;
  for (let bin = 0; bin < count; bin++) {
    const weight = Math.exp((logits[offset + bin * step] ?? 0) - highest);
    sum += weight;
    weighted += weight * bin;
  }
  return weighted / sum;
}

function boxAt({ data }: OutputTensor, cells: number, cell: number, columns: number, stride: number, classes: number, size: PictureSize): Detection['box'] {
  const distance = (side: number): number => expectedBin(data, (classes + side * bins) * cells + cell, cells) * stride;
  const x = ((cell % columns) + 0.5) * stride;
  const y = (Math.floor(cell / columns) + 0.5) * stride;
  const left = x - distance(0);
  const top = y - distance(1);
  return {
    left: left / size.pictureWidth,
    top: top / size.pictureHeight,
    width: (x + distance(2) - left) / size.pictureWidth,
    height: (y + distance(3) - top) / size.pictureHeight,
  };
}

/** Every cell of one map whose confidence in a class reaches the class's `low`. */
function candidatesOf(map: OutputTensor, stride: number, size: PictureSize, card: DetectorCard): Detection[] {
  const [, channels, rows = 0, columns = 0] = map.dims;
  const cells = rows * columns;
  const classes = card.classes.length;
  if (channels !== classes + sides * bins || rows * stride !== size.height || columns * stride !== size.width)
    throw new Error(`a map of ${map.dims.join('x')} does not fit stride ${stride} of a ${size.width}x${size.height} picture`);
  return card.classes.flatMap(({ class: objectClass, low }, index) => {
    const lowLogit = Math.log(low / (1 - low));
    const found: Detection[] = [];
    for (let cell = 0; cell < cells; cell++) {
      const logit = map.data[index * cells + cell] ?? -Infinity;
      if (logit < lowLogit) continue;
      found.push({
        box: boxAt(map, cells, cell, columns, stride, classes, size),
        class: objectClass,
        confidence: 1 / (1 + Math.exp(-logit)),
      });
    }
    return found;
  });
}

export const family: DetectorFamily = {
  decode(outputs, size, card) {
    const candidates = card.outputs.flatMap(({ name, stride }) => {
      const map = outputs[name];
      if (!map) throw new Error(`the model has no output ${name}`);
      return candidatesOf(map, stride, size, card);
    });
    return suppress(candidates, maxOverlap);
  },
};
