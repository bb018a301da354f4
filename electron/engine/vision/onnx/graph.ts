/** A tensor that is part of a model. Float data is kept as float32 in memory; the writer stores it as float16 where nothing is lost. */
export type Constant =
  | { readonly type: 'float32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly type: 'int64'; readonly shape: readonly number[]; readonly data: BigInt64Array };

/** Attribute values as ONNX knows them; a plain number is an integer attribute. */
export type Attribute = number | readonly number[] | string | { readonly float: number };

/** One operator. An empty input name is an optional input left out; without a domain it is one of ONNX's own. */
export type OnnxNode = {
  readonly op: string;
  readonly domain?: string;
  inputs: string[];
  readonly output: string;
  attributes: Record<string, Attribute>;
};

/** A text as dimension is a size that the caller chooses at run time. */
export type Port = { readonly name: string; readonly type: 'float32' | 'uint8' | 'int64'; readonly shape: readonly (number | string)[] };

/** An ONNX graph while it is being built. Nodes stand in an order in which they can be computed. */
export type OnnxGraph = {
  inputs: Port[];
  outputs: Port[];
  nodes: OnnxNode[];
  readonly constants: Map<string, Constant>;
  /** What the file says of itself, by key. */
  readonly metadata: Map<string, string>;
  /** For names that never repeat. */
  nextNumber: number;
};

export function emptyGraph(): OnnxGraph {
  return { inputs: [], outputs: [], nodes: [], constants: new Map(), metadata: new Map(), nextNumber: 0 };
}

/** Appends an operator and returns the name of its output. */
export function addNode(
  graph: OnnxGraph,
  op: string,
  inputs: readonly string[],
  attributes: Record<string, Attribute> = {},
  output = `${op.toLowerCase()}_${graph.nextNumber++}`,
): string {
  graph.nodes.push({ op, inputs: [...inputs], output, attributes });
  return output;
}

export function addFloats(graph: OnnxGraph, shape: readonly number[], data: Float32Array): string {
  const name = `constant_${graph.nextNumber++}`;
  graph.constants.set(name, { type: 'float32', shape, data });
  return name;
}

export function addIntegers(graph: OnnxGraph, values: readonly number[], shape: readonly number[] = [values.length]): string {
  const name = `constant_${graph.nextNumber++}`;
  graph.constants.set(name, { type: 'int64', shape, data: BigInt64Array.from(values, BigInt) });
  return name;
}

export function producerOf(graph: OnnxGraph, value: string): OnnxNode | undefined {
  return graph.nodes.find((node) => node.output === value);
}

/** The float constant of that name. Throws when there is none. */
export function floatsOf(graph: OnnxGraph, name: string | undefined): Extract<Constant, { type: 'float32' }> {
  const constant = name === undefined ? undefined : graph.constants.get(name);
  if (constant?.type !== 'float32') throw new Error(`${name ?? 'a missing input'} is not a float constant`);
  return constant;
}
