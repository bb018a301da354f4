import type { FightCard } from '../model-card.ts';

/** The calibrated score of a view's logits, one for each region (Platt, 1999): of views that score 0.8, four in five are fights. */
export function fightScore(logits: Float32Array, { calibration: { a, b } }: Pick<FightCard, 'calibration'>): number {
  const mean = logits.reduce((sum, logit) => sum + logit, 0) / logits.length;
  return 1 / (1 + Math.exp(-(a * mean + b)));
}
