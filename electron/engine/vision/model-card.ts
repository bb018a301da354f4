import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ObjectClass } from '../../contract/scene.ts';
import { Words } from '../../contract/words.ts';
import { unpackedPath } from '../program-root.ts';
import { sha256Of } from '../sha256-of.ts';
import type { ImportedCard } from './detectors/imported/imported-card.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What is known of every model: where it comes from and what goes into it. */
const anyCard = {
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  title: Words,
  /** The file in `detectors/` or `pose/`, by its kind, that reads its outputs. */
  family: z.string().regex(/^[a-z0-9-]{1,64}$/),
  /** SPDX identifier of the weights. */
  licence: z.string().min(1),
  origin: z.strictObject({
    project: z.url(),
    package: z.string(),
    version: z.string(),
    /** Files of the package that the model is made of, relative to the package's folder. */
    files: z.array(z.strictObject({ path: z.string(), sha256: Sha256 })).min(1),
  }),
  /** The built model, relative to the folder of the card. */
  file: z.string().regex(/^built\/[a-z0-9-]+\.onnx$/),
  sha256: Sha256,
  input: z.strictObject({
    name: z.string(),
    /** Order of the planes; `GBR` is FFmpeg's gbrp. */
    planes: z.literal('GBR'),
    /** Both sides of the picture have to be multiples of this. */
    multipleOf: z.number().int().min(1),
    /** Longer side that the model was trained for, in pixels. */
    longest: z.number().int().min(32).max(4096),
  }),
  outputs: z.array(z.strictObject({ name: z.string(), stride: z.number().int().min(1) })).min(1),
};

/** A model that finds objects and says of which class they are. */
export const DetectorCard = z.strictObject({
  /** Cards from before there were other kinds have none. */
  kind: z.literal('detector').default('detector'),
  ...anyCard,
  /** In the order of the model's class channels. */
  classes: z.array(z.strictObject({
    class: ObjectClass,
    /** Objects below this confidence are not reported at all. */
    low: z.number().min(0.01).max(1),
    /** From this confidence on an object may start a track; between the two it can only continue one. */
    high: z.number().min(0.01).max(1),
  }).refine(({ low, high }) => low <= high, { error: 'low is above high' })).min(1),
});
export type DetectorCard = z.infer<typeof DetectorCard>;

/** A model that finds people and the joints of their bodies. */
export const PoseCard = z.strictObject({
  kind: z.literal('pose'),
  ...anyCard,
  /** Skeletons below this confidence are not reported at all. */
  least: z.number().min(0.01).max(1),
});
export type PoseCard = z.infer<typeof PoseCard>;

/**
 * The model that tells fights, trained here (models/training/fight, models/trained/fight.md): grey pictures of one region,
 * evenly spaced in time, in; a logit for each region out. Of their mean, sigmoid(a · mean + b) is the share of fights among
 * views that score so. The card says more, for people.
 */
export const FightCard = z.object({
  id: z.literal('fight'),
  version: z.string().regex(/^[0-9.]{1,16}$/),
  /** Beside the card. */
  file: z.string().regex(/^[a-z0-9-]+\.onnx$/),
  sha256: Sha256,
  input: z.object({ name: z.string(), shape: z.tuple([z.literal('regions'), z.literal(24), z.literal(160), z.literal(160)]), spacingMs: z.literal(80) }),
  output: z.object({ name: z.string() }),
  calibration: z.object({ a: z.number(), b: z.number() }),
});
export type FightCard = z.infer<typeof FightCard>;

/** What is known of a model, how its numbers are read. One file in `models/` each. */
export const ModelCard = z.union([DetectorCard, PoseCard]);
export type ModelCard = z.infer<typeof ModelCard>;

/** Everything that a model can be known by. */
export type AnyCard = ModelCard | FightCard | ImportedCard;

/** A card with the place of its model on this machine. */
export type Model<C extends AnyCard = DetectorCard> = { readonly card: C; readonly path: string };

/** `missing`: the card or the model's file is not there. `changed`: the card is not valid, or the file is not the one that it names. */
export class ModelError extends Error {
  readonly kind: 'missing' | 'changed';

  constructor(kind: ModelError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ModelError';
    this.kind = kind;
  }
}

/** Reads a detector's `<folder>/<id>.json` and compares the built model (`npm run models`) with it. @throws ModelError */
export function readModel(folder: string, id: string): Promise<Model> {
  return read(join(folder, `${id}.json`), DetectorCard);
}

/** The same for a model of poses. */
export function readPoseModel(folder: string, id: string): Promise<Model<PoseCard>> {
  return read(join(folder, `${id}.json`), PoseCard);
}

/** The same for `<folder>/trained/fight.json`; the model stands beside it. */
export function readFightModel(folder: string): Promise<Model<FightCard>> {
  return read(join(folder, 'trained', 'fight.json'), FightCard);
}

async function read<C extends ModelCard | FightCard>(cardPath: string, schema: z.ZodType<C>): Promise<Model<C>> {
  const text = await readFile(cardPath, 'utf8').catch((cause: unknown) => {
    throw new ModelError('missing', `there is no card ${cardPath}`, { cause });
  });
  const card = parse(text, schema, cardPath);
  // onnxruntime opens it by path.
  const path = unpackedPath(join(dirname(cardPath), card.file));
  const sha256 = await sha256Of(path).catch((cause: unknown) => {
    throw new ModelError('missing', `the model ${card.id} is not built: run "npm run models"`, { cause });
  });
  if (sha256 !== card.sha256) throw new ModelError('changed', `the file of the model ${card.id} has sha256 ${sha256}, its card says ${card.sha256}`);
  return { card, path };
}

function parse<C>(text: string, schema: z.ZodType<C>, cardPath: string): C {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ModelError('changed', `the card ${cardPath} is not valid`, { cause });
  }
}
