import { percentile } from '../../support/percentile.ts';

/** What came out of all films of one behaviour. */
export type Tally = {
  scenarios: number;
  seconds: number;
  truths: number;
  found: number;
  raised: number;
  /** Actors that the rule has to leave alone. */
  negatives: number;
  delaysMs: number[];
  missed: string[];
  wrong: string[];
};

export const emptyTally = (): Tally => ({ scenarios: 0, seconds: 0, truths: 0, found: 0, raised: 0, negatives: 0, delaysMs: [], missed: [], wrong: [] });

export type BehaviourScore = {
  readonly recall: number | null;
  readonly precision: number | null;
  readonly delayMedianMs: number | null;
  readonly delayP95Ms: number | null;
  readonly truths: number;
  readonly found: number;
  readonly raised: number;
  /** Actors that the rule has to leave alone. */
  readonly negatives: number;
  readonly scenarios: number;
  readonly seconds: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
const share = (part: number, whole: number): number | null => (whole === 0 ? null : rounded(part / whole));
const whole = (value: number | null): number | null => (value === null ? null : Math.round(value));

export function scoreOf(tally: Tally): BehaviourScore {
  const { truths, found, raised, delaysMs } = tally;
  return {
    recall: share(found, truths),
    precision: share(found, raised),
    delayMedianMs: whole(percentile(delaysMs, 0.5)),
    delayP95Ms: whole(percentile(delaysMs, 0.95)),
    truths,
    found,
    raised,
    negatives: tally.negatives,
    scenarios: tally.scenarios,
    seconds: Math.round(tally.seconds),
    missed: tally.missed,
    wrong: tally.wrong,
  };
}
