import type { DetectorFamilyId } from '../../../../contract/detector.ts';
import type { Detection } from '../../observation.ts';
import type { OutputTensor, PictureSize } from '../detector.ts';
import type { ImportedCard } from './imported-card.ts';

/** What is known of a model after it ran once on an empty picture. */
export type TriedModel = {
  /** Size of the planes that it was run with. */
  readonly width: number;
  readonly height: number;
  /** Whether it asks for the picture's size beside the picture. */
  readonly takesSizes: boolean;
  /** Shapes of its outputs, by name, in its order. */
  readonly outputs: Readonly<Record<string, readonly number[]>>;
  readonly metadata: ReadonlyMap<string, string>;
  /** Names of its weights. */
  readonly weights: readonly string[];
};

/** How a model that was recognised is fed and read; see `ImportedCard`. */
export type Recognised = Pick<ImportedCard, 'outputs' | 'settings' | 'classCount'> & {
  readonly feed: Feed;
  /** Names of its classes by their numbers; null when nobody knows them. */
  readonly names: readonly string[] | null;
};

/** What a family's models were trained on. */
export type Feed = Pick<ImportedCard['input'], 'colours' | 'mean' | 'deviation'> & {
  /** `letterbox`: in its own shape, the rest filled with grey of the value `pad`. `stretch`: pulled over the whole plane. */
  readonly way: 'letterbox' | 'stretch';
  readonly pad: number;
};

/** Values 0 to 1, red first: what most training programs do. */
export const plainFeed = { colours: 'RGB', mean: [0, 0, 0], deviation: [255, 255, 255], pad: 114 } as const satisfies Omit<Feed, 'way'>;

/** A detection with the number of the model's class. */
export type ModelDetection = Detection & { readonly index: number };

/**
 * A family of detectors that users bring, one file each. It knows what the numbers mean and nothing of sessions and
 * threads. Exported by its file as `family` and listed in `families.ts`.
 */
export type ImportedFamily = {
  readonly id: DetectorFamilyId;
  /** Whether a model is one of this family, and how it is read; null: it is not. */
  recognise(model: TriedModel): Recognised | null;
  /**
   * Reads a model's outputs, by the names that the family gave them: the objects of the classes that the card lists, from a
   * confidence of 0.1 on, the surest first. Throws when they are not what was recognised.
   */
  decode(outputs: Readonly<Record<string, OutputTensor>>, size: PictureSize, card: ImportedCard): ModelDetection[];
};
