import { parseArgs } from 'node:util';
import { BadInput } from '../bad-input.ts';
import { clearScore } from './clear.ts';
import { hotaScore } from './hota.ts';
import { identityScore } from './identity.ts';
import { readMotFile, type MotRow } from './mot-file.ts';
import { sequence } from './sequence.ts';

export type TrackingScore = {
  readonly MOTA: number;
  readonly MOTP: number;
  readonly IDF1: number;
  readonly HOTA: number;
  readonly DetA: number;
  readonly AssA: number;
  readonly IDSW: number;
  readonly FP: number;
  readonly FN: number;
};

/** All tracking metrics of one sequence as fractions of 1 and counts, equal to TrackEval's for MOT15-style truth. */
export function scoreTracking(tracks: readonly MotRow[], truth: readonly MotRow[]): TrackingScore {
  const both = sequence(tracks, truth);
  const { MOTA, MOTP, IDSW, FP, FN } = clearScore(both);
  const { HOTA, DetA, AssA } = hotaScore(both);
  return { MOTA, MOTP, IDF1: identityScore(both).IDF1, HOTA, DetA, AssA, IDSW, FP, FN };
}

/**
 * `tracking --tracks T --truth GT`. A tracker that found nothing is a result; a truth without a single row is not.
 * @throws BadInput
 */
export function evaluateTracking(args: readonly string[]): TrackingScore {
  const { tracks, truth } = parse(args);
  const truthRows = readMotFile(truth);
  if (!truthRows.some((row) => Math.trunc(row.confidence) !== 0)) throw new BadInput(`${truth}: holds no truth to compare with`);
  const score = scoreTracking(readMotFile(tracks), truthRows);
  const round = (value: number): number => Math.round(value * 1e6) / 1e6;
  return Object.fromEntries(Object.entries(score).map(([name, value]) => [name, round(value)])) as TrackingScore;
}

function parse(args: readonly string[]): { tracks: string; truth: string } {
  let values: { tracks?: string | undefined; truth?: string | undefined };
  try {
    ({ values } = parseArgs({ args: [...args], options: { tracks: { type: 'string' }, truth: { type: 'string' } } }));
  } catch (cause) {
    throw new BadInput(cause instanceof Error ? cause.message.replaceAll('\n', ' ') : 'bad arguments');
  }
  if (values.tracks === undefined || values.truth === undefined) throw new BadInput('usage: eval -- tracking --tracks T --truth GT');
  return { tracks: values.tracks, truth: values.truth };
}
