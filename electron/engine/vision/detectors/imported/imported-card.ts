import { z } from 'zod';
import { DetectorFamilyId, mostModelClasses } from '../../../../contract/detector.ts';
import { DetectorId, ObjectClass } from '../../../../contract/object-class.ts';

/** How a picture is fitted into the planes; see `PictureFit`. */
const Fit = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('longest'), longest: z.number().int().min(32).max(2048), pad: z.number().int().min(0).max(255) }),
  z.strictObject({ way: z.literal('letterbox'), width: z.number().int().min(32).max(2048), height: z.number().int().min(32).max(2048), pad: z.number().int().min(0).max(255) }),
  z.strictObject({ way: z.literal('stretch'), width: z.number().int().min(32).max(2048), height: z.number().int().min(32).max(2048) }),
]);

const Three = z.tuple([z.number(), z.number(), z.number()]).readonly();

/** What was found out about an imported model when it was tried out: how to feed it, and how its numbers are read. */
export const ImportedCard = z.strictObject({
  kind: z.literal('imported'),
  /** SHA-256 of its file. */
  id: DetectorId,
  family: DetectorFamilyId,
  input: z.strictObject({
    name: z.string(),
    fit: Fit,
    colours: z.enum(['RGB', 'BGR']),
    /** The tensor is (value - mean) / deviation, in the order of the colours, values 0..255. */
    mean: Three,
    deviation: Three,
    /** The input that wants the picture's width and height, where there is one. */
    sizes: z.string().nullable(),
  }),
  /** Names of the outputs, by what the family calls them. */
  outputs: z.record(z.string(), z.string()),
  /** What the family has to remember besides, such as whether scores are logits. */
  settings: z.record(z.string(), z.number()),
  /** Numbers of the model's classes that the program watches; none until somebody says it where nothing can be guessed. */
  classes: z.array(z.strictObject({ index: z.number().int().min(0), class: ObjectClass })).max(mostModelClasses),
  /** How many classes the model has. */
  classCount: z.number().int().min(1),
});
export type ImportedCard = z.infer<typeof ImportedCard>;
