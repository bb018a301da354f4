import { inOrder, type Value } from './layout.ts';
import { addFloats, addIntegers, addNode, producerOf, type OnnxGraph } from '../../electron/engine/vision/onnx/graph.ts';
import { attributeOf, integersOf, textOf, textsOf, type TfjsNode, type TfjsWeight } from './tfjs-graph.ts';

type Context = {
  readonly node: TfjsNode;
  readonly graph: OnnxGraph;
  value(input: string): Value;
  constant(input: string): TfjsWeight | undefined;
  /** The node of that name, without converting it. */
  source(input: string): TfjsNode | undefined;
  /** How many nodes read the first output of the node of that name. */
  readBy(name: string): number;
};
type Operator = (context: Context) => Value;

/** The order of an NHWC value whose tensor is NCHW. */
const channelsLast = [0, 2, 3, 1];

function refuse({ node }: Context, why: string): never {
  throw new Error(`${node.op} (${node.name}): ${why}`);
}

function inputOf(context: Context, index: number): Value {
  const name = context.node.input[index];
  return name === undefined ? refuse(context, `has no input ${index}`) : context.value(name);
}

function constantOf(context: Context, index: number): TfjsWeight {
  const weight = context.constant(context.node.input[index] ?? '');
  return weight ?? refuse(context, `input ${index} must be constant`);
}

/** The four sizes of an NHWC value. */
function nhwc(context: Context, { shape }: Value): [number, number, number, number] {
  const [n, h, w, c] = shape;
  if (n === undefined || h === undefined || w === undefined || c === undefined) return refuse(context, 'input must have four axes');
  return [n, h, w, c];
}

/** Kernel weights from TensorFlow's HWIO order into ONNX's OIHW. */
function kernelToOihw({ shape, data }: TfjsWeight): { shape: number[]; data: Float32Array } {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = shape;
  const turned = new Float32Array(data.length);
  let from = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let i = 0; i < inputs; i++)
        for (let o = 0; o < outputs; o++) turned[((o * inputs + i) * height + y) * width + x] = data[from++] ?? 0;
  return { shape: [outputs, inputs, height, width], data: turned };
}

/** Depthwise weights from TensorFlow's HWC1 order into ONNX's C1HW: each channel has a kernel of its own. */
function depthwiseToOihw({ shape, data }: TfjsWeight): { shape: number[]; data: Float32Array } {
  const [height = 0, width = 0, channels = 0] = shape;
  const area = height * width;
  const turned = new Float32Array(data.length);
  for (let i = 0; i < area; i++) for (let c = 0; c < channels; c++) turned[c * area + i] = data[i * channels + c] ?? 0;
  return { shape: [channels, 1, height, width], data: turned };
}

/** Padding before and after one axis, and the size that comes out. TensorFlow's SAME puts the odd one behind. */
function padding(context: Context, size: number, kernel: number, stride: number): { before: number; after: number; out: number } {
  const kind = textOf(context.node, 'padding');
  if (kind === 'VALID') return { before: 0, after: 0, out: Math.floor((size - kernel) / stride) + 1 };
  if (kind !== 'SAME') return refuse(context, `padding ${kind} is not converted`);
  const out = Math.ceil(size / stride);
  const total = Math.max(0, (out - 1) * stride + kernel - size);
  return { before: Math.floor(total / 2), after: Math.ceil(total / 2), out };
}

/** What TensorFlow fused behind a convolution, as operators of their own. */
function activated(context: Context, tensor: string, fused: readonly string[]): string {
  const { graph } = context;
  return fused.reduce((made, name) => {
    if (name === 'Relu') return addNode(graph, 'Relu', [made]);
    if (name === 'Relu6') return addNode(graph, 'Clip', [made, addFloats(graph, [], Float32Array.of(0)), addFloats(graph, [], Float32Array.of(6))]);
    return refuse(context, `a fused ${name} is not converted`);
  }, tensor);
}

const anyConvolution = (turn: (weight: TfjsWeight) => { shape: number[]; data: Float32Array }, depthwise: boolean): Operator => (context) => {
  const { node, graph } = context;
  const input = inputOf(context, 0);
  const [n, h, w] = nhwc(context, input);
  const weights = constantOf(context, 1);
  if (depthwise && weights.shape[3] !== 1) refuse(context, 'several kernels for a channel are not converted');
  const kernel = turn(weights);
  const [outputs = 0, , kernelHeight = 0, kernelWidth = 0] = kernel.shape;
  const [, strideY = 1, strideX = 1] = integersOf(node, 'strides');
  if (integersOf(node, 'dilations').some((dilation) => dilation !== 1)) refuse(context, 'dilation is not converted');
  const rows = padding(context, h, kernelHeight, strideY);
  const columns = padding(context, w, kernelWidth, strideX);
  const fused = textsOf(node, 'fused_ops');
  const bias = fused[0] === 'BiasAdd' ? [addFloats(graph, [outputs], Float32Array.from(constantOf(context, 2).data))] : [];
  const tensor = addNode(graph, 'Conv', [inOrder(graph, input, channelsLast), addFloats(graph, kernel.shape, kernel.data), ...bias], {
    kernel_shape: [kernelHeight, kernelWidth],
    strides: [strideY, strideX],
    pads: [rows.before, columns.before, rows.after, columns.after],
    ...(depthwise ? { group: outputs } : {}),
  });
  return { tensor: activated(context, tensor, fused.slice(bias.length)), shape: [n, rows.out, columns.out, outputs], order: channelsLast };
};
const convolution = anyConvolution(kernelToOihw, false);
const depthwiseConvolution = anyConvolution(depthwiseToOihw, true);

/** Adding one number to each channel of a convolution is its bias; everything else adds two tensors of one shape. */
const add: Operator = (context) => {
  const { node, graph } = context;
  const left = inputOf(context, 0);
  const bias = context.constant(node.input[1] ?? '');
  if (bias) {
    const producer = producerOf(graph, left.tensor);
    const channels = left.shape.at(-1);
    if (context.readBy(node.input[0] ?? '') !== 1 || producer?.op !== 'Conv' || producer.inputs.length !== 2 || left.order.at(-1) !== 1 || bias.data.length !== channels)
      return refuse(context, 'a constant can only be added to the channels of a convolution');
    producer.inputs.push(addFloats(graph, [channels], Float32Array.from(bias.data)));
    return left;
  }
  const right = inputOf(context, 1);
  if (left.shape.join() !== right.shape.join()) refuse(context, `shapes ${left.shape.join()} and ${right.shape.join()} differ`);
  return { ...left, tensor: addNode(graph, 'Add', [left.tensor, inOrder(graph, right, left.order)]) };
};

const pad: Operator = (context) => {
  const { node, graph } = context;
  const input = inputOf(context, 0);
  const amounts = [...constantOf(context, 1).data];
  const fill = node.op === 'PadV2' ? (constantOf(context, 2).data[0] ?? 0) : 0;
  const before = input.order.map((_, axis) => amounts[2 * input.order.indexOf(axis)] ?? 0);
  const after = input.order.map((_, axis) => amounts[2 * input.order.indexOf(axis) + 1] ?? 0);
  const tensor = addNode(graph, 'Pad', [
    input.tensor,
    addIntegers(graph, [...before, ...after]),
    addFloats(graph, [], Float32Array.of(fill)),
  ]);
  return { ...input, tensor, shape: input.shape.map((size, place) => size + (amounts[2 * place] ?? 0) + (amounts[2 * place + 1] ?? 0)) };
};

const transpose: Operator = (context) => {
  const input = inputOf(context, 0);
  const perm = [...constantOf(context, 1).data];
  return { ...input, shape: perm.map((place) => input.shape[place] ?? 0), order: perm.map((place) => input.order[place] ?? 0) };
};

const maxPool: Operator = (context) => {
  const { node, graph } = context;
  if (textOf(node, 'padding') !== 'VALID') refuse(context, 'only VALID padding is converted');
  const input = inputOf(context, 0);
  const [n, h, w, c] = nhwc(context, input);
  const [, height = 1, width = 1] = integersOf(node, 'ksize');
  const [, strideY = 1, strideX = 1] = integersOf(node, 'strides');
  const attributes = { kernel_shape: [height, width], strides: [strideY, strideX], pads: [0, 0, 0, 0] };
  const tensor = addNode(graph, 'MaxPool', [inOrder(graph, input, channelsLast)], attributes);
  return { tensor, shape: [n, Math.floor((h - height) / strideY) + 1, Math.floor((w - width) / strideX) + 1, c], order: channelsLast };
};

/** The factors by which a size is multiplied that is computed from the input's own, as upsampling layers do; else null. */
function computedFactors(context: Context): readonly [number, number] | null {
  const { node } = context;
  const product = context.source(node.input[1] ?? '');
  const slice = product?.op === 'Mul' ? context.source(product.input[0] ?? '') : undefined;
  const shape = slice?.op === 'StridedSlice' ? context.source(slice.input[0] ?? '') : undefined;
  const factors = context.constant(product?.input[1] ?? '')?.data;
  if (shape?.op !== 'Shape' || shape.input[0] !== node.input[0] || factors?.length !== 2) return null;
  return [factors[0] ?? 1, factors[1] ?? 1];
}

/** Sizes become ratios, so that the converted graph takes pictures of other sizes too. */
const resizeBilinear: Operator = (context) => {
  const { node, graph } = context;
  if (attributeOf(node, 'half_pixel_centers').b !== true) refuse(context, 'only half_pixel_centers is converted');
  const input = inputOf(context, 0);
  const [n, h, w, c] = nhwc(context, input);
  const factors = computedFactors(context);
  const [height = 0, width = 0] = factors === null ? constantOf(context, 1).data : [h * factors[0], w * factors[1]];
  const scales = addFloats(graph, [4], Float32Array.of(1, 1, height / h, width / w));
  const tensor = addNode(graph, 'Resize', [inOrder(graph, input, channelsLast), '', scales], {
    mode: 'linear',
    coordinate_transformation_mode: 'half_pixel',
  });
  return { tensor, shape: [n, height, width, c], order: channelsLast };
};

const concat: Operator = (context) => {
  const { node, graph } = context;
  const axis = constantOf(context, node.input.length - 1).data[0] ?? 0;
  const parts = node.input.slice(0, -1).map((_, index) => inputOf(context, index));
  const [first] = parts;
  if (!first) return refuse(context, 'has no input');
  const tensors = parts.map((part) => inOrder(graph, part, first.order));
  const joined = parts.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0);
  const tensor = addNode(graph, 'Concat', tensors, { axis: first.order[axis] ?? 0 });
  return { ...first, tensor, shape: first.shape.map((size, place) => (place === axis ? joined : size)) };
};

const leakyRelu: Operator = (context) => {
  const input = inputOf(context, 0);
  const alpha = attributeOf(context.node, 'alpha').f ?? 0.2; // TensorFlow's default
  return { ...input, tensor: addNode(context.graph, 'LeakyRelu', [input.tensor], { alpha: { float: alpha } }) };
};

const placeholder: Operator = ({ node, graph }) => {
  const shape = (attributeOf(node, 'shape').shape?.dim ?? []).map(({ size }) => Number(size));
  graph.inputs.push({ name: node.name, type: 'float32', shape });
  return { tensor: node.name, shape, order: shape.map((_, axis) => axis) };
};

/** Conversions by TensorFlow's name of the operator. */
export const operators: Readonly<Record<string, Operator>> = {
  Add: add,
  AddV2: add,
  ConcatV2: concat,
  Conv2D: convolution,
  DepthwiseConv2dNative: depthwiseConvolution,
  FusedDepthwiseConv2dNative: depthwiseConvolution,
  LeakyRelu: leakyRelu,
  MaxPool: maxPool,
  Pad: pad,
  PadV2: pad,
  Placeholder: placeholder,
  ResizeBilinear: resizeBilinear,
  Transpose: transpose,
  _FusedConv2D: convolution,
};
