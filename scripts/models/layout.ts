import { addNode, type OnnxGraph } from '../../electron/engine/vision/onnx/graph.ts';

/**
 * A value on its way through the conversion. TensorFlow convolves with channels last, ONNX with channels first: the
 * tensor stays in the layout in which it was made, and `order` says which of its axes stands at each place of `shape`.
 */
export type Value = { readonly tensor: string; readonly shape: readonly number[]; readonly order: readonly number[] };

/** The same value as a tensor whose axes stand in the wanted order, transposed where it is not so already. */
export function inOrder(graph: OnnxGraph, value: Value, order: readonly number[]): string {
  if (order.every((axis, place) => axis === value.order[place])) return value.tensor;
  const perm = order.map((_, axis) => value.order[order.indexOf(axis)] ?? 0);
  return addNode(graph, 'Transpose', [value.tensor], { perm });
}
