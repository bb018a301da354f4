import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const Weight = z.object({
  name: z.string(),
  shape: z.array(z.number().int().min(0)),
  dtype: z.enum(['float32', 'int32']),
  quantization: z.object({ dtype: z.literal('float16') }).optional(),
});

const AttributeValue = z.object({
  s: z.string().optional(), // base64
  i: z.string().optional(),
  f: z.number().optional(),
  b: z.boolean().optional(),
  list: z.object({ i: z.array(z.string()).optional(), s: z.array(z.string()).optional() }).optional(),
  shape: z.object({ dim: z.array(z.object({ size: z.string() })).optional() }).optional(),
});

const Node = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), z.unknown()).default({}),
});

const GraphModel = z.object({
  format: z.literal('graph-model'),
  modelTopology: z.object({ node: z.array(Node) }),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()), weights: z.array(Weight) })),
});

export type TfjsNode = z.output<typeof Node>;
export type TfjsWeight = { readonly shape: readonly number[]; readonly data: Float32Array | Int32Array };
export type TfjsGraph = { readonly nodes: ReadonlyMap<string, TfjsNode>; readonly weights: ReadonlyMap<string, TfjsWeight> };

function decode(weight: z.output<typeof Weight>, bytes: ArrayBuffer): Float32Array | Int32Array {
  if (weight.dtype === 'int32') return new Int32Array(bytes);
  return weight.quantization ? Float32Array.from(new Float16Array(bytes)) : new Float32Array(bytes);
}

/**
 * Reads a TensorFlow.js graph model: `model.json` and the weight files that it names in the same folder. Weights are
 * 32 bit or float16; other quantisations are refused.
 */
export async function readTfjsGraph(file: string): Promise<TfjsGraph> {
  const model = GraphModel.parse(JSON.parse(await readFile(file, 'utf8')));
  const weights = new Map<string, TfjsWeight>();
  for (const group of model.weightsManifest) {
    const bytes = Buffer.concat(await Promise.all(group.paths.map((path) => readFile(join(dirname(file), path)))));
    let offset = 0;
    for (const weight of group.weights) {
      const length = weight.shape.reduce((product, size) => product * size, 1) * (weight.quantization ? 2 : 4);
      if (offset + length > bytes.length) throw new Error(`${file}: weight ${weight.name} reaches beyond the end of its file`);
      weights.set(weight.name, { shape: weight.shape, data: decode(weight, Uint8Array.from(bytes.subarray(offset, offset + length)).buffer) });
      offset += length;
    }
  }
  return { nodes: new Map(model.modelTopology.node.map((node) => [node.name, node])), weights };
}

/** An attribute of a node, parsed. */
export function attributeOf(node: TfjsNode, name: string): z.output<typeof AttributeValue> {
  return AttributeValue.parse(node.attr[name] ?? {});
}

export function integersOf(node: TfjsNode, name: string): number[] {
  return (attributeOf(node, name).list?.i ?? []).map(Number);
}

export function textOf(node: TfjsNode, name: string): string {
  return Buffer.from(attributeOf(node, name).s ?? '', 'base64').toString();
}

export function textsOf(node: TfjsNode, name: string): string[] {
  return (attributeOf(node, name).list?.s ?? []).map((text) => Buffer.from(text, 'base64').toString());
}
