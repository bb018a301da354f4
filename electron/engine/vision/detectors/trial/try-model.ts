import { readFile } from 'node:fs/promises';
import type ort from 'onnxruntime-node';
import { mostModelClasses } from '../../../../contract/detector.ts';
import type { PlanarPicture, PictureFit } from '../../../media/small-frame.ts';
import type { Provider } from '../../inference/inference-protocol.ts';
import { NotOnnxError, readOnnx, type OnnxFacts } from '../../onnx/read.ts';
import { objectClassOf, toldNames } from '../imported/class-names.ts';
import { families } from '../imported/families.ts';
import { ImportedCard } from '../imported/imported-card.ts';
import { plainFeed, type Recognised } from '../imported/imported-family.ts';
import { namedOutputs, openImported, openSessionOrCpu } from '../imported/run-imported.ts';
import { TrialError, type Tried } from './trial-protocol.ts';

/** A model whose picture may have any size is tried, and then used, with this one where the file names none. */
const usualSide = 640;
const sides = { least: 32, most: 2048 };

/** The file's facts. @throws TrialError where it may not be given to onnxruntime */
export async function readFacts(path: string): Promise<OnnxFacts> {
  let facts: OnnxFacts;
  try {
    facts = readOnnx(await readFile(path));
  } catch (error) {
    if (error instanceof NotOnnxError) throw new TrialError('not-onnx', '');
    throw error;
  }
  if (facts.hasExternalData) throw new TrialError('external-data', 'tensors with external data');
  if (facts.domains.size > 0) throw new TrialError('foreign-operators', [...facts.domains].join(', '));
  const task = facts.metadata.get('task');
  if (task !== undefined && task !== 'detect') throw new TrialError('wrong-task', `task: ${task}`);
  return facts;
}

type Input = Pick<ImportedCard['input'], 'name' | 'sizes'> & { readonly width: number; readonly height: number; readonly isFree: boolean };

type Shape = readonly (number | string)[];
const written = (shape: Shape): string => `[${shape.map((size) => (typeof size === 'number' && size > 0 ? String(size) : '?')).join(', ')}]`;

/** The input that takes the picture, and the one that asks for its size. @throws TrialError */
export function pictureInput(inputs: readonly ort.InferenceSession.ValueMetadata[], metadata: OnnxFacts['metadata']): Input {
  const tensors = inputs.filter((input) => input.isTensor);
  const told = tensors.map(({ name, type, shape }) => `${name}: ${type} ${written(shape)}`).join('; ');
  const refuse = (): never => {
    throw new TrialError('wrong-input', told);
  };
  const picture = tensors.find(({ shape }) => shape.length === 4) ?? refuse();
  const sizes = tensors.find((input) => input !== picture && input.type === 'int64' && input.shape.length === 2) ?? null;
  if (inputs.length !== (sizes === null ? 1 : 2)) refuse();
  const fixed = (size: number | string | undefined): number | null => (typeof size === 'number' && size > 0 ? size : null);
  const [batch, planes, height, width] = picture.shape.map(fixed);
  if (picture.type !== 'float32' || (batch ?? 1) !== 1 || (planes ?? 3) !== 3) return refuse();
  const asked = [...(metadata.get('imgsz') ?? '').matchAll(/\d+/g)].map(([text]) => Number(text));
  const free = Math.max(...asked, 0) || usualSide;
  const size = { height: height ?? free, width: width ?? free };
  if (Math.min(size.width, size.height) < sides.least || Math.max(size.width, size.height) > sides.most) refuse();
  return { name: picture.name, sizes: sizes?.name ?? null, ...size, isFree: height == null && width == null };
}

/** Planes of the model's size with nothing on them. */
export function emptyPicture(width: number, height: number): PlanarPicture {
  return { data: new Uint8Array(3 * width * height).fill(114), width, height, pictureWidth: width, pictureHeight: height };
}

function fitFor({ width, height, isFree }: Input, { feed }: Recognised): PictureFit {
  if (feed.way === 'stretch') return { way: 'stretch', width, height };
  return isFree && width % 32 === 0 ? { way: 'longest', longest: width, pad: feed.pad } : { way: 'letterbox', width, height, pad: feed.pad };
}

/** The names of a model's classes, and which of them count as what, as their names suggest. @throws TrialError */
function classesOf({ names, classCount }: Recognised): Pick<ImportedCard, 'classes'> & Pick<Tried['facts'], 'names'> {
  const told = toldNames((names ?? []).slice(0, mostModelClasses));
  const isNamed = told.some((name) => name !== '');
  if (!isNamed && classCount > mostModelClasses) throw new TrialError('no-names', `${classCount} classes without names`);
  const classes = told.flatMap((name, index) => {
    const objectClass = objectClassOf(name);
    return objectClass === null ? [] : [{ index, class: objectClass }];
  });
  if (isNamed && classes.length === 0) throw new TrialError('nothing-to-watch', told.filter((name) => name !== '').slice(0, 10).join(', '));
  return { classes, names: Array.from({ length: Math.min(classCount, mostModelClasses) }, (_, index) => told[index] ?? '') };
}

/**
 * Finds out what a file is: reads it, has onnxruntime load and run it once on an empty picture, asks every family.
 * `id` is its SHA-256. @throws TrialError
 */
export async function tryModel(id: string, path: string, provider: Provider, threads: number): Promise<Pick<Tried, 'card'> & { readonly facts: Omit<Tried['facts'], 'msPerRun' | 'builtInMsPerRun'> }> {
  const { metadata, weights } = await readFacts(path);
  const session = await openSessionOrCpu(path, provider, threads).catch((error: unknown) => {
    throw new TrialError('cannot-load', messageOf(error));
  });
  const input = pictureInput(session.inputMetadata, metadata);
  const { width, height, name, sizes } = input;
  const opened = await openImported(session, { ...plainFeed, name, sizes });
  const outputs = await opened.run(emptyPicture(width, height)).catch((error: unknown) => {
    throw new TrialError('run-failed', messageOf(error));
  });
  await opened.release();
  const tried = { width, height, takesSizes: sizes !== null, outputs: Object.fromEntries(Object.entries(outputs).map(([key, { dims }]) => [key, dims])), metadata, weights };
  for (const family of families) {
    const recognised = family.recognise(tried);
    if (recognised === null) continue;
    const { classes, names } = classesOf(recognised);
    const fit = fitFor(input, recognised);
    const { colours, mean, deviation } = recognised.feed;
    const card = ImportedCard.parse({
      kind: 'imported', id, family: family.id, input: { name, fit, colours, mean, deviation, sizes },
      outputs: recognised.outputs, settings: recognised.settings, classes, classCount: recognised.classCount,
    });
    family.decode(namedOutputs(outputs, card), emptyPicture(width, height), card);
    return { card, facts: { family: family.id, picture: { width, height, follows: fit.way === 'longest' }, names } };
  }
  throw new TrialError('unknown-outputs', Object.entries(tried.outputs).map(([key, dims]) => `${key}: ${written(dims)}`).join('; '));
}

/** One line of what was said. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 300);
}
