import { addFloats, addNode, floatsOf, producerOf, type OnnxGraph, type OnnxNode } from '../../electron/engine/vision/onnx/graph.ts';

/** Drops operators and constants that no output needs. */
function removeUnused(graph: OnnxGraph): void {
  const used = new Set(graph.outputs.map(({ name }) => name));
  graph.nodes = graph.nodes
    .toReversed()
    .filter((node) => {
      if (!used.has(node.output)) return false;
      for (const input of node.inputs) used.add(input);
      return true;
    })
    .toReversed();
  for (const name of graph.constants.keys()) if (!used.has(name)) graph.constants.delete(name);
}

/** Moves padding into the convolution or maximum that reads it: convolutions pad with 0, maxima with -∞. */
export function foldPads(graph: OnnxGraph): void {
  for (const node of graph.nodes) {
    if (node.op !== 'Conv' && node.op !== 'MaxPool') continue;
    const pad = producerOf(graph, node.inputs[0] ?? '');
    if (pad?.op !== 'Pad') continue;
    const [source = '', amountsName = '', fillName] = pad.inputs;
    const fill = floatsOf(graph, fillName).data[0];
    const amounts = [...(graph.constants.get(amountsName)?.data ?? [])].map(Number);
    const spatial = [2, 3, 6, 7].map((index) => amounts[index] ?? 0);
    const others = [0, 1, 4, 5].some((index) => amounts[index] !== 0);
    if (others || fill !== (node.op === 'Conv' ? 0 : -Infinity)) continue;
    node.inputs[0] = source;
    node.attributes = { ...node.attributes, pads: spatial };
  }
  removeUnused(graph);
}

function onlyReader(graph: OnnxGraph, value: string): OnnxNode {
  const readers = graph.nodes.filter((node) => node.inputs.includes(value));
  const [reader] = readers;
  if (!reader || readers.length !== 1) throw new Error(`${value} must have one reader, it has ${readers.length}`);
  return reader;
}

/**
 * Replaces the float input by bytes in planes of another channel order. The mean is subtracted in the graph (padding
 * has to stay zero after it); the order and the division by the deviation go into the first convolution's weights.
 * `channels[i]` is the channel of the old input that plane i of the new one holds; `mean` and `deviation` count in the
 * old input's channels.
 */
export function takeBytes(graph: OnnxGraph, name: string, channels: readonly number[], mean: readonly number[], deviation: readonly number[]): void {
  const [old] = graph.inputs;
  if (!old || graph.inputs.length !== 1) throw new Error('the graph must have one input');
  const first = onlyReader(graph, old.name);
  const kernel = floatsOf(graph, first.inputs[1]);
  if (first.op !== 'Conv' || kernel.shape[1] !== channels.length) throw new Error(`${first.op} is not a convolution over ${channels.length} channels`);

  const [outputs = 0, inputs = 0, height = 0, width = 0] = kernel.shape;
  const area = height * width;
  const data = new Float32Array(kernel.data.length);
  for (let output = 0; output < outputs; output++)
    channels.forEach((channel, plane) => {
      for (let i = 0; i < area; i++)
        data[(output * inputs + plane) * area + i] = (kernel.data[(output * inputs + channel) * area + i] ?? 0) / (deviation[channel] ?? 1);
    });
  first.inputs[1] = addFloats(graph, kernel.shape, data);

  const readers = graph.nodes;
  graph.nodes = [];
  const means = addFloats(graph, [1, channels.length, 1, 1], Float32Array.from(channels, (channel) => mean[channel] ?? 0));
  const numbers = addNode(graph, 'Cast', [name], { to: 1 }, `${name}_float`);
  first.inputs[0] = addNode(graph, 'Sub', [numbers, means], {}, `${name}_centred`);
  graph.nodes.push(...readers);
  graph.inputs = [{ name, type: 'uint8', shape: old.shape }];
  removeUnused(graph);
}

/** Keeps only these channels of an output that a convolution makes, and gives it a new name. */
export function keepChannels(graph: OnnxGraph, output: string, channels: readonly number[], name: string): void {
  const identity = producerOf(graph, output);
  const convolution = producerOf(graph, identity?.inputs[0] ?? '');
  if (identity?.op !== 'Identity' || convolution?.op !== 'Conv') throw new Error(`${output} is not made by a convolution`);
  const kernel = floatsOf(graph, convolution.inputs[1]);
  const bias = floatsOf(graph, convolution.inputs[2]);
  const size = kernel.data.length / (kernel.shape[0] ?? 1);
  const data = new Float32Array(channels.length * size);
  channels.forEach((channel, index) => data.set(kernel.data.subarray(channel * size, (channel + 1) * size), index * size));
  convolution.inputs = [
    convolution.inputs[0] ?? '',
    addFloats(graph, [channels.length, ...kernel.shape.slice(1)], data),
    addFloats(graph, [channels.length], Float32Array.from(channels, (channel) => bias.data[channel] ?? 0)),
  ];
  graph.nodes = graph.nodes.map((node) => (node === identity ? { ...node, output: name } : node));
  graph.outputs = graph.outputs.map((port) => {
    const [batch = 1, , ...rest] = port.shape;
    return port.name === output ? { ...port, name, shape: [batch, channels.length, ...rest] } : port;
  });
  removeUnused(graph);
}
