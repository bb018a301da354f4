import type { OperatingCurve, OperatingPoint } from '../../contract/quality.ts';

/** What a decided event measured, against the threshold that is to be fitted. */
export type DecidedValue = { readonly value: number; readonly confirmed: boolean };

/** From fewer decisions nothing is proposed. */
const leastDecided = 10;
/** Of the confirmed events at most this share may be lost. */
const mostLost = 0.02;
/** A change that spares a smaller share of the dismissed events is not worth it. */
const leastSpared = 0.2;
/** As many thresholds as a curve has at most; more are not told apart on a screen. */
const mostPoints = 40;

function pointAt(values: readonly DecidedValue[], threshold: number): OperatingPoint {
  const raised = values.filter(({ value }) => value >= threshold);
  const confirmed = raised.filter((each) => each.confirmed).length;
  return { threshold, confirmed, dismissed: raised.length - confirmed };
}

/** Multiples of the setting's step from the threshold in force up to the greatest value seen, evenly thinned. */
function candidates(values: readonly DecidedValue[], current: number, step: number, most: number): number[] {
  const top = Math.min(most, Math.max(...values.map(({ value }) => value)));
  const first = Math.floor(current / step + 1e-9) + 1;
  const count = Math.max(0, Math.floor(top / step + 1e-9) - first + 1);
  const stride = Math.max(1, Math.ceil(count / (mostPoints - 1)));
  const steps = Array.from({ length: Math.ceil(count / stride) }, (_, index) => first + index * stride);
  return [current, ...steps.map((each) => Number((each * step).toFixed(6)))];
}

/**
 * What other thresholds would have made of decided events. Only higher ones can be judged: what the threshold in force kept
 * back was never seen by anybody.
 * @param limits the setting's `step` and greatest value
 */
export function operatingCurve(
  values: readonly DecidedValue[],
  current: number,
  { step, most }: { readonly step: number; readonly most: number },
): Pick<OperatingCurve, 'points' | 'proposed' | 'confirmed' | 'dismissed'> {
  const confirmed = values.filter((each) => each.confirmed).length;
  const dismissed = values.length - confirmed;
  if (values.length === 0) return { points: [{ threshold: current, confirmed, dismissed }], proposed: null, confirmed, dismissed };
  const points = candidates(values, current, step, most).map((threshold) => pointAt(values, threshold));
  const now = points[0] ?? { confirmed, dismissed };
  const kept = points.filter((point) => now.confirmed - point.confirmed <= Math.floor(now.confirmed * mostLost));
  // Of the thresholds that spare equally many the lowest: it leaves most room for what has not been seen yet.
  const best = kept.toSorted((a, b) => a.dismissed - b.dismissed || a.threshold - b.threshold)[0];
  const enough = confirmed >= leastDecided && dismissed >= leastDecided;
  const worth = best !== undefined && now.dismissed - best.dismissed >= Math.max(1, now.dismissed * leastSpared);
  return { points, proposed: enough && worth ? best.threshold : null, confirmed, dismissed };
}
