/** One line of a benchmark: a value and what it was compared with in the same run. */
export type BenchRow = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly reference: string;
  /** Value divided by the reference's value. */
  readonly ratio: number;
};
