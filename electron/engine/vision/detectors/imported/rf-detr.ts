import { decodeDetr, recogniseRaw } from './detr.ts';
import type { ImportedFamily } from './imported-family.ts';

/*
 * RF-DETR (https://github.com/roboflow/rf-detr, `model.export()`): `dets` and `labels`, the classes counted as COCO's
 * own categories, 0 to 90. The picture is normalised as ImageNet's are.
 */
const feed = { colours: 'RGB', mean: [123.675, 116.28, 103.53], deviation: [58.395, 57.12, 57.375], way: 'stretch', pad: 0 } as const;

export const family: ImportedFamily = {
  id: 'rf-detr',
  recognise: (model) => recogniseRaw(model, 'dets', 'labels', feed),
  decode: decodeDetr,
};
