import type { Attribute, Constant, OnnxGraph, OnnxNode, Port } from './graph.ts';

/*
 * Serialises a graph in ONNX's protobuf form. Field numbers and enumerations are those of onnx/onnx.proto3,
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3.
 */

const opset = 13;
const irVersion = 8;
const dataType = { float32: 1, uint8: 2, int64: 7, float16: 10 } as const;
const attributeType = { float: 1, int: 2, string: 3, ints: 7 } as const;
/** Below this many elements the Cast node would cost more than half precision saves. */
const halfPrecisionFrom = 64;

function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

function integer(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function bytes(field: number, ...parts: readonly (Uint8Array | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  return Buffer.concat([varint((field << 3) | 2), varint(body.length), body]);
}

function float(field: number, value: number): Buffer {
  const body = Buffer.alloc(4);
  body.writeFloatLE(value);
  return Buffer.concat([varint((field << 3) | 5), body]);
}

function attribute(name: string, value: Attribute): Buffer {
  const tagged = (type: number, ...body: Buffer[]): Buffer => bytes(5, bytes(1, name), ...body, integer(20, type));
  if (typeof value === 'string') return tagged(attributeType.string, bytes(4, value));
  if (typeof value === 'number') return tagged(attributeType.int, integer(3, value));
  if ('float' in value) return tagged(attributeType.float, float(2, value.float));
  return tagged(attributeType.ints, ...value.map((item) => integer(8, item)));
}

function node({ op, domain, inputs, output, attributes }: OnnxNode): Buffer {
  return bytes(
    1,
    ...inputs.map((name) => bytes(1, name)),
    bytes(2, output),
    bytes(3, output),
    bytes(4, op),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    ...(domain === undefined ? [] : [bytes(7, domain)]),
  );
}

function port(field: number, { name, type, shape }: Port): Buffer {
  const dimensions = shape.map((size) => bytes(1, typeof size === 'string' ? bytes(2, size) : integer(1, size)));
  return bytes(field, bytes(1, name), bytes(2, bytes(1, integer(1, dataType[type]), bytes(2, ...dimensions))));
}

function initializer(name: string, type: number, shape: readonly number[], data: ArrayBufferView): Buffer {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return bytes(5, ...shape.map((size) => integer(1, size)), integer(2, type), bytes(8, name), bytes(9, raw));
}

/** The same numbers in half precision, or null when a single one would change. */
function inHalfPrecision(data: Float32Array): Float16Array | null {
  const half = Float16Array.from(data);
  return data.every((value, index) => value === half[index]) ? half : null;
}

/** A constant as initializer, with the Cast node that widens it again when it is stored in half precision. */
function constant(name: string, value: Constant): { readonly initializer: Buffer; readonly cast: Buffer | null } {
  if (value.type === 'int64') return { initializer: initializer(name, dataType.int64, value.shape, value.data), cast: null };
  const half = value.data.length < halfPrecisionFrom ? null : inHalfPrecision(value.data);
  if (half === null) return { initializer: initializer(name, dataType.float32, value.shape, value.data), cast: null };
  return {
    initializer: initializer(`${name}_half`, dataType.float16, value.shape, half),
    cast: node({ op: 'Cast', inputs: [`${name}_half`], output: name, attributes: { to: dataType.float32 } }),
  };
}

/** Writes an ONNX file. The same graph gives the same bytes. */
export function writeOnnx(graph: OnnxGraph, producer: string): Uint8Array {
  const constants = [...graph.constants].map(([name, value]) => constant(name, value));
  const body = bytes(
    7,
    ...constants.flatMap(({ cast }) => cast ?? []),
    ...graph.nodes.map(node),
    bytes(2, 'graph'),
    ...constants.map((item) => item.initializer),
    ...graph.inputs.map((item) => port(11, item)),
    ...graph.outputs.map((item) => port(12, item)),
  );
  const metadata = [...graph.metadata].map(([key, value]) => bytes(14, bytes(1, key), bytes(2, value)));
  const domains = new Set(graph.nodes.flatMap(({ domain }) => domain ?? []));
  const opsets = [bytes(8, integer(2, opset)), ...[...domains].map((domain) => bytes(8, bytes(1, domain), integer(2, 1)))];
  return Buffer.concat([integer(1, irVersion), bytes(2, producer), body, ...opsets, ...metadata]);
}
