/*
 * Reads of an ONNX file, without running it, what has to be known before onnxruntime may open it. Field numbers are those
 * of onnx/onnx.proto3, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3. The file may come from anybody: every
 * length is checked, nothing is copied but short texts, and nesting has a bound.
 */

/** What an ONNX file says of itself. */
export type OnnxFacts = {
  /** Version of ONNX's own operators that it asks for. */
  readonly opset: number;
  /** Domains of the operators in it that are neither ONNX's nor defined in the file. */
  readonly domains: ReadonlySet<string>;
  /** Whether parts of it lie in other files. */
  readonly hasExternalData: boolean;
  readonly metadata: ReadonlyMap<string, string>;
  /** Names of its weights, which exporters take over from the program that trained them. */
  readonly weights: readonly string[];
};

/** The bytes are no ONNX file. */
export class NotOnnxError extends Error {}

const mostNesting = 12;
const longestText = 100_000;
const mostWeights = 20_000;

type Field = { readonly number: number; readonly value: bigint | null; readonly bytes: Uint8Array | null };

/** The fields of one protobuf message in their order. @throws NotOnnxError */
function* fieldsOf(message: Uint8Array): Generator<Field, void, undefined> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) break;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new NotOnnxError('a number without an end');
  };
  const take = (length: bigint): Uint8Array => {
    if (length > BigInt(message.length - at)) throw new NotOnnxError('a field is longer than what it is in');
    const from = at;
    at += Number(length);
    return message.subarray(from, at);
  };
  while (at < message.length) {
    const tag = varint();
    const number = Number(tag >> 3n);
    if (number < 1 || number > 536_870_911) throw new NotOnnxError('a field without a number');
    switch (tag & 7n) {
      case 0n:
        yield { number, value: varint(), bytes: null };
        break;
      case 1n:
        yield { number, value: null, bytes: take(8n) };
        break;
      case 2n:
        yield { number, value: null, bytes: take(varint()) };
        break;
      case 5n:
        yield { number, value: null, bytes: take(4n) };
        break;
      default:
        throw new NotOnnxError('a field of no known kind');
    }
  }
}

const decoder = new TextDecoder();
const textOf = (bytes: Uint8Array | null): string => decoder.decode((bytes ?? new Uint8Array()).subarray(0, longestText));

type Findings = { domains: Set<string>; hasExternalData: boolean; weights: string[] };

function readTensor(message: Uint8Array, found: Findings): void {
  for (const { number, value, bytes } of fieldsOf(message)) {
    if (number === 13 || (number === 14 && value === 1n)) found.hasExternalData = true;
    if (number === 8 && found.weights.length < mostWeights) found.weights.push(textOf(bytes));
  }
}

function readSparseTensor(message: Uint8Array, found: Findings): void {
  for (const { number, bytes } of fieldsOf(message)) if ((number === 1 || number === 2) && bytes) readTensor(bytes, found);
}

function readAttribute(message: Uint8Array, found: Findings, depth: number): void {
  for (const { number, bytes } of fieldsOf(message)) {
    if (!bytes) continue;
    if (number === 5 || number === 10) readTensor(bytes, found);
    else if (number === 6 || number === 11) readGraph(bytes, found, depth + 1);
    else if (number === 22 || number === 23) readSparseTensor(bytes, found);
  }
}

function readNode(message: Uint8Array, found: Findings, depth: number): void {
  for (const { number, bytes } of fieldsOf(message)) {
    if (!bytes) continue;
    if (number === 7) found.domains.add(textOf(bytes));
    else if (number === 5) readAttribute(bytes, found, depth);
  }
}

function readGraph(message: Uint8Array, found: Findings, depth: number): void {
  if (depth > mostNesting) throw new NotOnnxError('graphs within graphs without an end');
  for (const { number, bytes } of fieldsOf(message)) {
    if (!bytes) continue;
    if (number === 1) readNode(bytes, found, depth);
    else if (number === 5) readTensor(bytes, found);
    else if (number === 15) readSparseTensor(bytes, found);
  }
}

/** A function that the file itself defines; its domain is the file's own. */
function readFunction(message: Uint8Array, found: Findings, own: Set<string>): void {
  for (const { number, bytes } of fieldsOf(message)) {
    if (!bytes) continue;
    if (number === 7) readNode(bytes, found, 1);
    else if (number === 10) own.add(textOf(bytes));
  }
}

function readPair(message: Uint8Array): [string, string] {
  let [key, value] = ['', ''];
  for (const { number, bytes } of fieldsOf(message)) {
    if (number === 1) key = textOf(bytes);
    else if (number === 2) value = textOf(bytes);
  }
  return [key, value];
}

/** Version of ONNX's own operators, or null where the message tells of another domain's. */
function readOpset(message: Uint8Array): number | null {
  let domain = '';
  let version = 0;
  for (const { number, value, bytes } of fieldsOf(message)) {
    if (number === 1) domain = textOf(bytes);
    else if (number === 2) version = Number(value ?? 0n);
  }
  return domain === '' || domain === 'ai.onnx' ? version : null;
}

/** Domains whose operators onnxruntime brings along. */
const builtIn: ReadonlySet<string> = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft']);

/** Reads a whole file's bytes. @throws NotOnnxError */
export function readOnnx(file: Uint8Array): OnnxFacts {
  const found: Findings = { domains: new Set(), hasExternalData: false, weights: [] };
  const own = new Set<string>();
  const metadata = new Map<string, string>();
  let opset = 0;
  let hasGraph = false;
  for (const { number, bytes } of fieldsOf(file)) {
    if (!bytes) continue;
    if (number === 7) {
      hasGraph = true;
      readGraph(bytes, found, 0);
    } else if (number === 8) opset = readOpset(bytes) ?? opset;
    else if (number === 14) metadata.set(...readPair(bytes));
    else if (number === 25) readFunction(bytes, found, own);
  }
  if (!hasGraph || opset === 0) throw new NotOnnxError('no graph, or no version of its operators');
  const domains = new Set([...found.domains].filter((domain) => !builtIn.has(domain) && !own.has(domain)));
  return { opset, domains, hasExternalData: found.hasExternalData, metadata, weights: found.weights };
}
