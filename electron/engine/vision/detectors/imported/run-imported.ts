import ort from 'onnxruntime-node';
import type { PlanarPicture } from '../../../media/small-frame.ts';
import type { Provider } from '../../inference/inference-protocol.ts';
import { openSession } from '../../inference/session.ts';
import { addFloats, addIntegers, addNode, emptyGraph } from '../../onnx/graph.ts';
import { writeOnnx } from '../../onnx/write.ts';
import type { OutputTensor } from '../detector.ts';
import type { ImportedCard } from './imported-card.ts';

type FrontSettings = Pick<ImportedCard['input'], 'colours' | 'mean' | 'deviation'>;

/** ONNX's number of float32, for Cast. */
const toFloat = 1;
/** Where the colours stand in planes G, B, R. */
const planesOf = { RGB: [2, 0, 1], BGR: [1, 0, 2] } as const;

/**
 * A small ONNX graph that makes the tensor that a model wants out of 8-bit planes G, B, R, so that no picture is worked
 * on pixel by pixel in JavaScript: `planes` in, `tensor` out.
 */
export function frontGraph({ colours, mean, deviation }: FrontSettings): Uint8Array {
  const graph = emptyGraph();
  const shape = [1, 3, 'height', 'width'];
  graph.inputs.push({ name: 'planes', type: 'uint8', shape });
  graph.outputs.push({ name: 'tensor', type: 'float32', shape });
  const numbers = (values: readonly number[]): string => addFloats(graph, [1, 3, 1, 1], Float32Array.from(values));
  const ordered = addNode(graph, 'Gather', ['planes', addIntegers(graph, planesOf[colours])], { axis: 1 });
  const wide = addNode(graph, 'Cast', [ordered], { to: toFloat });
  const centred = addNode(graph, 'Sub', [wide, numbers(mean)]);
  addNode(graph, 'Div', [centred, numbers(deviation)], {}, 'tensor');
  return writeOnnx(graph, 'watchhouse');
}

/** onnxruntime gives integers as BigInts and half floats as such; families read floats. */
function asFloats({ data, dims }: ort.Tensor): OutputTensor {
  if (data instanceof Float32Array) return { data, dims };
  if (Array.isArray(data)) throw new Error('an output is text');
  return { data: Float32Array.from(data as ArrayLike<number | bigint>, Number), dims };
}

/** A model that users brought, ready to run. */
export type OpenImported = {
  /** Runs it on a picture whose planes fit the card; gives its outputs by its own names. */
  readonly run: (picture: PlanarPicture) => Promise<Readonly<Record<string, OutputTensor>>>;
  readonly release: () => Promise<void>;
};

/** Gives a session what makes its input; the session is released with it. */
export async function openImported(session: ort.InferenceSession, input: FrontSettings & Pick<ImportedCard['input'], 'name' | 'sizes'>): Promise<OpenImported> {
  const front = await ort.InferenceSession.create(frontGraph(input), { executionProviders: ['cpu'], intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 });
  return {
    run: async ({ data, width, height }) => {
      const { tensor } = await front.run({ planes: new ort.Tensor('uint8', data, [1, 3, height, width]) });
      if (tensor === undefined) throw new Error('no tensor was made');
      const sizes = input.sizes === null ? {} : { [input.sizes]: new ort.Tensor('int64', BigInt64Array.of(BigInt(width), BigInt(height)), [1, 2]) };
      const outputs = await session.run({ [input.name]: tensor, ...sizes });
      return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, asFloats(output)]));
    },
    release: async () => {
      await front.release();
      await session.release();
    },
  };
}

/** A model of which the provider cannot run every operator runs on the processor. */
export async function openSessionOrCpu(path: string, provider: Provider, threads: number): Promise<ort.InferenceSession> {
  if (provider === 'cpu') return openSession(path, 'cpu', threads);
  return openSession(path, provider, threads).catch(() => openSession(path, 'cpu', threads));
}

/** The outputs by the family's names, as the card says. */
export function namedOutputs(outputs: Readonly<Record<string, OutputTensor>>, { outputs: names }: ImportedCard): Record<string, OutputTensor> {
  return Object.fromEntries(
    Object.entries(names).map(([known, own]) => {
      const output = outputs[own];
      if (output === undefined) throw new Error(`the model gives no output ${own} any more`);
      return [known, output];
    }),
  );
}
