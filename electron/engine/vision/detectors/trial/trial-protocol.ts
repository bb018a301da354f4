import { z } from 'zod';
import { Detector, DetectorCheck, DetectorProblem, mostModelClasses } from '../../../../contract/detector.ts';
import { providers } from '../../inference/inference-protocol.ts';
import { DetectorCard } from '../../model-card.ts';
import { ImportedCard } from '../imported/imported-card.ts';

const Running = {
  builtIn: z.object({ card: DetectorCard, path: z.string() }),
  provider: z.enum(providers),
  threads: z.number().int().min(1),
};

/** What the trial's process is asked; once in its life. */
export const TrialRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('try'), id: z.string(), path: z.string(), ...Running }),
  /** `picture` is the path of a JPEG or PNG. */
  z.object({ type: z.literal('check'), card: ImportedCard, path: z.string(), picture: z.string(), ...Running }),
]);
export type TrialRequest = z.infer<typeof TrialRequest>;

/** What was found out about a file: how to run it, and what windows show of it. */
export const Tried = z.object({
  card: ImportedCard,
  /** `names` are those of the model's classes, by their numbers; empty where nobody knows one. */
  facts: Detector.pick({ family: true, picture: true, msPerRun: true, builtInMsPerRun: true }).extend({ names: z.array(z.string().max(60)).max(mostModelClasses) }),
});
export type Tried = z.infer<typeof Tried>;

export const TrialAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('tried'), tried: Tried }),
  z.object({ type: z.literal('checked'), result: DetectorCheck.shape.result.unwrap() }),
  z.object({ type: z.literal('problem'), problem: DetectorProblem, detail: z.string().nullable() }),
]);
export type TrialAnswer = z.infer<typeof TrialAnswer>;

/** Thrown within the trial's process: the file cannot be used, and why. */
export class TrialError extends Error {
  readonly problem: DetectorProblem;

  constructor(problem: DetectorProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}
