import ort from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import type { OnnxGraph } from '../../../../electron/engine/vision/onnx/graph.ts';
import { writeOnnx } from '../../../../electron/engine/vision/onnx/write.ts';
import { foldPads, keepChannels, takeBytes } from '../../../../scripts/models/rewrites.ts';
import type { TfjsGraph, TfjsNode } from '../../../../scripts/models/tfjs-graph.ts';
import { convert } from '../../../../scripts/models/tfjs-to-onnx.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const list = (...values: number[]): unknown => ({ list: { i: values.map(String) } });
const kernel = Float32Array.from({ length: 3 * 3 * 3 * 2 }, (_, index) => Math.sin(index));

/** A picture of 3 planes, 4x4, padded by one, through a 3x3 convolution with stride 2 and a bias into two channels. */
function smallGraph(...more: TfjsNode[]): TfjsGraph {
  const constant = (name: string): TfjsNode => ({ name, op: 'Const', input: [], attr: {} });
  const nodes: TfjsNode[] = [
    { name: 'picture', op: 'Placeholder', input: [], attr: { shape: { shape: { dim: [1, 3, 4, 4].map((size) => ({ size: String(size) })) } } } },
    ...['pads', 'last', 'first', 'kernel', 'bias'].map(constant),
    { name: 'padded', op: 'Pad', input: ['picture', 'pads'], attr: {} },
    { name: 'nhwc', op: 'Transpose', input: ['padded', 'last'], attr: {} },
    { name: 'convolved', op: 'Conv2D', input: ['nhwc', 'kernel'], attr: { padding: { s: base64('VALID') }, strides: list(1, 2, 2, 1) } },
    { name: 'biased', op: 'Add', input: ['convolved', 'bias'], attr: {} },
    { name: 'nchw', op: 'Transpose', input: ['biased', 'first'], attr: {} },
    ...more,
  ];
  return {
    nodes: new Map(nodes.map((node) => [node.name, node])),
    weights: new Map([
      ['pads', { shape: [4, 2], data: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1) }],
      ['last', { shape: [4], data: Int32Array.of(0, 2, 3, 1) }],
      ['first', { shape: [4], data: Int32Array.of(0, 3, 1, 2) }],
      ['kernel', { shape: [3, 3, 3, 2], data: kernel }],
      ['bias', { shape: [2], data: Float32Array.of(0.5, -0.25) }],
    ]),
  };
}

async function run(graph: OnnxGraph, input: ort.Tensor, output: string): Promise<number[]> {
  const session = await ort.InferenceSession.create(writeOnnx(graph, 'test'), { logSeverityLevel: 3 });
  const outputs = await session.run({ picture: input });
  await session.release();
  return [...((outputs[output]?.data ?? []) as Float32Array)];
}

/** The same convolution by its definition. */
function byHand(picture: (channel: number, y: number, x: number) => number, channel: number, row: number, column: number): number {
  let sum = channel === 0 ? 0.5 : -0.25;
  for (let y = 0; y < 3; y++)
    for (let x = 0; x < 3; x++)
      for (let c = 0; c < 3; c++) {
        const [py, px] = [row * 2 + y - 1, column * 2 + x - 1];
        if (py >= 0 && py < 4 && px >= 0 && px < 4) sum += picture(c, py, px) * (kernel[((y * 3 + x) * 3 + c) * 2 + channel] ?? 0);
      }
  return sum;
}

const numbers = Float32Array.from({ length: 48 }, (_, index) => Math.cos(index * 1.7));
const bytes = Uint8Array.from({ length: 48 }, (_, index) => (index * 37) % 256);
const everywhere = [0, 1].flatMap((channel) => [0, 1].flatMap((row) => [0, 1].map((column) => [channel, row, column] as const)));

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, index) => expect(value).toBeCloseTo(wanted[index] ?? NaN, 4));
}

describe('conversion of TensorFlow.js graphs', () => {
  const plain = everywhere.map(([channel, row, column]) => byHand((c, y, x) => numbers[(c * 4 + y) * 4 + x] ?? 0, channel, row, column));

  test('a padded convolution with bias computes what its definition says, without a transposition', async () => {
    const graph = convert(smallGraph(), ['nchw']);
    expect(graph.nodes.map(({ op }) => op)).toEqual(['Pad', 'Conv', 'Identity']);
    expectClose(await run(graph, new ort.Tensor('float32', numbers, [1, 3, 4, 4]), 'nchw'), plain);
  });

  test('padding folded into the convolution changes nothing', async () => {
    const graph = convert(smallGraph(), ['nchw']);
    foldPads(graph);
    expect(graph.nodes.map(({ op }) => op)).toEqual(['Conv', 'Identity']);
    expectClose(await run(graph, new ort.Tensor('float32', numbers, [1, 3, 4, 4]), 'nchw'), plain);
  });

  test('bytes in another channel order give what normalising them beforehand gives', async () => {
    const [mean, deviation, order] = [[100, 110, 120], [50, 55, 60], [1, 0, 2]];
    const graph = convert(smallGraph(), ['nchw']);
    foldPads(graph);
    takeBytes(graph, 'picture', order, mean, deviation);
    const normalised = (c: number, y: number, x: number): number =>
      ((bytes[(order.indexOf(c) * 4 + y) * 4 + x] ?? 0) - (mean[c] ?? 0)) / (deviation[c] ?? 1);
    const wanted = everywhere.map(([channel, row, column]) => byHand(normalised, channel, row, column));
    expectClose(await run(graph, new ort.Tensor('uint8', bytes, [1, 3, 4, 4]), 'nchw'), wanted);
  });

  test('an output keeps only the channels that are wanted', async () => {
    const graph = convert(smallGraph(), ['nchw']);
    keepChannels(graph, 'nchw', [1], 'second');
    expectClose(await run(graph, new ort.Tensor('float32', numbers, [1, 3, 4, 4]), 'second'), plain.slice(4));
  });

  test('the same graph gives the same bytes', () => {
    const write = (): Uint8Array => writeOnnx(convert(smallGraph(), ['nchw']), 'test');
    expect(Buffer.compare(write(), write())).toBe(0);
  });

  test('an operator that is not known is named', () => {
    const softmax: TfjsNode = { name: 'scores', op: 'Softmax', input: ['nchw'], attr: {} };
    expect(() => convert(smallGraph(softmax), ['scores'])).toThrow('operator Softmax (scores)');
  });

  test('a constant added to anything but a convolution is refused rather than computed wrongly', () => {
    const shift: TfjsNode = { name: 'shifted', op: 'Add', input: ['picture', 'bias'], attr: {} };
    expect(() => convert(smallGraph(shift), ['shifted'])).toThrow('Add (shifted)');
  });
});
