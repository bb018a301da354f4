import type { QualityRow, QualityWeek } from '../../../electron/contract/quality.ts';

export type Precision = { readonly value: number; readonly low: number; readonly high: number };

/** Standard normal quantile of a 95 % interval. */
const z = 1.96;

/** Share of the decided events that were confirmed, with its 95 % interval (Wilson, 1927); null where nothing was decided. */
export function precisionOf({ confirmed, dismissed }: Pick<QualityWeek, 'confirmed' | 'dismissed'>): Precision | null {
  const count = confirmed + dismissed;
  if (count === 0) return null;
  const value = confirmed / count;
  const middle = (value + z ** 2 / (2 * count)) / (1 + z ** 2 / count);
  const half = (z / (1 + z ** 2 / count)) * Math.sqrt((value * (1 - value)) / count + z ** 2 / (4 * count ** 2));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

export type Tally = Omit<QualityWeek, 'from'>;

export function sumOf(weeks: readonly QualityWeek[]): Tally {
  const sum = { confirmed: 0, dismissed: 0, open: 0 };
  for (const { confirmed, dismissed, open } of weeks) {
    sum.confirmed += confirmed;
    sum.dismissed += dismissed;
    sum.open += open;
  }
  return sum;
}

export type BehaviorQuality = { readonly behavior: string; readonly weeks: readonly QualityWeek[]; readonly cameras: readonly QualityRow[] };

/** Rows of one behaviour put together over its cameras, those with most false alarms first. */
export function byBehavior(rows: readonly QualityRow[]): BehaviorQuality[] {
  const dismissed = (weeks: readonly QualityWeek[]): number => sumOf(weeks).dismissed;
  return [...Map.groupBy(rows, ({ behavior }) => behavior)]
    .map(([behavior, cameras]) => ({
      behavior,
      weeks: (cameras[0]?.weeks ?? []).map(({ from }, index) => ({ from, ...sumOf(cameras.flatMap(({ weeks }) => weeks[index] ?? [])) })),
      cameras: cameras.toSorted((a, b) => dismissed(b.weeks) - dismissed(a.weeks)),
    }))
    .toSorted((a, b) => dismissed(b.weeks) - dismissed(a.weeks));
}
