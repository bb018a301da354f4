import type { DetectorCard } from '../../../electron/engine/vision/model-card.ts';
import type { ObjectClass } from '../../../electron/contract/scene.ts';
import type { OnnxGraph } from '../../../electron/engine/vision/onnx/graph.ts';
import { foldPads, keepChannels, takeBytes } from '../rewrites.ts';
import type { TfjsGraph } from '../tfjs-graph.ts';
import { convert } from '../tfjs-to-onnx.ts';

/** Last convolution of each head before sigmoid and reshaping: 80 class logits, then 4 x 11 bins of distances. */
export const heads = ['PartitionedCall/transpose_99', 'PartitionedCall/transpose_105', 'PartitionedCall/transpose_111'] as const;
const cocoClasses = 80;
const distanceBins = 4 * 11;

/** Numbers of our classes among the 80 of COCO. */
export const cocoNumber: Readonly<Record<ObjectClass, number>> = { person: 0, bicycle: 1, car: 2, motorcycle: 3, bus: 5, truck: 7 };

/** Of NanoDet's training configuration, in the order B, G, R. */
export const mean = [103.53, 116.28, 123.675] as const;
export const deviation = [57.375, 57.12, 58.395] as const;
/** Which of B, G, R each plane of FFmpeg's gbrp holds. */
export const channelOfPlane = [1, 0, 2] as const;

/**
 * NanoDet-g as the detector uses it: bytes in planes in, one map of logits for each head out (`class logits, bins`),
 * any picture whose sides are multiples of 32.
 */
export function buildNanodet(source: TfjsGraph, card: DetectorCard): OnnxGraph {
  const graph = convert(source, heads);
  foldPads(graph);
  takeBytes(graph, card.input.name, channelOfPlane, mean, deviation);
  const channels = [
    ...card.classes.map((item) => cocoNumber[item.class]),
    ...Array.from({ length: distanceBins }, (_, bin) => cocoClasses + bin),
  ];
  heads.forEach((head, index) => {
    const output = card.outputs[index];
    if (!output) throw new Error(`the card names ${card.outputs.length} outputs instead of ${heads.length}`);
    keepChannels(graph, head, channels, output.name);
  });
  graph.inputs = graph.inputs.map((port) => ({ ...port, shape: [1, 3, 'height', 'width'] }));
  graph.outputs = graph.outputs.map((port) => ({ ...port, shape: [1, channels.length, `${port.name}_rows`, `${port.name}_columns`] }));
  return graph;
}
