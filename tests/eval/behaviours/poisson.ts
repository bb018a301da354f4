/** Probability of at most `events` events when `mean` are expected (Poisson). */
export function poissonAtMost(events: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let k = 1; k <= events; k++) {
    term *= mean / k;
    sum += term;
  }
  return sum;
}

/**
 * The exact upper bound of the number expected when `events` were counted: greater ones would give so few in at most one
 * case in twenty (one-sided, 95 %; F. Garwood, Biometrika 1936). Divided by the hours watched it bounds a rate.
 */
export function poissonUpperBound(events: number, confidence = 0.95): number {
  let [low, high] = [0, 10 + events * 4];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (poissonAtMost(events, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
