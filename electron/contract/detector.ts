import { z } from 'zod';
import { CameraId } from './camera.ts';
import { RelativeBox } from './geometry.ts';
import { DetectorId, ObjectClass } from './object-class.ts';
import { Words } from './words.ts';

/** Kinds of detectors that can be imported: what goes into them and what their numbers mean. */
export const DetectorFamilyId = z.enum(['yolox', 'yolov5', 'yolov8', 'yolo-end2end', 'nanodet', 'rt-detr', 'd-fine', 'rf-detr']);
export type DetectorFamilyId = z.infer<typeof DetectorFamilyId>;

/** Why a file was not taken, or a check came to nothing. Each has a sentence in both languages that says what to do. */
export const DetectorProblem = z.enum([
  'too-large', // more than `longestDetectorBytes`
  'not-onnx',
  'external-data', // its weights lie in other files
  'foreign-operators', // operators that are neither ONNX's nor onnxruntime's
  'cannot-load', // onnxruntime refuses it
  'wrong-input', // not one picture of three float planes
  'wrong-task', // masks, poses, classification
  'unknown-outputs', // of no family that is known
  'no-names', // nobody knows what its classes are, and they are too many to be told one by one
  'nothing-to-watch', // none of its classes is one that the program watches
  'run-failed',
  'no-answer', // not in time
  'crashed', // took its process down, or wanted more memory than it may have
  'bad-picture', // the picture for the check cannot be read
]);
export type DetectorProblem = z.infer<typeof DetectorProblem>;

export const longestDetectorBytes = 200_000_000;
export const longestPictureBytes = 20_000_000;

export const DetectorName = z.string().trim().min(1).max(60);

/** So many of a model's classes, by its own numbers, can count as one that the program watches; those behind never do. */
export const mostModelClasses = 1000;

/** One of a model's classes: its own name, empty where nobody knows it; what it counts as, and what its name suggests. Null: nothing. */
export const ModelClass = z.object({ name: z.string(), class: ObjectClass.nullable(), guess: ObjectClass.nullable() });
export type ModelClass = z.infer<typeof ModelClass>;

/** Which of a model's classes count as which, each once. */
export const ClassChoice = z
  .array(z.object({ index: z.number().int().min(0).max(mostModelClasses - 1), class: ObjectClass }))
  .min(1)
  .max(mostModelClasses)
  .refine((chosen) => new Set(chosen.map(({ index }) => index)).size === chosen.length, { error: 'a class counts twice' });
export type ClassChoice = z.infer<typeof ClassChoice>;

/** A detector that a user brought. */
export const Detector = z.object({
  id: DetectorId,
  name: DetectorName,
  family: DetectorFamilyId,
  bytes: z.number().int(),
  addedAt: z.number(),
  /** The picture it looks at, pixels. A free height or width follows the camera's picture. */
  picture: z.object({ width: z.number().int(), height: z.number().int(), follows: z.boolean() }),
  /** Its classes by their numbers. Those that count as nothing are never used and never stored with an event. */
  classes: z.array(ModelClass),
  /** Median of several runs when it was last tried out, and that of the built-in one in the same process. */
  msPerRun: z.number(),
  builtInMsPerRun: z.number(),
  /** Its file is not where it was put. */
  missing: z.boolean(),
});
export type Detector = z.infer<typeof Detector>;

export const Detectors = z.object({
  builtIn: z.object({ title: Words, bytes: z.number(), longest: z.number(), classes: z.array(ObjectClass) }),
  imported: z.array(Detector),
});
export type Detectors = z.infer<typeof Detectors>;

/** What became of a file. `detail` is for who made it: what was found in it, in technical words. */
export const DetectorImport = z.object({ detector: Detector.nullable(), problem: DetectorProblem.nullable(), detail: z.string().nullable() });
export type DetectorImport = z.infer<typeof DetectorImport>;

export const CheckPicture = z.discriminatedUnion('from', [
  z.object({ from: z.literal('camera'), cameraId: CameraId }),
  z.object({ from: z.literal('upload'), pictureId: z.uuid() }),
]);
export type CheckPicture = z.infer<typeof CheckPicture>;

export const FoundObject = z.object({ class: ObjectClass, confidence: z.number(), box: RelativeBox });
export type FoundObject = z.infer<typeof FoundObject>;

/** What one detector made of a picture: the median time of several runs, and what it found. */
export const Looked = z.object({ msPerRun: z.number(), found: z.array(FoundObject) });
export type Looked = z.infer<typeof Looked>;

/** What a model found of a class that counts as nothing; `index` is the class's number. */
export const UnusedObject = z.object({ index: z.number().int(), confidence: z.number(), box: RelativeBox });
export type UnusedObject = z.infer<typeof UnusedObject>;

export const DetectorCheck = z.object({
  problem: DetectorProblem.nullable(),
  detail: z.string().nullable(),
  /** Null when there is a problem. `picture` is a JPEG as a data URL. */
  result: z.object({ picture: z.string(), width: z.number(), height: z.number(), builtIn: Looked, imported: Looked, unused: z.array(UnusedObject) }).nullable(),
});
export type DetectorCheck = z.infer<typeof DetectorCheck>;
