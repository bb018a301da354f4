import ort from 'onnxruntime-node';
import type { PlanarPicture } from '../../media/small-frame.ts';
import { appearanceOf } from '../appearance.ts';
import { loadFamily, type OutputTensor } from '../detectors/detector.ts';
import { familyOf } from '../detectors/imported/families.ts';
import type { ImportedCard } from '../detectors/imported/imported-card.ts';
import { namedOutputs, openImported, openSessionOrCpu } from '../detectors/imported/run-imported.ts';
import { fightScore } from '../fight/fight-score.ts';
import type { AnyCard, FightCard, Model, ModelCard } from '../model-card.ts';
import type { Detection } from '../observation.ts';
import { loadPoseFamily } from '../pose/pose-family.ts';
import type { Findings, Provider } from './inference-protocol.ts';
import { openSession } from './session.ts';

type Outputs = Readonly<Record<string, OutputTensor>>;
type Decode = (outputs: Outputs, picture: PlanarPicture) => Findings[keyof Findings];

/** A model in memory: what runs it and what reads its outputs. */
export type LoadedModel = {
  /** `dims` is the shape of the tensor that the picture's bytes are. */
  readonly run: (picture: PlanarPicture, dims: readonly number[]) => Promise<Outputs>;
  readonly decode: Decode;
  readonly release: () => Promise<void>;
};

/** The colours of a person from an imported detector are looked at from this confidence on: below it no tracker takes a person. */
const leastImportedPerson = 0.2;

/** A person's colours, looked at from a confidence on. Those of vehicles are not: cars are painted alike, and in their few pixels the road counts as much as the paint. */
function withAppearance(found: Detection, picture: PlanarPicture, least: number): Detection {
  if (found.class !== 'person' || found.confidence < least) return found;
  const appearance = appearanceOf(picture, found.box);
  return appearance === null ? found : { ...found, appearance };
}

async function decoderOf(card: ModelCard | FightCard): Promise<Decode> {
  if ('calibration' in card) return (outputs) => fightScore(outputs, card);
  if (card.kind === 'pose') {
    const family = await loadPoseFamily(card);
    return (outputs, picture) => family.decode(outputs, picture, card);
  }
  const family = await loadFamily(card);
  // Half of `high`: below it no tracker takes a person.
  const least = (card.classes.find((each) => each.class === 'person')?.high ?? 1) / 2;
  return (outputs, picture) => family.decode(outputs, picture, card).map((found) => withAppearance(found, picture, least));
}

async function loadOwn({ card, path }: Model<ModelCard | FightCard>, provider: Provider, threads: number): Promise<LoadedModel> {
  const [decode, session] = await Promise.all([decoderOf(card), openSession(path, provider, threads)]);
  const run: LoadedModel['run'] = async (picture, dims) => (await session.run({ [card.input.name]: new ort.Tensor('uint8', picture.data, dims) })) as unknown as Outputs;
  return { run, decode, release: () => session.release() };
}

async function loadImported({ card, path }: Model<ImportedCard>, provider: Provider, threads: number): Promise<LoadedModel> {
  const family = familyOf(card.family);
  const { run, release } = await openImported(await openSessionOrCpu(path, provider, threads), card.input);
  return { run, release, decode: (outputs, picture) => family.decode(namedOutputs(outputs, card), picture, card).map((found) => withAppearance(found, picture, leastImportedPerson)) };
}

function isImported(model: Model<AnyCard>): model is Model<ImportedCard> {
  return 'kind' in model.card && model.card.kind === 'imported';
}

/** Loads a model of any kind. Rejects with what onnxruntime says. */
export function loadModel(model: Model<AnyCard>, provider: Provider, threads: number): Promise<LoadedModel> {
  return isImported(model) ? loadImported(model, provider, threads) : loadOwn(model as Model<ModelCard | FightCard>, provider, threads);
}
