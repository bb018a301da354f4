import { decodeDetr, recogniseAnswered, recogniseRaw } from './detr.ts';
import { plainFeed, type ImportedFamily } from './imported-family.ts';

/*
 * D-FINE (https://github.com/Peterande/D-FINE) and what builds on it. Outside it is RT-DETR; its weights tell it apart:
 * only it has layers that estimate how good a box is (`lqe_layers`).
 */
const feed = { ...plainFeed, way: 'stretch' } as const;

export const family: ImportedFamily = {
  id: 'd-fine',
  recognise: (model) => (model.weights.some((name) => name.includes('lqe_layers')) ? (recogniseAnswered(model, feed) ?? recogniseRaw(model, 'pred_boxes', 'logits', feed)) : null),
  decode: decodeDetr,
};
