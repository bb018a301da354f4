import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addFloats, addIntegers, addNode, emptyGraph, type Port } from '../../electron/engine/vision/onnx/graph.ts';
import { writeOnnx } from '../../electron/engine/vision/onnx/write.ts';
import { temporaryFolder } from './house.ts';

export type MadeUpOutput = { readonly name: string; readonly shape: readonly number[]; readonly data: readonly number[]; readonly type?: 'float32' | 'int64' };

export type MadeUpModel = {
  readonly inputs?: readonly Port[];
  readonly outputs: readonly MadeUpOutput[];
  readonly metadata?: Readonly<Record<string, string>>;
  /** Names of weights that nothing uses. */
  readonly weights?: readonly string[];
  /** Adds an operator of that domain. */
  readonly domain?: string;
};

/** The side of the pictures of made-up models: at strides 8, 16 and 32 it has 144 + 36 + 9 cells. */
export const side = 96;
export const cells = 189;

export const pictureInput: Port = { name: 'images', type: 'float32', shape: [1, 3, side, side] };

/** An ONNX file that gives the same outputs whatever it is shown. */
export function madeUpModel({ inputs = [pictureInput], outputs, metadata = {}, weights = [], domain }: MadeUpModel): Uint8Array {
  const graph = emptyGraph();
  graph.inputs.push(...inputs);
  for (const { name, shape, data, type = 'float32' } of outputs) {
    const constant = type === 'int64' ? addIntegers(graph, data, shape) : addFloats(graph, shape, Float32Array.from(data));
    addNode(graph, 'Identity', [constant], {}, name);
    graph.outputs.push({ name, type, shape });
  }
  for (const name of weights) graph.constants.set(name, { type: 'float32', shape: [1], data: Float32Array.of(0) });
  if (domain !== undefined) graph.nodes.push({ op: 'Anything', domain, inputs: [inputs[0]?.name ?? ''], output: 'anything', attributes: {} });
  for (const [key, value] of Object.entries(metadata)) graph.metadata.set(key, value);
  return writeOnnx(graph, 'test');
}

/** Writes a file into a folder of its own; gives its path and its SHA-256. */
export function modelFile(bytes: Uint8Array): { path: string; id: string } {
  const path = join(temporaryFolder(), 'model.onnx');
  writeFileSync(path, bytes);
  return { path, id: createHash('sha256').update(bytes).digest('hex') };
}

/** Rows of numbers that are 0 but where `set` says otherwise; column by column where `turned`. */
export function rowsOf(count: number, numbers: number, set: readonly { readonly row: number; readonly values: Readonly<Record<number, number>> }[], turned = false): number[] {
  const data = new Array<number>(count * numbers).fill(0);
  for (const { row, values } of set)
    for (const [number, value] of Object.entries(values)) data[turned ? Number(number) * count + row : row * numbers + Number(number)] = value;
  return data;
}
