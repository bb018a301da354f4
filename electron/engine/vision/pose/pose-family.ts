import { extname } from 'node:path';
import type { OutputTensor, PictureSize } from '../detectors/detector.ts';
import type { PoseCard } from '../model-card.ts';
import type { Skeleton } from '../observation.ts';

/**
 * A family of pose models is one file in this folder that exports one of these as `family`; model cards name it by the
 * file's name. It knows what the numbers of such models mean, and nothing of sessions and threads.
 */
export type PoseFamily = {
  /**
   * Reads a model's outputs, by name. Gives every person from the card's `least` confidence on, the surest first, without
   * a track. Throws when the outputs are not those of the family.
   */
  decode(outputs: Readonly<Record<string, OutputTensor>>, size: PictureSize, card: PoseCard): Skeleton[];
};

/** Loads the family that a card names. Rejects when there is no such file. */
export async function loadPoseFamily(card: PoseCard): Promise<PoseFamily> {
  const file = new URL(`./${card.family}${extname(import.meta.url)}`, import.meta.url);
  const module = (await import(file.href)) as { readonly family?: PoseFamily };
  if (!module.family) throw new Error(`pose/${card.family} exports no family`);
  return module.family;
}
