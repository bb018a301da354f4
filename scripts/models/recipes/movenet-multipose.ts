import type { PoseCard } from '../../../electron/engine/vision/model-card.ts';
import type { OnnxGraph } from '../../../electron/engine/vision/onnx/graph.ts';
import { takeBytes } from '../rewrites.ts';
import type { TfjsGraph } from '../tfjs-graph.ts';
import { convert, type GivenPicture } from '../tfjs-to-onnx.ts';

/**
 * Last convolution of each head, in the order of the card's outputs: centre logit (1), offset of the box's centre (2), size
 * of the box (2), keypoints from the centre (34), keypoint logits (17), offsets of the keypoints (34). What the network as
 * published computes from them (the six best) is our own code in `vision/pose/movenet.ts`.
 */
export const heads = [
  'StatefulPartitionedCall/center_0/conv2d_4/BiasAdd',
  'StatefulPartitionedCall/box_offset_0/conv2d_6/BiasAdd',
  'StatefulPartitionedCall/box_scale_0/conv2d_5/BiasAdd',
  'StatefulPartitionedCall/kpt_regress_0/conv2d_8/BiasAdd',
  'StatefulPartitionedCall/kpt_heatmap_0/conv2d_7/BiasAdd',
  'StatefulPartitionedCall/kpt_offset_0/conv2d_9/BiasAdd',
] as const;

/** The picture scaled to -1..1, red, green, blue; sizes are made from those of this one, any multiple of 32 follows. */
export const normalised: GivenPicture = { node: 'StatefulPartitionedCall/sub_1', shape: [1, 256, 256, 3] };
/** Half precision of 1 / 127.5, as the published weights hold it. */
const scale = 0.007843017578125;
export const mean = [1 / scale, 1 / scale, 1 / scale] as const;
export const deviation = mean;
/** Which of R, G, B each plane of FFmpeg's gbrp holds. */
export const channelOfPlane = [1, 2, 0] as const;

/** MoveNet multipose up to its heads: bytes in planes in, one map for each head out, any picture whose sides are multiples of 32. */
export function buildMovenetMultipose(source: TfjsGraph, card: PoseCard): OnnxGraph {
  const graph = convert(source, heads, normalised);
  takeBytes(graph, card.input.name, channelOfPlane, mean, deviation);
  const names = new Map(heads.map((head, index) => [head as string, card.outputs[index]?.name ?? head]));
  graph.nodes = graph.nodes.map((node) => ({ ...node, output: names.get(node.output) ?? node.output }));
  graph.inputs = graph.inputs.map((port) => ({ ...port, shape: [1, 3, 'height', 'width'] }));
  graph.outputs = graph.outputs.map((port) => {
    const name = names.get(port.name) ?? port.name;
    return { ...port, name, shape: [1, 'rows', 'columns', port.shape[3] ?? 0] };
  });
  return graph;
}
