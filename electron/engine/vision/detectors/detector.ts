import { extname } from 'node:path';
import type { PlanarPicture } from '../../media/small-frame.ts';
import type { DetectorCard } from '../model-card.ts';
import type { Detection } from '../observation.ts';

/** A float tensor as onnxruntime gives it. */
export type OutputTensor = { readonly data: Float32Array; readonly dims: readonly number[] };

/** Sizes of the picture that went into the model: of the planes, and of the part of them that is picture. */
export type PictureSize = Pick<PlanarPicture, 'width' | 'height' | 'pictureWidth' | 'pictureHeight'>;

/**
 * A detector family is one file in this folder that exports one of these as `family`; model cards name it by the
 * file's name. It knows what the numbers of such models mean, and nothing of sessions and threads.
 */
export type DetectorFamily = {
  /**
   * Reads a model's outputs, by name. Gives every object from its class's `low` confidence on, suppressed, the
   * surest first. Throws when the outputs are not those of the family.
   */
  decode(outputs: Readonly<Record<string, OutputTensor>>, size: PictureSize, card: DetectorCard): Detection[];
};

/** Loads the family that a card names. Rejects when there is no such file. */
export async function loadFamily(card: DetectorCard): Promise<DetectorFamily> {
  const file = new URL(`./${card.family}${extname(import.meta.url)}`, import.meta.url);
  const module = (await import(file.href)) as { readonly family?: DetectorFamily };
  if (!module.family) throw new Error(`detectors/${card.family} exports no family`);
  return module.family;
}
