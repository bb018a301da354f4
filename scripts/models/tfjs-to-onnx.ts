import { inOrder, type Value } from './layout.ts';
import { addNode, emptyGraph, type OnnxGraph } from '../../electron/engine/vision/onnx/graph.ts';
import type { TfjsGraph, TfjsNode, TfjsWeight } from './tfjs-graph.ts';
import { operators } from './tfjs-operators.ts';

/** Names of TensorFlow's graph carry the number of the output, which may be left out for the first one. */
function nodeNameOf(input: string): string {
  const [name = '', output = '0'] = input.split(':');
  if (output !== '0') throw new Error(`${input}: only first outputs are converted`);
  return name;
}

/** A node that is not converted but given: its NHWC shape. It becomes an input in planes, NCHW. */
export type GivenPicture = { readonly node: string; readonly shape: readonly [number, number, number, number] };

/**
 * Converts the part of a TensorFlow.js graph that leads to `outputs` (names of nodes, which become the names of ONNX
 * outputs), from `given` on where that is named. Throws, naming it, at an operator or a form of it that is not known.
 */
export function convert(source: TfjsGraph, outputs: readonly string[], given?: GivenPicture): OnnxGraph {
  const graph = emptyGraph();
  const values = new Map<string, Value>();
  if (given) {
    const [n, h, w, c] = given.shape;
    graph.inputs.push({ name: given.node, type: 'float32', shape: [n, c, h, w] });
    values.set(given.node, { tensor: given.node, shape: given.shape, order: [0, 2, 3, 1] });
  }

  const readers = new Map<string, number>();
  for (const node of source.nodes.values())
    for (const name of node.input.map((input) => input.split(':')[0] ?? '')) readers.set(name, (readers.get(name) ?? 0) + 1);
  const readBy = (name: string): number => readers.get(name) ?? 0;
  const constant = (input: string): TfjsWeight | undefined => source.weights.get(nodeNameOf(input));
  const sourceOf = (input: string): TfjsNode | undefined => source.nodes.get(nodeNameOf(input));
  const value = (input: string): Value => {
    const name = nodeNameOf(input);
    const known = values.get(name);
    if (known) return known;
    const node = source.nodes.get(name);
    if (!node) throw new Error(`the graph has no node ${name}`);
    const operator = operators[node.op];
    if (!operator) throw new Error(`operator ${node.op} (${name}) is not converted yet`);
    const made = operator({ node, graph, value, constant, source: sourceOf, readBy });
    values.set(name, made);
    return made;
  };

  for (const name of outputs) {
    const made = value(name);
    const tensor = inOrder(graph, made, made.shape.map((_, axis) => axis));
    addNode(graph, 'Identity', [tensor], {}, name);
    graph.outputs.push({ name, type: 'float32', shape: made.shape });
  }
  return graph;
}
